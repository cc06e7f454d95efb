package io.quittance.api.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.api.http.json.Json;
import io.quittance.engine.Limits;
import io.quittance.engine.inbox.InboxEntry;
import io.quittance.persistence.inbox.InboxFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the provider's notifications that nobody could ask about, and has them told again. */
@Command(
        name = "inbox",
        description = "Lists the provider's notifications that were given up, because the provider could not be asked"
                + " about them for seven days; also while a server runs.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: quittance inbox --again --data ./quittance-data"})
final class InboxCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--again",
            description = "Have all of them asked about again, for another seven days. A running server begins within"
                    + " some seconds. Moves no money by itself and may be done at any time.")
    boolean again;

    @Option(
            names = "--data",
            description = "The server's data directory; default ${DEFAULT-VALUE}. (env QUITTANCE_DATA)",
            defaultValue = "${env:QUITTANCE_DATA:-quittance-data}")
    Path data = Path.of("");

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Option(names = "--quiet", description = "Print the references alone; with --again, nothing.")
    boolean quiet;

    @Override
    public Integer call() {
        if (!Files.exists(data.resolve(InboxFile.NAME))) {
            Console.err(spec)
                    .println("inbox: there is no inbox in " + data + ". Name the server's directory with --data; a"
                            + " server that was never started with --acquirer has none.");
            return Failures.USAGE;
        }
        try (InboxFile inbox = InboxFile.open(data)) {
            PrintWriter out = Console.out(spec);
            if (again) {
                redrive(inbox, out);
            } else {
                list(inbox.unresolved(Limits.PAGE_MAX).toCompletableFuture().join(), out);
            }
            out.flush();
        }
        return 0;
    }

    private void redrive(InboxFile inbox, PrintWriter out) {
        int count =
                inbox.redrive(Clock.systemUTC().instant()).toCompletableFuture().join();
        if (json) {
            out.println(text(json -> {
                json.writeStartObject();
                json.writeNumberField("again", count);
                json.writeEndObject();
            }));
        } else if (!quiet) {
            out.println(count + " are asked about again, by a running server within some seconds");
        }
    }

    private void list(List<InboxEntry> unresolved, PrintWriter out) {
        if (json) {
            out.println(text(json -> write(json, unresolved)));
        } else if (quiet) {
            unresolved.forEach(entry -> out.println(entry.reference()));
        } else if (unresolved.isEmpty()) {
            out.println("nothing is unresolved");
        } else {
            unresolved.forEach(entry -> out.println(entry.reference() + "  received " + entry.receivedAt() + ", told "
                    + (entry.tells() + 1) + " times"));
        }
    }

    private static void write(JsonGenerator json, List<InboxEntry> unresolved) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("unresolved");
        for (InboxEntry entry : unresolved) {
            json.writeStartObject();
            json.writeStringField("reference", entry.reference());
            Json.time(json, "received_at", entry.receivedAt());
            json.writeNumberField("told", entry.tells() + 1);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String text(Json.Document document) {
        return new String(Json.bytes(document), StandardCharsets.UTF_8);
    }
}
