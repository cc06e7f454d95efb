package io.quittance.api.openapi;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.terminals.Tills;
import io.quittance.api.webhooks.Receiver;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Intents and terminals in the states in which requests about them are taken on; each afresh. Safe for any thread. */
final class Stock {
    private static final String CARD = """
            "type":"card","card":{"number":"5200000000000056","exp_month":12,"exp_year":2030,"cvc":"341"}""";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final RunningServer server;

    Stock(RunningServer server) {
        this.server = server;
    }

    /** Without an attempt. */
    String open() {
        return made("/v1/payment_intents", "{\"amount\":1250,\"currency\":\"EUR\"}");
    }

    /** Authorised, and not captured. */
    String held(long cents) {
        return made("/v1/payments", PaymentJson.with(name(), cents, "\"capture_method\":\"manual\""));
    }

    String paid(long cents) {
        return made("/v1/payments", PaymentJson.of(name(), cents));
    }

    /** For the two seconds until it is inquired. */
    String inDoubt() {
        return paid(1268);
    }

    /** Closed by its merchant. */
    String canceled() {
        String intent = open();
        server.post("/v1/payment_intents/" + intent + "/cancel", name(), "{}");
        return intent;
    }

    /** One with which this can be done: the last word of a path. */
    String fitFor(String word) {
        return switch (word) {
            case "capture", "void", "cancel", "reverse" -> held(1250);
            case "refunds" -> paid(1250);
            case "resolution" -> inDoubt();
            case "authenticate" -> terminalThatShowsACode();
            case "replay" -> endpoint();
            default -> open();
        };
    }

    /** To be paired. */
    String terminal() {
        return terminal(server.tills().fresh(), "\"serial_number\":\"" + Tills.SERIAL + "\"");
    }

    /** At which whoever comes pays. */
    String pairedTerminal() {
        return pairedTerminal(server.tills().busy());
    }

    String pairedTerminal(TerminalSimulator device) {
        return terminal(device, "\"serial_number\":\"" + Tills.SERIAL + "\",\"api_key\":\"" + Tills.KEY + "\"");
    }

    private String terminal(TerminalSimulator device, String members) {
        return made("/v1/terminals", "{\"name\":\"Till\",\"url\":\"" + device.http() + "\"," + members + "}");
    }

    /** What the device that knows nobody yet shows; six digits in any case. */
    String code() {
        String shown = server.tills().fresh().look().otp();
        return shown == null ? "123456" : shown;
    }

    private String terminalThatShowsACode() {
        String terminal = terminal();
        server.post("/v1/terminals/" + terminal + "/pair", "{}");
        return terminal;
    }

    /** One of the merchant's endpoints: he has few. */
    String endpoint() {
        JsonNode first = server.get("/v1/webhook_endpoints").json().at("/data/0/id");
        return first.isMissingNode() ? newEndpoint() : first.asText();
    }

    String newEndpoint() {
        return made("/v1/webhook_endpoints", "{\"url\":\"https://shop.example/webhooks\"}");
    }

    /** Something that is owed to one of the merchant's endpoints. */
    String delivery() {
        String endpoint = endpoint();
        server.post("/v1/payment_intents", name(), "{\"amount\":1250,\"currency\":\"EUR\"}");
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> server.get("/v1/webhook_deliveries?endpoint=" + endpoint)
                                .json()
                                .at("/data/0/id")
                                .asText(),
                        id -> !id.isEmpty());
    }

    /** The name of a card for one payment. */
    String keptCard() {
        return made("/v1/payment_methods", "{" + CARD + "}");
    }

    /** The cross reference of one of anna's saved cards. */
    String savedCard() {
        String body = "{" + CARD + ",\"customer_id\":\"anna\",\"save\":true}";
        return server.post("/v1/payment_methods", body)
                .json()
                .path("cross_reference")
                .asText();
    }

    /** What the owner of a new endpoint has to show. */
    String challenge() {
        try (Receiver receiver = Receiver.start()) {
            made("/v1/webhook_endpoints", "{\"url\":\"" + receiver.url() + "\",\"must_verify\":true}");
            await().atMost(Duration.ofSeconds(60)).until(() -> !receiver.taken().isEmpty());
            return receiver.taken().get(0).replaceFirst(".*\"validation_code\":\"([a-z2-7]+)\".*", "$1");
        }
    }

    private String made(String path, String body) {
        return server.post(path, name(), body).json().path("id").asText();
    }

    private static String name() {
        return "stock-" + NUMBER.incrementAndGet();
    }
}
