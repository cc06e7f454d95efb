package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.api.http.problem.Problem;
import io.quittance.engine.intent.FieldFault;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** A problem body: one document with the same faults in the three views that {@code api.md} names. */
public final class ProblemJson {

    private static final String MASK = "***";

    /** What may be a card number: 12 to 19 digits, also in groups. */
    private static final Pattern CARD_NUMBER = Pattern.compile("[0-9](?:[ -]?[0-9]){11,18}");

    private ProblemJson() {}

    /**
     * The body of a refusal.
     *
     * @param baseUrl where this server's problem pages are
     */
    public static byte[] bytes(Problem problem, String baseUrl, String requestId, Instant now) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField(
                    "type", baseUrl + "/problems/" + problem.code().text());
            json.writeStringField("title", problem.code().title());
            json.writeNumberField("status", problem.code().status());
            json.writeStringField("detail", problem.detail());
            json.writeStringField("code", problem.code().text());
            json.writeStringField("request_id", requestId);
            json.writeStringField("retry", problem.code().retry().text());
            errors(json, problem.faults());
            if (!problem.mismatchedFields().isEmpty()) {
                json.writeArrayFieldStart("mismatched_fields");
                for (String field : problem.mismatchedFields()) {
                    json.writeString(field);
                }
                json.writeEndArray();
            }
            result(json, problem);
            json.writeObjectFieldStart("resultDetails");
            json.writeEndObject();
            Json.time(json, "timestamp", now);
            if (problem.intent() != null) {
                json.writeFieldName("intent");
                IntentJson.write(json, problem.intent());
            }
            json.writeEndObject();
        });
    }

    private static void errors(JsonGenerator json, List<FieldFault> faults) throws IOException {
        json.writeArrayFieldStart("errors");
        for (FieldFault fault : faults) {
            json.writeStartObject();
            json.writeStringField("pointer", masked(fault.pointer()));
            json.writeStringField("code", fault.code());
            json.writeStringField("message", fault.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void result(JsonGenerator json, Problem problem) throws IOException {
        json.writeObjectFieldStart("result");
        json.writeStringField("code", problem.code().resultCode());
        json.writeArrayFieldStart("parameterErrors");
        for (FieldFault fault : problem.faults()) {
            json.writeStartObject();
            json.writeStringField("name", masked(parameterName(fault.pointer())));
            json.writeStringField("value", fault.value() == null ? "null" : masked(fault.pointer(), fault.value()));
            json.writeStringField("message", fault.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Nothing of a payment method is repeated, and no card number that was sent elsewhere. */
    private static String masked(String pointer, String value) {
        return pointer.startsWith("/payment_method") ? MASK : masked(value);
    }

    private static String masked(String text) {
        return CARD_NUMBER.matcher(text).replaceAll(MASK);
    }

    /** The partner API names nested parameters with dots. */
    private static String parameterName(String pointer) {
        return pointer.isEmpty() ? "body" : pointer.substring(1).replace('/', '.');
    }
}
