package io.quittance.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.KeyedServer;
import io.quittance.api.openapi.ApiDocument.Operation;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/** Every operation that needs a key, with one key, and with the document's own first example where it takes a body. */
final class KeyScene {
    private final KeyedServer server;

    KeyScene(KeyedServer server) {
        this.server = server;
    }

    static List<Operation> operations() {
        return ApiDocument.CONTRACT.operations().stream()
                .filter(operation -> !operation.isOpen())
                .toList();
    }

    void play(String key) {
        operations().forEach(operation -> call(key, operation));
    }

    HttpResponse<String> call(String key, Operation operation) {
        String path = operation
                .at("pi_" + "a".repeat(32), "tm_" + "a".repeat(32), "we_" + "a".repeat(32), "xr_" + "a".repeat(32))
                .replace("{key}", "never")
                .replace("{customer}", "nobody");
        JsonNode examples = operation.node().at("/requestBody/content/application~1json/examples");
        HttpRequest.Builder request = server.request(key, path);
        if (examples.isMissingNode()) {
            return server.send(request.method(operation.method(), BodyPublishers.noBody()));
        }
        String body = examples.elements().next().path("value").toString();
        return server.send(request.header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(operation.method(), BodyPublishers.ofString(body)));
    }

    /** Until nothing is left of the key's allowance. */
    void useUp(String key) {
        HttpResponse<String> answer = server.get(key, "/v1/events");
        while (answer.statusCode() == 200) {
            answer = server.get(key, "/v1/events");
        }
    }
}
