package io.quittance.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.cli.ServerCall.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which running server a command speaks to, as whom, and how it tells the answer. */
final class ServerOptions {

    private static final Pattern ADDRESS = Pattern.compile("https?://[!-~]+");

    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--server",
            description = "The server's address; default ${DEFAULT-VALUE}. (env QUITTANCE_SERVER)",
            defaultValue = "${env:QUITTANCE_SERVER:-http://127.0.0.1:8080}")
    String server = "";

    @Option(
            names = "--key-file",
            description = "File with the merchant's key and nothing else; default: the key in QUITTANCE_KEY.")
    @Nullable
    Path keyFile;

    @Option(names = "--json", description = "Print the server's answer as it came.")
    boolean json;

    @Option(names = "--quiet", description = "Print only ids, and a secret that was just made.")
    boolean quiet;

    /** How an answer is told to people. */
    interface Telling {
        void to(PrintWriter out, JsonNode answer, boolean isQuiet);
    }

    /** Sends a request and tells the answer; the exit code. */
    int tell(ServerCall call, Telling telling) throws IOException {
        return tell(send(call), telling);
    }

    Reply send(ServerCall call) throws IOException {
        if (!ADDRESS.matcher(server).matches()) {
            throw usage("--server is an address such as http://127.0.0.1:8080, not " + server);
        }
        return call.send(server, key());
    }

    /** Tells an answer; the exit code. */
    int tell(Reply reply, Telling telling) {
        PrintWriter out = Console.out(spec);
        if (json) {
            out.println(reply.body());
        } else if (reply.isDone()) {
            telling.to(out, reply.json(), quiet);
        }
        out.flush();
        if (reply.isDone()) {
            return 0;
        }
        refusal(reply);
        return Failures.FAILED;
    }

    private void refusal(Reply reply) {
        PrintWriter err = Console.err(spec);
        JsonNode problem = reply.json();
        String words = problem.path("detail").asText("the server answered " + reply.status());
        err.println(Objects.requireNonNull(spec).qualifiedName() + ": " + words);
        problem.path("errors")
                .forEach(fault -> err.println("  " + fault.path("pointer").asText() + ": "
                        + fault.path("message").asText()));
    }

    private String key() throws IOException {
        String key = keyFile == null ? System.getenv("QUITTANCE_KEY") : Files.readString(keyFile);
        if (key == null || !key.strip().matches("[!-~]+")) {
            throw usage("name the merchant's key in QUITTANCE_KEY, or in a file with --key-file");
        }
        return key.strip();
    }

    private ParameterException usage(String words) {
        CommandSpec command = Objects.requireNonNull(spec);
        return new ParameterException(command.commandLine(), command.qualifiedName() + ": " + words);
    }
}
