package io.quittance.api.demo;

import io.quittance.api.demo.Shop.Answer;
import java.util.concurrent.CompletableFuture;

/** What happens to cards in a web shop. Used by one thread. */
final class CardScenes {

    private final Stage stage;
    private final Narrator narrator;

    CardScenes(Stage stage, Narrator narrator) {
        this.stage = stage;
        this.narrator = narrator;
    }

    void play() {
        approved();
        declinedThenApproved();
        retried();
        killedInTheMiddle();
    }

    private void approved() {
        narrator.say("\n1. A cart is paid.");
        Answer answer = pay("book", 1_250, Shop.GOOD_CARD).join();
        narrator.expect(
                "12.50 EUR: HTTP 201, succeeded",
                answer.status() == 201 && answer.paymentStatus().equals("succeeded"));
    }

    private void declinedThenApproved() {
        narrator.say("\n2. A card is declined; the payer takes another one, on the same intent.");
        Answer first = pay("lamp", 4_900, Shop.DECLINED_CARD).join();
        narrator.expect(
                "a decline is an answer, not an error: HTTP 201, failed",
                first.status() == 201 && first.paymentStatus().equals("failed"));
        String intent = first.field("/id").asText();
        Answer second = stage.shop()
                .attempt(stage.setting().key("lamp-2"), intent, Shop.card(Shop.GOOD_CARD))
                .join();
        narrator.expect(
                "second attempt on " + intent + ": succeeded, attempts 2",
                second.paymentStatus().equals("succeeded")
                        && second.field("/attempts").size() == 2);
    }

    private void retried() {
        narrator.say("\n3. The shop is not sure that it got the answer. It sends the same again, with the same key.");
        Answer first = pay("tea", 700, Shop.GOOD_CARD).join();
        Answer again = pay("tea", 700, Shop.GOOD_CARD).join();
        narrator.expect(
                "the same answer, byte for byte, and no second charge",
                again.replayed() && again.body().equals(first.body()) && again.status() == first.status());
    }

    private void killedInTheMiddle() {
        narrator.say("\n4. The server is killed in the middle of a payment: the acquirer has taken the money, and the"
                + " shop has no answer.");
        long before = stage.charges();
        CompletableFuture<Answer> lost = pay("desk", 19_900, Shop.GOOD_CARD);
        Narrator.await(() -> stage.charges() != before);
        stage.killServer();
        narrator.expect(
                "kill -9; the shop's request ends without an answer",
                lost.handle((answer, failure) -> failure != null).join());
        stage.restartServer();
        Answer answer = Shop.patiently(() -> pay("desk", 19_900, Shop.GOOD_CARD).join());
        narrator.expect(
                "restarted; the same request with the same key: the server asked the acquirer, and says succeeded",
                answer.status() == 201 && answer.paymentStatus().equals("succeeded"));
        narrator.expect("the acquirer took that money once", stage.charges() == before + 1);
    }

    private CompletableFuture<Answer> pay(String name, long cents, String card) {
        Setting setting = stage.setting();
        return stage.shop().pay(setting.key(name), setting.cart(name), cents, card);
    }
}
