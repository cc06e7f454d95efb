package io.quittance.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.intent.RandomLives;
import io.quittance.engine.intent.RandomLives.Life;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The books and the fold are two readings of the same events, written apart. */
final class BooksTest {

    private static final int LIVES = 2_000;

    /**
     * Goal: the rules move no money that is not there. Method: intents that live at random under the real rules, with
     * every outcome of every order; after each event the books agree with the fold's amounts.
     */
    @Test
    void agreeWithTheAmountsThatTheRulesRestOn() {
        Books all = new Books();
        for (int seed = 0; seed < LIVES; seed++) {
            Life life = RandomLives.of(seed);
            IntentBook book = new IntentBook("intent|" + seed);
            for (Life.Step step : life.steps()) {
                book.accept(step.event());
                all.accept("intent|" + seed, step.event());
                assertThat(List.of(
                                book.balance(Account.HELD),
                                book.balance(Account.TAKEN),
                                book.balance(Account.RELEASED),
                                book.balance(Account.REFUNDED)))
                        .as("seed %d after %s", seed, step.event())
                        .isEqualTo(step.amounts());
            }
            assertThat(book.findings()).as("seed %d", seed).isEmpty();
        }
        assertThat(all.findings()).isEmpty();
        assertThat(all.balances().values()).allSatisfy(BooksTest::sumsToZero);
        Map<Account, Long> sums = all.balances().get("EUR");
        assertThat(sums.values()).as("every account was used").allMatch(balance -> balance != 0);
    }

    private static void sumsToZero(Map<Account, Long> balances) {
        assertThat(balances.values().stream().mapToLong(Long::longValue).sum()).isZero();
    }

    @Test
    void findWhatAWrongRuleWouldLetHappen() {
        IntentBook book = new IntentBook("intent|x");
        RandomLives.refundedTwiceInFull().forEach(book::accept);

        assertThat(book.findings()).singleElement().asString().contains("TAKEN", "-1250");
    }
}
