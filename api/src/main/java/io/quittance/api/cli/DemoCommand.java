package io.quittance.api.cli;

import io.quittance.api.Wiring;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.demo.Setting;
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
                "Starts a server, a simulated acquirer and two simulated card terminals, tells a story in real payments"
                        + " over HTTP (with a kill -9 in the middle of two), and stays up until Ctrl-C.",
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
        Runtime.getRuntime().addShutdownHook(new Thread(DemoCommand::endChildren, "demo-end"));
        Setting setting = new Setting(data.toAbsolutePath().normalize(), port, key.text(), run);
        try (Story story = new Story(setting, out)) {
            boolean isTrue = story.tell();
            if (!exit) {
                howToGoOn(out, story, key);
                new CountDownLatch(1).await();
            }
            return isTrue ? 0 : Failures.FAILED;
        }
    }

    /** However this process ends, whatever it has started by then ends with it. */
    private static void endChildren() {
        ProcessHandle.current().children().forEach(ProcessHandle::destroy);
    }

    private void howToGoOn(PrintWriter out, Story story, ApiKey key) {
        out.printf(
                """

                Everything stays up until Ctrl-C. To go on:

                * See what happened, in a browser: %1$s/console
                  Sign in with the key %2$s

                * Pay at %4$s yourself. Open its screen in a browser: %5$s
                  Then start a payment there, and tap the card on its screen within a minute:

                  curl %1$s/v1/payments -H 'Authorization: Bearer %2$s' \\
                    -H 'Content-Type: application/json' -H "Idempotency-Key: till-$(date +%%s)" \\
                    -d '{"amount":1250,"currency":"ILS","payment_method":{"type":"terminal",
                         "terminal_id":"%6$s"}}'

                * Pay by card:

                  curl %1$s/v1/payments -H 'Authorization: Bearer %2$s' \\
                    -H 'Content-Type: application/json' -H 'Idempotency-Key: my-first' \\
                    -d '{"amount":1250,"currency":"EUR","reference_id":"my_cart","payment_method":{"type":"card",
                         "card":{"number":"%3$s","exp_month":12,"exp_year":2030,"cvc":"341"}}}'

                * Verify the journal, without the server:

                  java -jar api/target/quittance.jar inspect --data %7$s
                """,
                story.serverUrl(),
                key.text(),
                Shop.GOOD_CARD,
                story.till().name(),
                story.till().page(),
                story.terminal(),
                data);
        out.flush();
    }
}
