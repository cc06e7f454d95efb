package io.quittance.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.demo.Shop.Answer;
import io.quittance.api.demo.Shop.Cart;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What happens at the card terminals of a shop. Used by one thread. */
final class TerminalScenes {

    /** "Call the credit company": what the simulated host says to amounts that end in 18. */
    private static final String HOST_WORDS = "התקשר לחברת האשראי";

    private static final String CARD = "510046XXXXXX7315";

    private final Stage stage;
    private final Narrator narrator;
    private String first = "";
    private String second = "";

    TerminalScenes(Stage stage, Narrator narrator) {
        this.stage = stage;
        this.narrator = narrator;
    }

    /** The name of the terminal that waits for a person. */
    String second() {
        return second;
    }

    void play() {
        paired();
        approved();
        declinedByTheHost();
        canceled();
        killedWhileThePayerIsThere();
    }

    private void paired() {
        narrator.say("\n5. Two card terminals come to the shop. Each shows a code; somebody reads it and types it in.");
        forgetEarlierTills();
        first = pair(stage.first());
        second = pair(stage.second());
    }

    /** The same directory may have been told in before, with tills that are gone. */
    private void forgetEarlierTills() {
        List<String> ours = List.of(stage.first().name(), stage.second().name());
        for (JsonNode terminal :
                stage.shop().get("/v1/terminals?limit=100").join().field("/data")) {
            if (ours.contains(terminal.path("name").asText())) {
                Answer unused = stage.shop()
                        .delete("/v1/terminals/" + terminal.path("id").asText())
                        .join();
            }
        }
    }

    private String pair(Till till) {
        String form = "{\"name\":\"%s\",\"url\":\"%s\",\"serial_number\":\"%s\"}";
        String body = form.formatted(till.name(), till.address(), till.serialNumber());
        Answer registered = stage.shop().tell("/v1/terminals", body).join();
        String terminal = registered.field("/id").asText();
        String path = "/v1/terminals/" + terminal;
        Answer asked = stage.shop().tell(path + "/pair", "{}").join();
        String code = till.code();
        Answer paired = stage.shop()
                .tell(path + "/authenticate", "{\"otp\":\"" + code + "\"}")
                .join();
        narrator.expect(
                till.name() + " shows " + code + "; typed in, and it is paired: " + terminal,
                registered.status() == 201
                        && asked.result().equals("code_shown")
                        && code.matches("[0-9]{6}")
                        && paired.result().equals("paired"));
        return terminal;
    }

    private void approved() {
        narrator.say("\n6. A payer holds his card to " + stage.first().name() + ".");
        Answer answer = pay("coffee", 110, first).join();
        String card = answer.field("/attempts/0/method/masked").asText();
        narrator.expect(
                "1.10 ILS: HTTP 201, succeeded, with the card " + card + ", of which no more is known here",
                answer.status() == 201 && answer.paymentStatus().equals("succeeded") && card.equals(CARD));
    }

    private void declinedByTheHost() {
        narrator.say(
                "\n7. The card company's host declines, in its own language. The same intent is then paid online.");
        Answer declined = pay("cup", 4_918, first).join();
        String told = declined.field("/last_failure/host_message").asText();
        narrator.expect(
                "49.18 ILS: HTTP 201, failed; host code "
                        + declined.field("/last_failure/host_code").asText() + ": " + told,
                declined.status() == 201 && declined.paymentStatus().equals("failed"));
        narrator.expect(
                "its words are those in the device's own ledger, byte for byte",
                areTheSame(HOST_WORDS, told) && areTheSame(HOST_WORDS, inLedger(stage.first(), declined)));
        String intent = declined.field("/id").asText();
        Answer paid = stage.shop()
                .attempt(stage.setting().key("cup-2"), intent, Shop.card(Shop.GOOD_CARD))
                .join();
        narrator.expect(
                "second attempt on " + intent + ", by card in the shop's web page: succeeded, attempts 2",
                paid.paymentStatus().equals("succeeded") && methods(paid).equals(List.of("terminal", "card")));
    }

    private static boolean areTheSame(String expected, String told) {
        return Arrays.equals(expected.getBytes(StandardCharsets.UTF_8), told.getBytes(StandardCharsets.UTF_8));
    }

    private static String inLedger(Till till, Answer payment) {
        List<JsonNode> entries = till.entries(reference(payment));
        return entries.isEmpty()
                ? ""
                : entries.get(entries.size() - 1).path("hostErrorMessage").asText();
    }

    private static List<String> methods(Answer payment) {
        return payment.field("/attempts").findValues("method").stream()
                .map(method -> method.path("type").asText())
                .toList();
    }

    private void canceled() {
        Till till = stage.second();
        narrator.say("\n8. A payer at " + till.name() + " has no card with him; the cashier cancels.");
        CompletableFuture<Answer> payment = pay("pen", 990, second);
        Narrator.await(till::isWaitingForCard);
        narrator.expect("the device waits for a card", till.isWaitingForCard());
        Answer asked =
                stage.shop().tell("/v1/terminals/" + second + "/cancel", "{}").join();
        Answer answer = payment.join();
        narrator.expect(
                "POST /v1/terminals/{id}/cancel: " + asked.result() + "; the payment: failed, safe to retry",
                asked.result().equals("cancel_asked")
                        && answer.paymentStatus().equals("failed")
                        && answer.field("/last_failure/decline_code").asText().equals("canceled")
                        && answer.field("/safe_to_retry").asBoolean());
        narrator.expect("the device took nothing", till.timesTaken(reference(answer)) == 0);
    }

    private void killedWhileThePayerIsThere() {
        Till till = stage.second();
        narrator.say("\n9. The server is killed while a payer is at " + till.name()
                + ". He knows nothing of servers, and holds his card to it.");
        CompletableFuture<Answer> lost = pay("lunch", 7_200, second);
        Narrator.await(till::isWaitingForCard);
        stage.killServer();
        narrator.expect(
                "kill -9; the till's request ends without an answer",
                lost.handle((answer, failure) -> failure != null).join());
        till.tap();
        stage.restartServer();
        Answer answer = Shop.patiently(() -> pay("lunch", 7_200, second).join());
        narrator.expect(
                "restarted; the same request with the same key: the server asked the device, and says succeeded",
                answer.status() == 201 && answer.paymentStatus().equals("succeeded"));
        narrator.expect(
                "the device's ledger has that payment once, and took the money once",
                till.entries(reference(answer)).size() == 1 && till.timesTaken(reference(answer)) == 1);
    }

    private CompletableFuture<Answer> pay(String name, long agorot, String terminal) {
        Setting setting = stage.setting();
        return stage.shop()
                .pay(new Cart(setting.key(name), setting.cart(name), agorot, "ILS"), Shop.terminal(terminal));
    }

    /** By which the device knows the first attempt. */
    private static String reference(Answer payment) {
        return payment.field("/attempts/0/downstream_reference").asText();
    }
}
