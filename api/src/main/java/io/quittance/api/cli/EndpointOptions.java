package io.quittance.api.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.api.http.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is wanted of an endpoint; the server checks it. */
final class EndpointOptions {

    private static final Pattern GAPS = Pattern.compile("[0-9]{1,9}(,[0-9]{1,9})*");

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(names = "--url", description = "Where webhooks go.")
    @Nullable
    String url;

    @Option(names = "--description", description = "For people.")
    @Nullable
    String description;

    @Option(
            names = "--event",
            description = "What it hears of: *, a family as payment_intent.*, or a type; as often as needed.")
    @Nullable
    List<String> events;

    @Option(
            names = "--retry",
            description = "When it is tried again: seven_days, two_hours, or gaps in seconds, separated by commas.")
    @Nullable
    String retry;

    @Option(names = "--payload", description = "full: the intent, or thin: only its id.")
    @Nullable
    String payload;

    @Option(names = "--success", description = "Which answers mean that it was taken: 2xx or 200.")
    @Nullable
    String success;

    @Option(names = "--signature", description = "v1 (HMAC-SHA256) or v1a (Ed25519); as often as needed.")
    @Nullable
    List<String> signatures;

    @Option(names = "--enabled", arity = "1", description = "true or false: whether it is sent to.")
    @Nullable
    Boolean enabled;

    @Option(
            names = "--must-verify",
            arity = "1",
            description = "true or false: whether its owner has to prove that it is his before anything is sent.")
    @Nullable
    Boolean mustVerify;

    /** The body of a request; what is no retry policy in any form is told before anything is sent. */
    String json() {
        if (retry != null && retry.matches(".*[0-9,].*") && !GAPS.matcher(retry).matches()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--retry is seven_days, two_hours, or gaps in whole seconds, separated by commas, e.g. 1,60,3600;"
                            + " not " + retry);
        }
        return new String(Json.bytes(this::write), StandardCharsets.UTF_8);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        text(json, "url", url);
        text(json, "description", description);
        texts(json, "events", events);
        if (retry != null && GAPS.matcher(retry).matches()) {
            json.writeArrayFieldStart("retry_policy");
            for (String gap : retry.split(",")) {
                json.writeNumber(Long.parseLong(gap));
            }
            json.writeEndArray();
        } else {
            text(json, "retry_policy", retry);
        }
        text(json, "payload", payload);
        text(json, "success", success);
        texts(json, "signatures", signatures);
        flag(json, "enabled", enabled);
        flag(json, "must_verify", mustVerify);
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void flag(JsonGenerator json, String name, @Nullable Boolean value) throws IOException {
        if (value != null) {
            json.writeBooleanField(name, value);
        }
    }

    private static void texts(JsonGenerator json, String name, @Nullable List<String> values) throws IOException {
        if (values != null) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }
}
