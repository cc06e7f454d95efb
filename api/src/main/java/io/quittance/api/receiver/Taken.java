package io.quittance.api.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.webhook.receiving.WebhookHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One webhook as it came, and what was made of it. Immutable.
 *
 * @param status what it was answered with; of one whose answer was dropped, what it would have been
 * @param result {@code fresh}, {@code repeated}, {@code under_way}, {@code rejected}, {@code refused} or
 *     {@code unverified}
 * @param reason why it was not taken; empty when it was
 * @param headers the three that a webhook has
 * @param body byte by byte
 */
public record Taken(int status, String result, String reason, WebhookHeaders headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** For people: one line. */
    public String text() {
        JsonNode told = told();
        String about = told.path("data").path("id").asText();
        String number = told.has("intent_sequence")
                ? " number " + told.path("intent_sequence").asText() + " of"
                : "";
        String line = status + " " + result + ": " + told.path("type").asText() + number + " " + about + " "
                + Objects.requireNonNullElse(headers.id(), "without an id")
                + (reason.isEmpty() ? "" : ": " + reason);
        // What somebody sends may hold anything; a terminal is not to be steered by it.
        return line.replaceAll("\\p{Cntrl}", "?");
    }

    /** For programs: one line of JSON. */
    public String json() {
        JsonNode told = told();
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("status", status)
                .put("result", result)
                .put("id", headers.id())
                .put("type", told.path("type").asText())
                .put("timestamp", told.path("timestamp").asText());
        if (told.has("intent_sequence")) {
            line.put("intent_sequence", told.path("intent_sequence").asLong());
        }
        line.put("about", told.path("data").path("id").asText());
        if (!reason.isEmpty()) {
            line.put("reason", reason);
        }
        return line.toString();
    }

    /** For whoever verifies it later: the headers and the body as they came. */
    String record() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("status", status)
                .put("id", headers.id())
                .put("timestamp", headers.timestamp())
                .put("signature", headers.signature())
                .put("body", new String(body, StandardCharsets.UTF_8))
                .toString();
    }

    private JsonNode told() {
        try {
            return Objects.requireNonNullElse(JSON.readTree(body), JsonNodeFactory.instance.missingNode());
        } catch (IOException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
