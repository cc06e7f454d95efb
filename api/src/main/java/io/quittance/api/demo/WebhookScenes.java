package io.quittance.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.api.demo.Shop.Answer;
import io.quittance.api.receiver.Moods;
import io.quittance.api.receiver.ReceiverServer;
import io.quittance.api.receiver.ReceiverSettings;
import io.quittance.api.receiver.Taken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** What the shop hears of its payments, while its own server is down and after. Used by one thread. */
final class WebhookScenes {

    /** Each payment is created, pending, and paid. */
    private static final int EACH = 3;

    /** Gaps in seconds, so that the story stays short. */
    private static final List<Integer> GAPS = Collections.nCopies(30, 2);

    /** How often one look is taken again: the server waits for some seconds before it tries somebody who was down. */
    private static final int LOOKS = 4;

    private final Stage stage;
    private final Narrator narrator;
    private final List<Taken> heard = new CopyOnWriteArrayList<>();

    WebhookScenes(Stage stage, Narrator narrator) {
        this.stage = stage;
        this.narrator = narrator;
    }

    void play() {
        narrator.say("\n10. The shop wants to hear of its payments. Its own server is down, and payments go on.");
        int port = free();
        Answer endpoint = stage.shop()
                .tell("/v1/webhook_endpoints", """
                {"url":"http://127.0.0.1:%d/","events":["payment_intent.*"],"retry_policy":%s}""".formatted(port, GAPS))
                .join();
        String path = "/v1/webhook_endpoints/" + endpoint.field("/id").asText();
        Answer bread = pay("bread");
        Answer cake = pay("cake");
        narrator.expect(
                "two carts are paid, and nobody has heard of it",
                bread.paymentStatus().equals("succeeded")
                        && cake.paymentStatus().equals("succeeded")
                        && heard.isEmpty());
        try {
            ReceiverServer receiver = receiver(port, endpoint.field("/secret").asText());
            try (receiver) {
                cameBack(bread, cake);
                replayed(path, bread);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Answer unused = stage.shop().delete(path).join();
        }
    }

    private Answer pay(String name) {
        Setting setting = stage.setting();
        return stage.shop()
                .pay(setting.key(name), setting.cart(name), 450, Shop.GOOD_CARD)
                .join();
    }

    private ReceiverServer receiver(int port, String secret) throws IOException {
        ReceiverSettings settings = new ReceiverSettings(port, List.of(secret), Moods.parse("", 1, 0), null);
        return ReceiverServer.start(settings, Clock.systemUTC(), heard::add);
    }

    private void cameBack(Answer bread, Answer cake) {
        awaitPatiently(() -> heard.size() >= 2 * EACH);
        narrator.expect(
                "its server is back, and hears all of it: " + heard.size() + " webhooks, each signed for it alone",
                heard.size() == 2 * EACH
                        && heard.stream().allMatch(taken -> taken.result().equals("fresh")));
        narrator.expect(
                "whatever order they came in, numbers 1, 2, 3 put each payment's in order: " + types(bread),
                numbers(bread).equals(List.of(1, 2, 3)) && numbers(cake).equals(List.of(1, 2, 3)));
    }

    private void replayed(String path, Answer payment) {
        String intent = payment.field("/id").asText();
        List<String> before = ids(intent);
        heard.clear();
        Answer unused = stage.shop()
                .tell(path + "/replay", "{\"intent\":\"" + intent + "\"}")
                .join();
        awaitPatiently(() -> heard.size() >= EACH);
        narrator.expect(
                "a replay sends one payment's webhooks again, under the same ids: the shop knows them and books nothing"
                        + " twice",
                ids(intent).equals(before)
                        && heard.stream().allMatch(taken -> taken.result().equals("repeated")));
    }

    private static void awaitPatiently(BooleanSupplier isSo) {
        for (int look = 0; look < LOOKS && !isSo.getAsBoolean(); look++) {
            Narrator.await(isSo);
        }
    }

    private List<JsonNode> of(String intent) {
        return heard.stream()
                .map(taken -> body(taken.body()))
                .filter(told -> told.at("/data/id").asText().equals(intent))
                .toList();
    }

    private List<String> ids(String intent) {
        return of(intent).stream()
                .map(told -> told.path("id").asText())
                .sorted()
                .toList();
    }

    private List<Integer> numbers(Answer payment) {
        return of(payment.field("/id").asText()).stream()
                .map(told -> told.path("intent_sequence").asInt())
                .sorted()
                .toList();
    }

    private String types(Answer payment) {
        return String.join(
                ", ",
                of(payment.field("/id").asText()).stream()
                        .sorted(Comparator.comparingInt(
                                told -> told.path("intent_sequence").asInt()))
                        .map(told -> told.path("type").asText())
                        .toList());
    }

    private static JsonNode body(byte[] body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("a webhook is no JSON", e);
        }
    }

    /** A port at which nobody is yet. */
    private static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
