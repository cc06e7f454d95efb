package io.quittance.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;

/** What a server says of webhooks, for people. */
final class WebhookText {

    private static final List<String> OF_ENDPOINT = List.of(
            "id",
            "status",
            "url",
            "description",
            "events",
            "retry_policy",
            "payload",
            "success",
            "signatures",
            "disabled_reason",
            "failing_since",
            "held_before",
            "public_keys",
            "created_at",
            "secret");
    private static final List<String> OF_REPLAY =
            List.of("id", "status", "endpoint", "from", "to", "intent", "only_failed", "deliveries");
    private static final List<String> OF_PING = List.of("endpoint", "taken", "status", "failure", "latency_ms");

    private WebhookText() {}

    static void endpoint(PrintWriter out, JsonNode endpoint, boolean isQuiet) {
        if (isQuiet) {
            out.println(text(endpoint.path("id")));
            if (endpoint.has("secret")) {
                out.println(text(endpoint.path("secret")));
            }
            return;
        }
        fields(out, endpoint, OF_ENDPOINT);
        if (endpoint.has("secret")) {
            out.println("The secret is shown this once.");
        }
    }

    static void endpoints(PrintWriter out, JsonNode page, boolean isQuiet) {
        for (JsonNode endpoint : page.path("data")) {
            String id = text(endpoint.path("id"));
            out.println(isQuiet ? id : id + "  " + padded(endpoint.path("status")) + text(endpoint.path("url")));
        }
        more(out, page, isQuiet);
    }

    static void deliveries(PrintWriter out, JsonNode page, boolean isQuiet) {
        page.path("data").forEach(delivery -> delivery(out, delivery, isQuiet));
        more(out, page, isQuiet);
    }

    static void delivery(PrintWriter out, JsonNode delivery, boolean isQuiet) {
        out.println(text(delivery.path("id")));
        if (isQuiet) {
            return;
        }
        boolean isHeld = delivery.path("held").asBoolean();
        out.println("  " + padded(delivery.path("status")) + text(delivery.path("timestamp")) + "  "
                + text(delivery.path("type")) + (isHeld ? "  held" : ""));
        for (JsonNode made : delivery.path("tries")) {
            JsonNode what = made.path("status").isNull() ? made.path("failure") : made.path("status");
            JsonNode next = made.path("next_try_at");
            out.println("    " + text(made.path("time")) + "  " + text(what) + "  " + text(made.path("latency_ms"))
                    + " ms" + (next.isNull() ? "" : ", again at " + text(next)));
        }
    }

    static void ping(PrintWriter out, JsonNode ping, boolean isQuiet) {
        if (!isQuiet) {
            fields(out, ping, OF_PING);
        }
    }

    static void replay(PrintWriter out, JsonNode replay, boolean isQuiet) {
        if (isQuiet) {
            out.println(text(replay.path("id")));
        } else {
            fields(out, replay, OF_REPLAY);
        }
    }

    static void replays(PrintWriter out, JsonNode page, boolean isQuiet) {
        for (JsonNode replay : page.path("data")) {
            String id = text(replay.path("id"));
            out.println(
                    isQuiet
                            ? id
                            : id + "  " + padded(replay.path("status")) + text(replay.path("created_at")) + "  "
                                    + text(replay.path("deliveries")) + " deliveries" + selection(replay));
        }
    }

    private static String selection(JsonNode replay) {
        StringBuilder words = new StringBuilder();
        for (String name : List.of("from", "to", "intent")) {
            if (!replay.path(name).isNull()) {
                words.append(", ").append(name).append(' ').append(text(replay.path(name)));
            }
        }
        return words + (replay.path("only_failed").asBoolean() ? ", only failed" : "");
    }

    private static void fields(PrintWriter out, JsonNode object, List<String> names) {
        for (String name : names) {
            JsonNode value = object.path(name);
            boolean isNothing = value.isMissingNode() || value.isNull() || value.isArray() && value.isEmpty();
            if (!isNothing) {
                out.printf("%-16s %s%n", name.replace('_', ' ') + ":", text(value));
            }
        }
    }

    private static void more(PrintWriter out, JsonNode page, boolean isQuiet) {
        if (page.path("has_more").asBoolean() && !isQuiet) {
            out.println("more with --after " + text(page.path("next_cursor")));
        }
    }

    private static String padded(JsonNode value) {
        return String.format("%-11s", text(value));
    }

    /** What a server repeats may hold anything; a terminal is not to be steered by it. */
    private static String text(JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
