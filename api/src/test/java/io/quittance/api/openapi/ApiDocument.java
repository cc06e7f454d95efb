package io.quittance.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Yaml31;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** {@code openapi.yaml} as the server serves it, to look things up in. Immutable. */
public final class ApiDocument {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch", "head", "options");

    public static final ApiDocument CONTRACT = new ApiDocument();

    private final String text;
    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();

    private ApiDocument() {
        try (InputStream stream = ApiDocument.class.getResourceAsStream("/openapi/openapi.yaml")) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            root = Yaml31.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        each(
                root.path("paths"),
                (path, item) -> each(item, (method, node) -> {
                    if (METHODS.contains(method)) {
                        operations.add(new Operation(method.toUpperCase(Locale.ROOT), path, node));
                    }
                }));
    }

    /**
     * One call of the contract.
     *
     * @param path as documented, with names in braces
     */
    public record Operation(String method, String path, JsonNode node) {

        boolean matches(String sentMethod, String sentPath) {
            String shape = path.replace(".", "\\.").replaceAll("\\{[a-z_]+}", "[^/]+");
            return method.equals(sentMethod) && Pattern.matches(shape, sentPath);
        }

        /** The path with the one of these ids that stands there. */
        String at(String intent, String terminal, String endpoint, String card) {
            return path.replace(
                    "{id}",
                    switch (path.split("/")[2]) {
                        case "terminals" -> terminal;
                        case "cross_references" -> card;
                        case "access_tokens" -> token(intent);
                        case "webhook_endpoints" -> endpoint;
                        case "webhook_deliveries" -> delivery(endpoint);
                        default -> intent;
                    });
        }

        /** An access token of an intent that nobody ever made: its proof is wrong. */
        static String token(String intent) {
            return "at_" + intent.substring("pi_".length()) + "ab" + "a".repeat(24);
        }

        /** What is owed to an endpoint of some event. */
        static String delivery(String endpoint) {
            return "wd_" + "a".repeat(32) + "_3_" + endpoint.substring("we_".length());
        }

        boolean isOfAProvider() {
            return node.path("x-only-with").asText().equals("provider");
        }

        boolean isOpen() {
            return node.has("security") && node.path("security").isEmpty();
        }

        String id() {
            return node.path("operationId").asText();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    public String text() {
        return text;
    }

    JsonNode root() {
        return root;
    }

    /** The calls that every server has. */
    public List<Operation> operations() {
        return operations.stream()
                .filter(operation -> !operation.isOfAProvider())
                .toList();
    }

    /** The further calls of a server that has a payment service provider. */
    public List<Operation> operationsOfAProvider() {
        return operations.stream().filter(Operation::isOfAProvider).toList();
    }

    /** What a request to this path is documented as; a query is left out of the comparison. */
    Optional<Operation> operation(String method, String pathAndQuery) {
        String path = pathAndQuery.replaceFirst("\\?.*", "");
        return operations.stream()
                .filter(operation -> operation.matches(method, path))
                .findFirst();
    }

    /** The thing itself, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** The documented answer of this status; missing when there is none. */
    JsonNode response(Operation operation, int status) {
        return resolved(operation.node().path("responses").path(String.valueOf(status)));
    }

    /** The members of an object, references followed. */
    Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        each(object, (name, node) -> members.put(name, resolved(node)));
        return members;
    }

    private static void each(JsonNode object, BiConsumer<String, JsonNode> use) {
        for (Iterator<Map.Entry<String, JsonNode>> all = object.fields(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> one = all.next();
            use.accept(one.getKey(), one.getValue());
        }
    }
}
