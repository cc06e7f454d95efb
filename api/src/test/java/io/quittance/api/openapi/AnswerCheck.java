package io.quittance.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.openapi.ApiDocument.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Holds answers against the document: status, headers, content type, body, and for a refusal that its code is among
 * those that are documented for that operation and status. Safe for any thread.
 */
public final class AnswerCheck {
    private static final ApiDocument DOCUMENT = ApiDocument.CONTRACT;
    private static final ApiSchemas SCHEMAS = new ApiSchemas(DOCUMENT);

    /** Of HTTP itself, on every answer. */
    private static final Set<String> OF_HTTP =
            Set.of("connection", "content-length", "content-type", "date", "transfer-encoding");

    private static final String PROBLEM = "application/problem+json";

    private AnswerCheck() {}

    /** What the document does not know about the answer to a request. */
    public static List<String> complaints(String method, String pathAndQuery, Answer answer) {
        return switch (method) {
            case "HEAD" -> List.of();
            case "OPTIONS" -> List.of();
            default ->
                DOCUMENT.operation(method, pathAndQuery)
                        .map(operation -> complaints(operation, answer))
                        .orElseGet(() -> undocumented(pathAndQuery, answer));
        };
    }

    /**
     * Which documented answer this is, as {@code POST /v1/payments 409 attempt_in_doubt}, or with the type where it is
     * no refusal.
     */
    public static Optional<String> name(String method, String pathAndQuery, Answer answer) {
        return DOCUMENT.operation(method, pathAndQuery).map(operation -> {
            String type = type(answer);
            return operation + " " + answer.status() + " " + (type.equals(PROBLEM) ? answer.code() : type);
        });
    }

    /** The names of all documented answers of these. */
    static List<String> names(List<Operation> operations) {
        List<String> names = new ArrayList<>();
        for (Operation operation : operations) {
            DOCUMENT.members(operation.node().path("responses")).forEach((status, response) -> DOCUMENT.members(
                            response.path("content"))
                    .forEach((type, content) -> {
                        Set<String> endings = type.equals(PROBLEM)
                                ? DOCUMENT.members(content.path("examples")).keySet()
                                : Set.of(type);
                        endings.forEach(ending -> names.add(operation + " " + status + " " + ending));
                    }));
        }
        return names;
    }

    /** Where nothing is documented nothing is there. */
    private static List<String> undocumented(String path, Answer answer) {
        boolean isNothing = answer.status() == 404 && answer.code().equals("not_found");
        boolean isUnread = answer.status() == 401 && path.startsWith("/v1");
        return isNothing || isUnread
                ? SCHEMAS.faults("#/components/schemas/Problem", answer.body())
                : List.of("there is an answer " + answer.status() + ", but no such operation in the document");
    }

    static List<String> complaints(Operation operation, Answer answer) {
        JsonNode response = DOCUMENT.response(operation, answer.status());
        if (response.isMissingNode()) {
            return List.of(operation + " does not document the status " + answer.status() + ": " + answer.body());
        }
        List<String> complaints = new ArrayList<>(headers(response, answer));
        String type = type(answer);
        JsonNode content = response.path("content").path(type);
        if (content.isMissingNode()) {
            complaints.add("the content type " + type + " is not documented");
        } else if (type.endsWith("json")) {
            complaints.addAll(SCHEMAS.faults(content.path("schema").path("$ref").asText(), answer.body()));
            complaints.addAll(code(content, type, answer));
        }
        return complaints.stream()
                .map(complaint -> operation + " " + answer.status() + ": " + complaint)
                .toList();
    }

    private static String type(Answer answer) {
        return answer.header("Content-Type").replaceFirst(";.*", "").strip();
    }

    private static List<String> headers(JsonNode response, Answer answer) {
        List<String> complaints = new ArrayList<>();
        Map<String, JsonNode> documented = DOCUMENT.members(response.path("headers"));
        Set<String> unknown = new TreeSet<>(answer.headers().map().keySet());
        unknown.removeIf(name -> OF_HTTP.contains(name.toLowerCase(Locale.ROOT)));
        documented.forEach((name, header) -> {
            unknown.removeIf(name::equalsIgnoreCase);
            List<String> sent = answer.headers().allValues(name);
            if (sent.isEmpty() && header.path("required").asBoolean()) {
                complaints.add("the header " + name + " is missing");
            }
            sent.stream()
                    .filter(value -> !fits(header.path("schema"), value))
                    .forEach(value -> complaints.add("the header " + name + " is not documented as " + value));
        });
        unknown.forEach(name -> complaints.add("the header " + name + " is not documented"));
        return complaints;
    }

    /** Headers are texts with a pattern, or one of a few words. */
    private static boolean fits(JsonNode schema, String value) {
        if (schema.has("enum")) {
            return contains(schema.path("enum"), value);
        }
        return Pattern.compile(schema.path("pattern").asText()).matcher(value).find();
    }

    private static boolean contains(JsonNode words, String value) {
        for (JsonNode word : words) {
            if (word.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** The examples of a refusal are named for the codes that it may have. */
    private static List<String> code(JsonNode content, String type, Answer answer) {
        return type.equals(PROBLEM) && !content.path("examples").has(answer.code())
                ? List.of("the code " + answer.code() + " is not documented here")
                : List.of();
    }
}
