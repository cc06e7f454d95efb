package io.quittance.engine.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.attempt.StoredCredential;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.token.TokenEnd;
import io.quittance.engine.token.TokenTerms;
import io.quittance.engine.token.TokenUse;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

final class CardFateTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Tenant SHOP = Tenant.test("shop");
    private static final MethodSummary METHOD = MethodSummary.card("visa", "411111XXXXXX1111", "12/30");
    private static final HeldCard CARD = card('a', IntentId.ofReference(SHOP, "cart-1"));

    @Test
    void aCardThatItsPaymentKeptIsSaved() {
        assertThat(fate(List.of(succeeded(stored(CARD)), open(METHOD)), List.of()))
                .isEqualTo(CardFate.SAVED);
        assertThat(fate(List.of(succeeded(stored(card('b', null)))), List.of())).isEqualTo(CardFate.FORGOTTEN);
    }

    @Test
    void aCardIsLeftWhileItsPaymentIsOpen() {
        assertThat(fate(List.of(open(stored(CARD))), List.of())).isEqualTo(CardFate.LEFT);
        assertThat(fate(List.of(open(METHOD)), List.of())).isEqualTo(CardFate.LEFT);
    }

    @Test
    void aCardIsLeftWhileATokenNeedsIt() {
        AccessToken issued =
                AccessToken.issued(1, new TokenTerms(false, null, true, START.plusSeconds(60), null), START);
        AccessToken used = issued.used(TokenUse.begun(METHOD, CARD.id(), START.plusSeconds(60)));

        assertThat(fate(List.of(), List.of(issued))).isEqualTo(CardFate.FORGOTTEN);
        assertThat(fate(List.of(), List.of(used))).isEqualTo(CardFate.LEFT);
        assertThat(fate(List.of(), List.of(used.ended(TokenEnd.REVOKED)))).isEqualTo(CardFate.FORGOTTEN);
    }

    @Test
    void aCardThatNobodyNeedsIsForgotten() {
        assertThat(fate(List.of(), List.of())).isEqualTo(CardFate.FORGOTTEN);
        assertThat(fate(List.of(succeeded(METHOD)), List.of())).isEqualTo(CardFate.FORGOTTEN);
    }

    /** Goal: one card that nobody can decide about does not keep the others. */
    @Test
    void theSweepDoesWhatIsDecidedAndLeavesWhatIsNotKnown() {
        HeldCard unknown = card('b', IntentId.ofReference(SHOP, "cart-2"));
        HeldCard kept = card('c', IntentId.ofReference(SHOP, "cart-3"));
        HeldCard lonely = card('d', null);
        Vault vault = new Vault(List.of(unknown, CARD, kept, lonely));
        Map<IntentId, CardFate> fates = new ConcurrentHashMap<>();
        fates.put(IntentId.ofReference(SHOP, "cart-1"), CardFate.FORGOTTEN);
        fates.put(IntentId.ofReference(SHOP, "cart-3"), CardFate.SAVED);
        CardSweep sweep = new CardSweep(
                vault,
                (card, tenant, intent) -> fates.containsKey(intent)
                        ? CompletableFuture.completedFuture(fates.get(intent))
                        : CompletableFuture.failedFuture(new IllegalStateException("nobody knows")),
                () -> START.plus(Duration.ofDays(2)));

        sweep.step().toCompletableFuture().join();

        assertThat(vault.done).containsExactly("forget " + CARD.id(), "save " + kept.id(), "forget " + lonely.id());
        sweep.step().toCompletableFuture().join();
        assertThat(vault.limits.get(1)).isEqualTo(vault.limits.get(0) + 1);
    }

    private static CardFate fate(List<Attempt> attempts, List<AccessToken> tokens) {
        return CardFate.of(CARD.id(), attempts, tokens);
    }

    private static HeldCard card(char letter, IntentId intent) {
        CardId id = new CardId(String.valueOf(letter).repeat(32));
        return new HeldCard(id, SHOP, "anna", intent, METHOD, YearMonth.of(2030, 12), false, START, START);
    }

    private static MethodSummary stored(HeldCard card) {
        return METHOD.stored(new StoredCredential(
                card.id().crossReference(), StoredCredential.Initiator.CUSTOMER, StoredCredential.Reason.INITIAL));
    }

    private static Attempt open(MethodSummary method) {
        return new Attempt(1, "cart-1-1", "pi_1-1", method, Course.started(START, START.plusSeconds(10)));
    }

    private static Attempt succeeded(MethodSummary method) {
        Attempt attempt = open(method);
        return attempt.with(attempt.course().approved(new Approval("1", "2"), START.plusSeconds(1)));
    }

    private static final class Vault implements CardVault {
        private final List<HeldCard> overdue;
        private final List<String> done = new ArrayList<>();
        private final List<Integer> limits = new ArrayList<>();

        private Vault(List<HeldCard> overdue) {
            this.overdue = overdue;
        }

        @Override
        public CompletionStage<List<HeldCard>> overdue(Instant now, int limit) {
            limits.add(limit);
            return CompletableFuture.completedFuture(overdue);
        }

        @Override
        public CompletionStage<Void> save(Tenant tenant, CardId id) {
            done.add("save " + id);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Boolean> forget(Tenant tenant, CardId id) {
            done.add("forget " + id);
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public CompletionStage<HeldCard> hold(Tenant tenant, PaymentMethod.Card card, Purpose purpose) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Optional<HeldCard>> find(Tenant tenant, CardId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Optional<PaymentMethod.Card>> open(Tenant tenant, CardId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Boolean> claim(Tenant tenant, CardId id, IntentId intent) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<HeldCard>> saved(Tenant tenant, String customerId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
