package io.quittance.api.cli;

import io.quittance.api.Wiring;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.demo.Shop;
import io.quittance.api.demo.Story;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything on the embedded journal, tells a story in real payments, and stays up. */
@Command(
        name = "demo",
        description =
                "Starts a server and a simulated acquirer, tells a story in real payments over HTTP (with a kill -9"
                        + " in the middle of one), and stays up until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: quittance demo --exit"})
final class DemoCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--data",
            description = "Directory that holds everything; default ${DEFAULT-VALUE}. (env QUITTANCE_DATA)",
            defaultValue = "${env:QUITTANCE_DATA:-quittance-data}")
    Path data = Path.of("");

    @Option(
            names = "--port",
            description = "The server's port; 0, the default, picks a free one. (env QUITTANCE_PORT)",
            defaultValue = "${env:QUITTANCE_PORT:-0}")
    int port;

    @Option(
            names = "--exit",
            arity = "0..1",
            fallbackValue = "true",
            description = "End after the story: 0 when it came true, 1 when not. (env QUITTANCE_EXIT)",
            defaultValue = "${env:QUITTANCE_EXIT:-false}")
    boolean exit;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Console.out(spec);
        ApiKey key = DevKey.from(System.getenv());
        String run = HexFormat.of().formatHex(Wiring.randomness().bytes(3));
        try (Story story = new Story(new Story.Stage(data.toAbsolutePath().normalize(), port, key.text(), run), out)) {
            boolean isTrue = story.tell();
            if (!exit) {
                howToGoOn(out, story.serverUrl(), key);
                new CountDownLatch(1).await();
            }
            return isTrue ? 0 : Failures.FAILED;
        }
    }

    private void howToGoOn(PrintWriter out, String url, ApiKey key) {
        out.printf("""

                The server stays up until Ctrl-C. To go on, in another terminal:

                  curl %s/v1/payments -H 'Authorization: Bearer %s' \\
                    -H 'Content-Type: application/json' -H 'Idempotency-Key: my-first' \\
                    -d '{"amount":1250,"currency":"EUR","reference_id":"my_cart","payment_method":{"type":"card",
                         "card":{"number":"%s","exp_month":12,"exp_year":2030,"cvc":"341"}}}'

                  java -jar api/target/quittance.jar inspect --data %s
                """, url, key.text(), Shop.GOOD_CARD, data);
        out.flush();
    }
}
