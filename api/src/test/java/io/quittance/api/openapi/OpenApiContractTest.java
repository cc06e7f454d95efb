package io.quittance.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.http.problem.ProblemCode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document by itself: it can be read by others' tools, and nothing in it contradicts itself. */
final class OpenApiContractTest {
    private static final ApiDocument DOCUMENT = ApiDocument.CONTRACT;
    private static final ApiSchemas SCHEMAS = new ApiSchemas(DOCUMENT);

    @Test
    void othersCanReadIt() {
        assertThat(new OpenAPIV3Parser().readContents(DOCUMENT.text()).getMessages())
                .isEmpty();
    }

    @Test
    void itsCodesAreTheCodesOfTheServer() {
        List<String> documented = new ArrayList<>();
        DOCUMENT.root().at("/components/schemas/ProblemCode/enum").forEach(code -> documented.add(code.asText()));

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ProblemCode.values()).map(ProblemCode::text).toList());
    }

    @Test
    void everyExampleFitsItsSchema() {
        List<String> checked = new ArrayList<>();
        DOCUMENT.root().findParents("examples").forEach(holder -> {
            String schema = holder.path("schema").path("$ref").asText();
            if (!schema.isEmpty()) {
                DOCUMENT.members(holder.path("examples")).forEach((name, example) -> {
                    checked.add(name);
                    assertThat(SCHEMAS.faults(schema, example.path("value").toString()))
                            .as(name)
                            .isEmpty();
                });
            }
        });
        assertThat(checked).hasSizeGreaterThan(50);
    }

    @Test
    void aFieldThatTheDocumentDoesNotKnowIsFound() {
        JsonNode intent = DOCUMENT.root().at("/components/examples/IntentSucceeded/value");
        String more = intent.toString().replaceFirst("\\{", "{\"surprise\":1,");

        assertThat(SCHEMAS.faults("#/components/schemas/Intent", more))
                .hasSize(1)
                .first()
                .asString()
                .contains("surprise");
        assertThat(SCHEMAS.faults("#/components/schemas/Intent", "{}")).hasSizeGreaterThan(20);
    }
}
