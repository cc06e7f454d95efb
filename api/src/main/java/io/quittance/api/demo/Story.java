package io.quittance.api.demo;

import io.quittance.api.demo.Shop.Answer;
import io.quittance.api.process.QuittanceProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A server and an acquirer in processes of their own, and four scenes played on them: approved; declined, then
 * approved; a retry with the same key; and a server killed in the middle of a payment. Each scene says what it expects,
 * and the story is true when every expectation held. Used by one thread.
 */
public final class Story implements AutoCloseable {

    /** As long as a real acquirer takes, so that there is a middle of a payment to be killed in. */
    private static final String ACQUIRER_FAULTS = "latency=400";

    private static final long LOOK_AGAIN_NANOS = 10_000_000;
    private static final int LOOKS_MAX = 1_000;

    private final Stage stage;
    private final PrintWriter out;
    private final QuittanceProcess acquirer;
    private QuittanceProcess server;
    private int broken;

    /**
     * Where the story is played.
     *
     * @param data everything is stored here
     * @param port the server's port; 0 for a free one
     * @param apiKey the shop's key
     * @param run makes the references of this telling its own
     */
    public record Stage(Path data, int port, String apiKey, String run) {

        private Path log() {
            return data.resolve("demo.log");
        }
    }

    /** Starts acquirer and server. */
    public Story(Stage stage, PrintWriter out) {
        this.stage = stage;
        this.out = out;
        createDirectory(stage.data());
        this.acquirer = QuittanceProcess.start(
                List.of(
                        "simulate",
                        "acquirer",
                        "--port",
                        "0",
                        "--ledger",
                        stage.data().resolve("acquirer-ledger.jsonl").toString(),
                        "--faults",
                        ACQUIRER_FAULTS),
                Map.of(),
                stage.log());
        this.server = startServer(stage.port());
        say("acquirer: " + acquirer.baseUrl() + "   server: " + server.baseUrl() + "   data: " + stage.data());
    }

    /** Where the server listens. */
    public String serverUrl() {
        return server.baseUrl();
    }

    /** Plays all scenes; true when every expectation held. */
    public boolean tell() {
        approved();
        declinedThenApproved();
        retried();
        killedInTheMiddle();
        audited();
        say(broken == 0 ? "\nThe story is true." : "\nThe story is NOT true: " + broken + " expectations were broken.");
        return broken == 0;
    }

    private void approved() {
        say("\n1. A cart is paid.");
        Answer answer =
                shop().pay(key("book"), cart("book"), 1_250, Shop.GOOD_CARD).join();
        expect(
                "12.50 EUR: HTTP 201, succeeded",
                answer.status() == 201 && answer.paymentStatus().equals("succeeded"));
    }

    private void declinedThenApproved() {
        say("\n2. A card is declined; the payer takes another one, on the same intent.");
        Answer first =
                shop().pay(key("lamp"), cart("lamp"), 4_900, Shop.DECLINED_CARD).join();
        expect(
                "a decline is an answer, not an error: HTTP 201, failed",
                first.status() == 201 && first.paymentStatus().equals("failed"));
        String intent = first.field("/id").asText();
        Answer second = shop().attempt(key("lamp-2"), intent, Shop.GOOD_CARD).join();
        expect(
                "second attempt on " + intent + ": succeeded, attempts 2",
                second.paymentStatus().equals("succeeded")
                        && second.field("/attempts").size() == 2);
    }

    private void retried() {
        say("\n3. The shop is not sure that it got the answer, and sends the same request with the same key again.");
        Answer first = shop().pay(key("tea"), cart("tea"), 700, Shop.GOOD_CARD).join();
        Answer again = shop().pay(key("tea"), cart("tea"), 700, Shop.GOOD_CARD).join();
        expect(
                "the same answer, byte for byte, and no second charge",
                again.replayed() && again.body().equals(first.body()) && again.status() == first.status());
    }

    private void killedInTheMiddle() {
        say("\n4. The server is killed in the middle of a payment: the acquirer has taken the money, and the shop"
                + " has no answer.");
        long chargesBefore = charges();
        CompletableFuture<Answer> lost = shop().pay(key("desk"), cart("desk"), 19_900, Shop.GOOD_CARD);
        for (int looks = 0; charges() == chargesBefore && looks < LOOKS_MAX; looks++) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        server.kill();
        expect(
                "kill -9; the shop's request ends without an answer",
                lost.handle((answer, failure) -> failure != null).join());
        server = startServer(stage.port());
        Answer answer =
                shop().pay(key("desk"), cart("desk"), 19_900, Shop.GOOD_CARD).join();
        for (int looks = 0; answer.status() == 202 && looks < LOOKS_MAX; looks++) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            answer = shop().pay(key("desk"), cart("desk"), 19_900, Shop.GOOD_CARD)
                    .join();
        }
        expect(
                "restarted; the same request with the same key: the server asked the acquirer, and says succeeded",
                answer.status() == 201 && answer.paymentStatus().equals("succeeded"));
        expect("the acquirer took that money once", charges() == chargesBefore + 1);
    }

    private void audited() {
        say("\n5. The acquirer's own ledger, and the journal.");
        Answer ledger = acquirerLedger();
        expect(
                "no reference was charged twice",
                ledger.field("/charged_more_than_once").isEmpty());
    }

    private QuittanceProcess startServer(int port) {
        return QuittanceProcess.start(
                List.of(
                        "serve",
                        "--dev",
                        "--quiet",
                        "--port",
                        String.valueOf(port),
                        "--data",
                        stage.data().toString(),
                        "--acquirer",
                        acquirer.baseUrl()),
                Map.of("QUITTANCE_DEV_KEY", stage.apiKey()),
                stage.log());
    }

    private Shop shop() {
        return new Shop(URI.create(server.baseUrl()), stage.apiKey());
    }

    private long charges() {
        return acquirerLedger().field("/approved").asLong();
    }

    private Answer acquirerLedger() {
        return new Shop(URI.create(acquirer.baseUrl()), "none")
                .get("/ledger/summary")
                .join();
    }

    private String cart(String name) {
        return "cart_" + stage.run() + "_" + name;
    }

    private String key(String name) {
        return "key_" + stage.run() + "_" + name;
    }

    private void expect(String what, boolean held) {
        say((held ? "   ✓ " : "   ✗ BROKEN: ") + what);
        broken += held ? 0 : 1;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private static void createDirectory(Path data) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        acquirer.close();
    }
}
