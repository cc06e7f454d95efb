package io.quittance.api.cli;

import io.quittance.api.http.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be sent again. */
final class ReplayOptions {

    @Option(names = "--from", description = "Not what happened before, e.g. 2026-11-20T00:00:00Z.")
    @Nullable
    String from;

    @Option(names = "--to", description = "Only what happened before.")
    @Nullable
    String to;

    @Option(names = "--intent", description = "Only what happened to this intent.")
    @Nullable
    String intent;

    @Option(names = "--only-failed", description = "Only what the endpoint was owed and has not taken.")
    boolean onlyFailed;

    String json() {
        return new String(
                Json.bytes(json -> {
                    json.writeStartObject();
                    json.writeStringField("from", from);
                    json.writeStringField("to", to);
                    json.writeStringField("intent", intent);
                    json.writeBooleanField("only_failed", onlyFailed);
                    json.writeEndObject();
                }),
                StandardCharsets.UTF_8);
    }
}
