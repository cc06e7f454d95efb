package io.quittance.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.openapi.ApiDocument.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever copies an example of a request out of the document gets what he asked for. */
final class RequestExamplesTest {

    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    /** One example of one operation. */
    record Example(Operation operation, String name, JsonNode body) {
        @Override
        public String toString() {
            return operation + " " + name;
        }
    }

    static List<Example> examples() {
        ApiDocument document = ApiDocument.CONTRACT;
        List<Example> examples = new ArrayList<>();
        for (Operation operation : document.operations()) {
            JsonNode content = operation.node().at("/requestBody/content/application~1json");
            document.members(content.path("examples"))
                    .forEach((name, example) -> examples.add(new Example(operation, name, example.path("value"))));
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsAccepted(Example example) {
        Stock stock = new Stock(server);
        String path = example.operation().path();
        String id = path.equals("/v1/webhook_endpoints/{id}")
                ? stock.endpoint()
                : stock.fitFor(path.substring(path.lastIndexOf('/') + 1));
        String body = example.body()
                .toString()
                .replaceAll("tm_[a-z2-7]{32}", stock.pairedTerminal())
                .replaceAll("pm_[a-z2-7]{32}", stock.keptCard())
                .replaceAll("xr_[a-z2-7]{32}", stock.savedCard())
                .replaceAll("\"otp\":\"[0-9]{6}\"", "\"otp\":\"" + stock.code() + "\"");
        HttpRequest.Builder request = server.json(path.replace("{id}", id), body)
                .method(example.operation().method(), BodyPublishers.ofString(body));

        Answer answer = server.send(
                example.body().has("sequence_number") ? request : request.header("Idempotency-Key", example.name()));

        assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
        assertThat(answer.headers().firstValue("Idempotent-Replayed")).isEmpty();
    }
}
