package io.quittance.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The document's schemas, closed: clients must expect fields that they do not know, and here a field that the document
 * does not know is a fault. Safe for any thread.
 */
final class ApiSchemas {
    private static final String ADDRESS = "https://quittance.example/openapi.json";

    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    ApiSchemas(ApiDocument document) {
        JsonNode closed = closed(document.root().deepCopy());
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ADDRESS, closed.toString())));
    }

    /**
     * What is wrong with this JSON.
     *
     * @param schema a reference into the document, such as {@code #/components/schemas/Intent}
     */
    List<String> faults(String schema, String json) {
        return schemas
                .computeIfAbsent(schema, at -> registry.getSchema(SchemaLocation.of(ADDRESS + at)))
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static JsonNode closed(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiSchemas::closed);
        return node;
    }
}
