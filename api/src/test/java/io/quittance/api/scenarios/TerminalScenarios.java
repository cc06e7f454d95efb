package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTheSameAnswer;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.terminals.Tills;
import io.quittance.terminal.simulator.Button;
import org.junit.jupiter.api.Test;

/** How a payment at a card terminal ends, and how else the same cart is paid then. */
interface TerminalScenarios extends AtTills {

    @Test
    default void t30_aWrongKeyIsATransportErrorAndNothingIsProcessed() {
        Till till = new Till(face().register(tills().busy().ws(), "ffffffff"));

        Reply reply = face().pay("key-1", Purchase.of("cart-1", 1250).with(till));

        isNotProcessed(reply);
        assertThat(tills().busy().ledger()).isEmpty();
    }

    /** The merchant's own omission does not reach the device; one that the device names is no charge. */
    @Test
    default void t31_whatIsMissingIsToldAndNothingIsProcessed() {
        Till till = busyTill();

        Reply refused = face().pay("key-1", Purchase.of("cart-1", 1250).with(new Till(null)));
        isRefused(refused, 400, "validation");
        assertThat(refused.faults()).containsExactly("/payment_method/terminal_id required");
        Reply notReady = face().pay("key-1", Purchase.of("cart-2", 1291).with(till));
        isNotProcessed(notReady);
        assertThat(tills().busy().ledger()).isEmpty();
    }

    @Test
    default void t32_aPayerWhoCancelsIsNotCharged() {
        Reply canceled = face().pay("key-1", Purchase.of("cart-1", 1211).with(busyTill()));

        isTold(canceled, 201, "failed");
        assertThat(canceled.intent().at("/last_failure/decline_code").asText()).isEqualTo("canceled");
        assertThat(tills().busy().timesTaken(canceled.attemptReference())).isZero();
    }

    @Test
    default void t33_aHostDeclineKeepsItsCodeAndItsScript() {
        Reply declined = face().pay("key-1", Purchase.of("cart-1", 1251).with(busyTill()));

        isTold(declined, 201, "failed");
        assertThat(declined.reason()).isEqualTo("declined");
        assertThat(declined.intent().at("/last_failure/host_code").asText()).isEqualTo("4");
        assertThat(declined.intent().at("/last_failure/host_message").asText()).isEqualTo("סירוב בחברת האשראי");
        isTheSameAnswer(
                face().pay("key-1", Purchase.of("cart-1", 1251).with(new Till(terminalOf(declined)))), declined);
    }

    @Test
    default void t34_anApprovalIsACharge() {
        Purchase cart = Purchase.of("cart-1", 1250).with(busyTill());

        Reply paid = face().pay("key-1", cart);

        isTold(paid, 201, "succeeded");
        assertThat(paid.amount("captured")).isEqualTo(1250);
        assertThat(paid.intent().at("/attempts/0/method/masked").asText()).isEqualTo("510046XXXXXX7315");
        isTheSameAnswer(face().pay("key-1", cart), paid);
        isTold(face().pay("key-2", cart), 200, "succeeded");
        assertThat(tills().busy().timesTaken(paid.attemptReference())).isEqualTo(1);
        assertThat(tills().busy().ledger()).hasSize(1);
        assertThat(face().ledger().entries()).isZero();
    }

    @Test
    default void t35_theStatusCountsWhateverTheResultSays() {
        Reply paid = face().pay("key-1", Purchase.of("cart-1", 1213).with(busyTill()));

        isTold(paid, 201, "succeeded");
        assertThat(tills().busy().timesTaken(paid.attemptReference())).isEqualTo(1);
    }

    @Test
    default void whoIsDeclinedAtOneTerminalPaysAtAnother() {
        Reply declined = sentAway("cart-1");

        Reply paid = face().attempt("key-2", declined.id(), busyTill());

        isTold(paid, 200, "succeeded");
        assertThat(paid.attempts()).containsExactly("cart-1-1 declined", "cart-1-2 succeeded");
        assertThat(tills().busy().timesTaken(paid.id() + "-2")).isEqualTo(1);
        assertThat(face().paidAt(terminalOf(paid))).containsExactly(paid.id());
    }

    @Test
    default void whoIsDeclinedAtATerminalPaysByCard() {
        Reply declined = sentAway("cart-1");

        isTold(face().attempt("key-2", declined.id(), Card.GOOD), 200, "succeeded");
        assertThat(face().ledger().takenAmounts()).containsEntry("EUR", 1250L);
        assertThat(tills().byHand().timesTaken(declined.attemptReference())).isZero();
    }

    @Test
    default void whoseCardIsDeclinedPaysAtATerminal() {
        Reply declined = face().pay("key-1", Purchase.of("cart-1", 1250).with(Card.DECLINED));
        isTold(declined, 201, "failed");

        Reply paid = face().pay("key-2", Purchase.of("cart-1", 1250).with(busyTill()));

        isTold(paid, 200, "succeeded");
        assertThat(paid.attempts()).containsExactly("cart-1-1 declined", "cart-1-2 succeeded");
        assertThat(face().ledger().takenAmounts()).isEmpty();
    }

    @Test
    default void aDialogueThatTheMerchantEndsIsADeclineAndTheCartIsPaidThen() {
        Till till = tillByHand();
        Reply pending = standing("key-1", Purchase.of("cart-1", 1250).with(till));

        assertThat(face().ask(till.terminal(), AtTerminal.CANCEL)).isEqualTo("cancel_asked");
        Reply declined = ended(pending.id());
        isTold(declined, 200, "failed");
        assertThat(declined.reason()).isEqualTo("declined");
        assertThat(declined.isSafeToRetry()).isTrue();

        Reply again = standing("key-2", Purchase.of("cart-1", 1250).with(till));
        press(Button.TAP);
        isTold(ended(again.id()), 200, "succeeded");
        assertThat(tills().byHand().timesTaken(again.id() + "-2")).isEqualTo(1);
    }

    @Test
    default void whereNothingWasPairedNothingIsProcessed() {
        Till till = new Till(face().register(tills().fresh().ws(), null));

        isNotProcessed(face().pay("key-1", Purchase.of("cart-1", 1250).with(till)));
        assertThat(tills().fresh().ledger()).isEmpty();
    }

    /** Goal: whoever watches sees where the payer is. Method: he puts his card in and types his PIN. */
    @Test
    default void theFeedTellsWhatThePayerIsAskedForInOrder() {
        Reply pending = standing("key-1", Purchase.of("cart-1", 1250).with(tillByHand()));
        for (Button button : new Button[] {Button.INSERT, Button.DIGIT, Button.DIGIT, Button.DIGIT, Button.DIGIT}) {
            press(button);
        }
        press(Button.PIN_OK);

        ended(pending.id());
        assertThat(face().news(pending.id()))
                .containsExactly(
                        "payment_intent.created",
                        "payment_intent.pending",
                        "terminal.waiting_for_card",
                        "terminal.card_detected",
                        "terminal.pin_started",
                        "terminal.authorization_started",
                        "payment_intent.succeeded");
    }

    @Test
    default void theKeyOfADeviceIsInNoAnswerAndNoFile() {
        Reply paid = face().pay("key-1", Purchase.of("cart-1", 1250).with(busyTill()));
        face().ask(terminalOf(paid), AtTerminal.SETTLE);

        assertThat(paid.body() + face().find(paid.id()).body() + face().journal(paid.id()))
                .doesNotContain(Tills.KEY);
        assertThat(Contents.of(directory()))
                .isNotEmpty()
                .allSatisfy((file, content) -> assertThat(content).as(file).doesNotContain(Tills.KEY));
    }

    @Test
    default void theKeyOfADeviceIsInNoLog() {
        try (Logged logged = Logged.everything()) {
            isTold(face().pay("key-1", Purchase.of("cart-1", 1250).with(busyTill())), 201, "succeeded");
            Till wrong = new Till(face().register(tills().next().ws(), "feedbeef"));
            isNotProcessed(face().pay("key-2", Purchase.of("cart-2", 1250).with(wrong)));

            assertThat(logged.text()).isNotEmpty().doesNotContain(Tills.KEY, "feedbeef");
        }
    }

    private Reply sentAway(String cart) {
        Reply pending = standing("key-1", Purchase.of(cart, 1250).with(tillByHand()));
        press(Button.CANCEL);
        Reply declined = ended(pending.id());
        isTold(declined, 200, "failed");
        return declined;
    }

    private static String terminalOf(Reply reply) {
        int last = reply.attempts().size() - 1;
        return reply.intent().at("/attempts/" + last + "/method/terminal_id").asText();
    }

    private static void isNotProcessed(Reply reply) {
        assertThat(reply.standing()).as(reply.body()).isEqualTo("created");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.reason()).isEqualTo("error_before_processing");
        assertThat(reply.isSafeToRetry()).isTrue();
    }
}
