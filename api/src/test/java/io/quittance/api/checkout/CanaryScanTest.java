package io.quittance.api.checkout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.api.checkout.Merchant.Reply;
import io.quittance.api.webhooks.Receiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Goal: nothing of a card is at rest in the clear or told to anybody (C27), and what looks like a card number is
 * refused where none belongs, without being repeated (C28). Method: canaries are put into every input of a whole
 * server; then every file of its data directory, everything logged at the finest level, every answer and webhook, the
 * metrics and the names of threads are searched for them in every encoding. A canary that is planted in each encoding
 * is found, so the search is not blind.
 */
final class CanaryScanTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Canary> NUMBERS = Stream.concat(
                    IntStream.rangeClosed(13, 19).mapToObj(Canary::number),
                    Stream.of(Payer.STANDARD, Payer.ASKED, Payer.REFUSED, "340000150358074", "371449635392376")
                            .map(Canary::new))
            .toList();

    /** Too long for a code: it is refused, and can be looked for. */
    private static final Canary CODE = new Canary("90817263");

    /** What stands on the stripe behind the number (ISO/IEC 7813). */
    private static final Canary STRIPE = new Canary("30122019876500000543");

    private static final List<String> TEXTS = List.of(
            "description",
            "reference_id",
            "customer_id",
            "statement_descriptor",
            "capture_method",
            "currency",
            "expires_at",
            "return_url",
            "sequence_number",
            "amount",
            "surprise");

    /** A canary goes where an exclamation mark is, and in groups where two are. */
    private static final String ADDRESSES = """
            /!
            /pay/!
            /3ds/!
            /challenges/!
            /problems/!
            /console/!
            /v1/payment_intents/!
            /v1/access_tokens/!
            /v1/customers/!/cross_references
            /v1/cross_references/!
            /v1/payment_intents?reference_id=!
            /v1/payment_intents?limit=!
            /v1/payment_intents?after=!
            /v1/payment_intents?!=!!
            /v1/webhook_deliveries?intent=!
            /v1/idempotency/!?path=/v1/payments
            /v1/events?type=!""";

    private static final String HEADERS = "Idempotency-Key x-idempotency-key Request-Id User-Agent Referer Cookie"
            + " If-Match Accept-Language Accept X-Forwarded-For Origin Last-Event-ID x-api-key !";

    @TempDir
    private Path directory;

    private TraceLog log;
    private CheckoutServer server;
    private Intruder intruder;
    private Receiver receiver;
    private Receiver angry;

    @BeforeEach
    void start() throws IOException {
        log = new TraceLog(directory.resolve("trace.log"));
        server = CheckoutServer.start(Files.createDirectory(directory.resolve("data")));
        intruder = new Intruder(server);
        receiver = Receiver.start();
        angry = Receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.close();
        angry.close();
        server.close();
        log.close();
    }

    @Test
    void nothingOfACardIsKeptInTheClearOrToldToAnybody() throws IOException {
        listens(receiver);
        listens(angry);
        angry.refuse(500);
        NUMBERS.forEach(this::paysWithIt);
        NUMBERS.forEach(this::namesThingsAfterIt);
        NUMBERS.forEach(this::putsItIntoAddressesAndHeaders);
        NUMBERS.forEach(this::sendsItBroken);
        await().atMost(SOON).untilAsserted(() -> assertThat(receiver.taken()).hasSizeGreaterThan(NUMBERS.size()));
        await().atMost(SOON).untilAsserted(() -> assertThat(angry.taken()).isNotEmpty());
        readsEverything();

        List<String> hits = new ArrayList<>(everywhere());
        server.close();
        hits.addAll(inFiles());

        assertThat(hits).isEmpty();
        assertThat(Files.readString(directory.resolve("trace.log"), ISO_8859_1))
                .as("it was logged at the finest level")
                .contains("TRACE ", "DEBUG ");
        assertThat(inFiles()).isEmpty();
    }

    @Test
    void theSearchFindsACanaryInEachEncodingAndInTheLog() throws IOException {
        Canary canary = NUMBERS.get(3);
        canary.written().forEach((encoding, text) -> {
            write(directory.resolve("data").resolve("planted"), "before " + text + " after");
            assertThat(inFiles()).anyMatch(hit -> hit.contains("planted has " + canary.secret() + ", " + encoding));
        });
        write(directory.resolve("data").resolve("planted"), "nothing");
        assertThat(inFiles()).isEmpty();
        for (String text : List.of(canary.secret() + "x", "y" + canary.secret(), "zz" + canary.secret() + "z")) {
            write(
                    directory.resolve("data").resolve("planted"),
                    Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1)));
            assertThat(inFiles()).hasSize(1);
        }
        write(directory.resolve("data").resolve("planted"), "nothing");
        LoggerFactory.getLogger("anybody").trace("a card: {}", canary.grouped(" "));
        assertThat(inFiles()).anyMatch(hit -> hit.contains("trace.log"));
    }

    @Test
    void whatLooksLikeACardNumberIsRefusedWhereNoneBelongs() throws IOException {
        for (String written : List.of(NUMBERS.get(3).secret(), NUMBERS.get(3).grouped("-"), Payer.STANDARD)) {
            refused("/v1/payments", with("description", "card " + written));
            refused("/v1/payments", with("reference_id", written));
            refused("/v1/payments", with("customer_id", "c" + (written.contains("-") ? "." : "") + written));
            refused("/v1/payments", with("statement_descriptor", written));
            refused("/v1/payments", with("return_url", "https://shop.example/?c=" + written));
            refused("/v1/payments", with("return_url", "https://shop.example/" + written.replace("-", "%20")));
            refused("/v1/payments", "{\"metadata\":{\"note\":\"" + written + "\"},\"amount\":1,\"currency\":\"EUR\"}");
            refused("/v1/payments", "{\"metadata\":{\"" + written + "\":\"x\"},\"amount\":1,\"currency\":\"EUR\"}");
            refused("/v1/access_tokens", token("order_id", written));
            refused("/v1/access_tokens", token("merchant_transaction_id", written));
            refused("/v1/access_tokens", token("customer_id", written));
            refused(
                    "/v1/payment_methods",
                    "{\"type\":\"card\",\"customer_id\":\"" + written + "\",\"card\":" + card(Payer.STANDARD, "341")
                            + "}");
            refused("/v1/terminals", "{\"name\":\"" + written + "\",\"url\":\"https://10.0.0.7:8443/synqpay\"}");
            refused(
                    "/v1/webhook_endpoints",
                    "{\"url\":\"" + receiver.url() + "\",\"description\":\"" + written + "\"}");
            String paid = server.merchant()
                    .post("/v1/payments", "paid-" + written.hashCode(), payment("paid-" + written.hashCode()))
                    .text("/id");
            refused("/v1/payment_intents/" + paid + "/refunds", "{\"reason\":\"" + written.replace("-", "") + "\"}");
            refused(
                    "/v1/payment_intents/" + paid + "/resolution",
                    "{\"outcome\":\"approved\",\"evidence\":\"" + written + "\",\"note\":\"" + written + "\"}");
        }
        assertThat(server.ledger().approved()).isEqualTo(3);
    }

    private void refused(String path, String body) throws IOException {
        HttpResponse<String> answer = intruder.json(path, body);
        assertThat(answer.statusCode())
                .as(path + " " + body + " " + answer.body())
                .isEqualTo(400);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("code").asText()).isEqualTo("validation");
        NUMBERS.forEach(canary -> assertThat(canary.hits(path, answer.body().getBytes(ISO_8859_1)))
                .isEmpty());
    }

    private void listens(Receiver merchant) {
        merchant.answer(body -> "heard of " + NUMBERS.get(3).secret() + " and " + STRIPE.secret());
        Reply endpoint = server.merchant()
                .post("/v1/webhook_endpoints", "{\"url\":\"" + merchant.url() + "\",\"retry_policy\":[1,1]}");
        assertThat(endpoint.status()).isEqualTo(201);
    }

    private void paysWithIt(Canary number) {
        intruder.json("/v1/payments", payment("pay-" + number.secret().length(), card(number.secret(), "341")));
        intruder.json(
                "/v1/payments", payment("code-" + number.secret().length(), card(number.secret(), CODE.secret())));
        intruder.json("/v1/payments", payment("track", card(number.secret() + "=" + STRIPE.secret(), "341")));
        intruder.json("/v1/payments", payment("spaced", card(number.grouped(" "), "341")));
        intruder.json(
                "/v1/payment_methods",
                "{\"type\":\"card\",\"save\":true,\"customer_id\":\"cust\",\"card\":" + card(number.secret(), "341")
                        + "}");
        for (String typed : List.of(
                form(number.secret(), "12%2F30", "341"),
                form(number.grouped("+"), "12%2F30", CODE.secret()),
                form(number.secret(), number.secret(), number.secret()),
                form("%3B" + number.secret() + "%3D" + STRIPE.secret() + "%3F", "12%2F30", "341"),
                "number=" + number.secret() + "&" + number.secret() + "=" + CODE.secret() + "&%zz",
                form(number.secret(), "12%2F30", "341"))) {
            Reply token = server.merchant().token("page-" + intruder.told().size());
            intruder.form("/pay/" + token.text("/id"), typed);
            intruder.get("/pay/" + token.text("/id"));
        }
    }

    private void namesThingsAfterIt(Canary number) {
        for (String written : List.of(number.secret(), number.grouped("-"), number.grouped(" "))) {
            for (String name : TEXTS) {
                intruder.json("/v1/payments", with(name, written));
                intruder.json("/v1/access_tokens", token(name, written));
            }
            intruder.json("/v1/payments", with("metadata", written));
            intruder.json("/v1/payments", "{\"metadata\":{\"" + written + "\":\"" + written + "\"}}");
            intruder.json(
                    "/v1/terminals",
                    "{\"name\":\"" + written + "\",\"url\":\"tcp://" + written
                            + ":1/synqpay\",\"serial_number\":\"" + written.replace(" ", "") + "\",\"api_key\":\""
                            + written
                            + "\"}");
            intruder.json(
                    "/v1/webhook_endpoints",
                    "{\"url\":\"http://127.0.0.1/" + written + "\",\"description\":\"" + written + "\",\"events\":[\""
                            + written + "\"]}");
        }
    }

    private void putsItIntoAddressesAndHeaders(Canary number) {
        String secret = number.secret();
        ADDRESSES
                .lines()
                .forEach(path ->
                        intruder.get(path.replace("!!", number.grouped("%20")).replace("!", secret)));
        for (String header : HEADERS.split(" ")) {
            HttpRequest.Builder request = intruder.request("/v1/payments");
            boolean isKey = header.contains("dempotency");
            intruder.send((isKey ? request : request.header("Idempotency-Key", "h" + header.length()))
                    .header("Content-Type", "application/json")
                    .header(header.replace("!", secret), secret)
                    .POST(BodyPublishers.ofString(
                            payment("header-" + intruder.told().size()))));
        }
    }

    private void sendsItBroken(Canary number) {
        String secret = number.secret();
        String whole = payment("broken", card(secret, "341"));
        for (String body : List.of(
                ";" + secret + "=" + STRIPE.secret() + "?",
                "%B" + secret + "^DOE/J^" + STRIPE.secret() + "?",
                whole.substring(0, whole.indexOf(secret) + secret.length()),
                whole.replace("\"" + secret + "\"", secret + "x"),
                "[".repeat(40) + secret,
                "\"" + secret + "\"",
                secret)) {
            intruder.json("/v1/payments", body);
            intruder.json("/v1/access_tokens", body);
        }
        intruder.send(intruder.request("/v1/payments")
                .header("Content-Type", "application/x-" + secret)
                .POST(BodyPublishers.ofString(secret)));
        intruder.raw("GET /" + secret + " " + secret + " HTTP/1.1\r\n\r\n");
        intruder.raw("GET / HTTP/1.1\r\nHost: " + secret + "\r\n" + secret + "\r\n\r\n");
        intruder.raw("GET / HTTP/1.1\r\nHost: a b " + secret + "\r\nContent-Length: " + secret + "\r\n\r\n");
        intruder.raw(secret + "\r\n\r\n");
        intruder.raw("\u0016\u0003\u0001" + secret);
    }

    private void readsEverything() {
        for (String path : List.of(
                "/metrics",
                "/v1/payment_intents?limit=100",
                "/v1/events?limit=100",
                "/v1/webhook_deliveries?limit=100",
                "/v1/webhook_endpoints",
                "/v1/customers/cust/cross_references?include_expired=true",
                "/v1/work_list",
                "/v1/terminals",
                "/health/ready")) {
            assertThat(intruder.get(path).statusCode()).as(path).isLessThan(500);
        }
    }

    /** What was told to anybody, and what other programs of this machine see. */
    private List<String> everywhere() {
        List<String> hits = new ArrayList<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> hits.addAll(sought("a thread", thread.getName())));
        receiver.taken().forEach(body -> hits.addAll(sought("a webhook", body)));
        intruder.told().forEach(answer -> hits.addAll(sought("an answer", answer)));
        hits.addAll(inFiles());
        return hits;
    }

    private static List<String> sought(String place, String text) {
        return sought(place, text.getBytes(ISO_8859_1));
    }

    private static List<String> sought(String place, byte[] bytes) {
        return Stream.concat(NUMBERS.stream(), Stream.of(CODE, STRIPE))
                .flatMap(canary -> canary.hits(place, bytes).stream())
                .toList();
    }

    private List<String> inFiles() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> sought(file.getFileName().toString(), read(file)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String card(String number, String code) {
        return "{\"number\":\"" + number + "\",\"exp_month\":12,\"exp_year\":2030,\"cvc\":\"" + code + "\"}";
    }

    private static String form(String number, String expiry, String code) {
        return "number=" + number + "&expiry=" + expiry + "&cvc=" + code;
    }

    private static String payment(String reference) {
        return payment(reference, card(Payer.STANDARD, "341"));
    }

    private static String payment(String reference, String card) {
        return "{\"amount\":1250,\"currency\":\"EUR\",\"reference_id\":\"" + reference
                + "\",\"payment_method\":{\"type\":\"card\",\"card\":" + card + "}}";
    }

    /** A good payment but for this member. */
    private static String with(String name, String value) {
        return "{\"" + name + "\":\"" + value + "\","
                + payment("x-" + name).substring(1).replaceFirst("\"" + name + "\":(\"[^\"]*\"|[0-9]+),", "");
    }

    private static String token(String name, String value) {
        return "{\"" + name + "\":\"" + value
                + "\",\"order_id\":\"o\",\"amount\":1250,\"currency\":\"EUR\",\"transaction_type\":\"SALE\"}"
                        .replaceFirst("\"" + name + "\":(\"[^\"]*\"|[0-9]+),", "");
    }
}
