package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static io.quittance.api.scenarios.Scenarios.isTheSameAnswer;
import static io.quittance.api.scenarios.Scenarios.isTold;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.terminal.simulator.Button;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who may pay at which terminal, who waits for whom, and what those who ask again are told. */
interface TerminalOrderScenarios extends AtTills {

    String NO_TERMINAL = "tm_" + "a".repeat(32);

    @Test
    default void atATerminalThatIsNotThereNothingIsRecorded() {
        Purchase cart = Purchase.of("cart-1", 1250);
        Till removed = busyTill();
        assertThat(face().ask(removed.terminal(), AtTerminal.REMOVE)).isEqualTo("removed");
        Reply open = face().create(null, Purchase.of("cart-2", 1250));

        isRefused(face().pay("key-1", cart.with(new Till(NO_TERMINAL))), 404, "not_found");
        isRefused(face().pay("key-1", cart.with(removed)), 404, "not_found");
        isRefused(face().attempt("key-2", open.id(), removed), 404, "not_found");

        assertThat(face().ask(removed.terminal(), AtTerminal.SETTLE)).isEqualTo("not_found");
        assertThat(face().events(open.id())).containsExactly("intent.created.v1");
        Reply made = face().create(null, cart);
        assertThat(face().events(made.id())).containsExactly("intent.created.v1");
        assertThat(tills().busy().ledger()).isEmpty();
    }

    @Test
    default void anotherMerchantsTerminalIsNotThere() {
        Till theirs = busyTill();
        face().restart(Conditions.ofMerchant("stranger"));

        isRefused(face().pay("key-1", Purchase.of("cart-1", 1250).with(theirs)), 404, "not_found");
        assertThat(face().ask(theirs.terminal(), AtTerminal.CANCEL)).isEqualTo("not_found");
        assertThat(face().ask(theirs.terminal(), AtTerminal.SETTLE)).isEqualTo("not_found");
        assertThat(face().ask(theirs.terminal(), AtTerminal.REMOVE)).isEqualTo("not_found");
        assertThat(tills().busy().ledger()).isEmpty();
    }

    @Test
    default void whatWasPaidAtATerminalIsAnsweredAgainAfterItWasRemoved() {
        Purchase cart = Purchase.of("cart-1", 1250).with(busyTill());
        Reply paid = face().pay("key-1", cart);
        isTold(paid, 201, "succeeded");

        face().ask(((Till) cart.means()).terminal(), AtTerminal.REMOVE);

        isTheSameAnswer(face().pay("key-1", cart), paid);
        face().restart();
        isTheSameAnswer(face().pay("key-1", cart), paid);
        isRefused(face().pay("key-2", cart.under("cart-2")), 404, "not_found");
    }

    @Test
    default void whoDoesNotWaitForThePayerIsToldTheEndUnderTheSameKey() {
        Purchase cart = Purchase.of("cart-1", 1250).with(tillByHand());
        Reply early = standing("key-1", cart);

        isTold(early, 202, "pending");
        assertThat(early.reason()).isEqualTo("processing");
        assertThat(early.isSafeToRetry()).isFalse();
        isTold(face().pay("key-1", cart.waiting(1)), 202, "pending");
        isRefused(face().pay("key-2", cart), 409, "attempt_in_progress");

        press(Button.TAP);
        Reply end = face().pay("key-1", cart.waiting(30));
        isTold(end, 201, "succeeded");
        isTheSameAnswer(face().pay("key-1", cart), end);
        assertThat(tills().byHand().timesTaken(end.attemptReference())).isEqualTo(1);
    }

    @Test
    default void whoAsksAgainWhileThePayerIsThereGetsTheSameAnswer() {
        Purchase cart = Purchase.of("cart-1", 1250).with(tillByHand());
        standing("key-1", cart);

        List<CompletableFuture<Reply>> waiting =
                List.of(later("key-1", cart.waiting(40)), later("key-1", cart.waiting(40)));
        press(Button.TAP);

        List<Reply> told = waiting.stream().map(CompletableFuture::join).toList();
        assertThat(told).allSatisfy(reply -> isTold(reply, 201, "succeeded"));
        assertThat(told.get(0).body()).isEqualTo(told.get(1).body());
        assertThat(tills().byHand().ledger()).hasSize(1);
    }

    @Test
    default void twoWhoPayAtOneTerminalPayOneAfterTheOther() {
        Till till = tillByHand();
        Reply first = standing("key-1", Purchase.of("cart-1", 1250).with(till));
        Reply second =
                face().pay("key-2", Purchase.of("cart-2", 1350).with(till).waiting(0));
        isTold(second, 202, "pending");

        press(Button.TAP);
        isTold(ended(first.id()), 200, "succeeded");
        standing("key-2", Purchase.of("cart-2", 1350).with(till));
        press(Button.TAP);

        isTold(ended(second.id()), 200, "succeeded");
        assertThat(tills().byHand().ledger()).extracting(made -> made.amount()).containsExactly(1250L, 1350L);
        assertThat(face().paidAt(till.terminal())).containsExactly(second.id(), first.id());
    }

    @Test
    default void theListTellsWhatWasPaidAtOneTerminal() {
        Till one = busyTill();
        Till other = till(tills().next());
        Reply here = face().pay("key-1", Purchase.of("cart-1", 1250).with(one));
        Reply declinedHere = face().pay("key-2", Purchase.of("cart-2", 1251).with(one));
        Reply there = face().pay("key-3", Purchase.of("cart-3", 1250).with(other));
        face().pay("key-4", Purchase.of("cart-4", 1250));

        assertThat(face().paidAt(one.terminal())).containsExactly(declinedHere.id(), here.id());
        assertThat(face().paidAt(other.terminal())).containsExactly(there.id());
        assertThat(face().paidAt(NO_TERMINAL)).isEmpty();
    }

    private CompletableFuture<Reply> later(String key, Purchase purchase) {
        return CompletableFuture.supplyAsync(() -> face().pay(key, purchase));
    }
}
