package io.quittance.persistence.cards;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.vault.CardVault;
import io.quittance.engine.vault.CardVault.Purpose;
import io.quittance.engine.vault.HeldCard;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every card vault does. */
interface CardVaultContract {

    Tenant SHOP = Tenant.test("shop");
    Tenant OTHER = Tenant.test("other");
    Instant START = Instant.parse("2026-11-21T10:00:00.123Z");
    PaymentMethod.Card CARD = new PaymentMethod.Card("5200000000000056", YearMonth.of(2030, 12), "341");
    IntentId INTENT = IntentId.ofReference(SHOP, "order-1");
    IntentId ANOTHER = IntentId.ofReference(SHOP, "order-2");

    CardVault vault();

    void tick(Duration time);

    @Test
    default void aCardIsThereAsItWasGivenAndTellsNoNumber() {
        HeldCard held = hold(null);

        assertThat(got(vault().find(SHOP, held.id()))).contains(held);
        assertThat(got(vault().open(SHOP, held.id()))).contains(CARD);
        assertThat(held.summary()).isEqualTo(CARD.summary());
        assertThat(held.createdAt()).isEqualTo(START);
        assertThat(held.until()).isEqualTo(START.plusSeconds(60));
        assertThat(held.toString()).doesNotContain(CARD.number());
    }

    @Test
    default void anotherMerchantsCardDoesNotExist() {
        CardId id = hold(null).id();
        Tenant live = new Tenant("shop", Mode.LIVE);

        for (Tenant stranger : List.of(OTHER, live)) {
            assertThat(got(vault().find(stranger, id))).isEmpty();
            assertThat(got(vault().open(stranger, id))).isEmpty();
            assertThat(got(vault().claim(stranger, id, INTENT))).isFalse();
            assertThat(got(vault().forget(stranger, id))).isFalse();
            got(vault().save(stranger, id));
        }
        assertThat(got(vault().find(SHOP, id)))
                .hasValueSatisfying(card -> assertThat(card.isSaved()).isFalse());
    }

    @Test
    default void onePaymentAloneUsesACard() {
        CardId id = hold(null).id();

        assertThat(got(vault().claim(SHOP, id, INTENT))).isTrue();
        assertThat(got(vault().claim(SHOP, id, INTENT))).isTrue();
        assertThat(got(vault().claim(SHOP, id, ANOTHER))).isFalse();
        assertThat(got(vault().find(SHOP, id)).orElseThrow().intent()).isEqualTo(INTENT);
    }

    @Test
    default void aCardThatWasGivenForAPaymentIsNotForAnother() {
        CardId id = hold(INTENT).id();

        assertThat(got(vault().claim(SHOP, id, ANOTHER))).isFalse();
        assertThat(got(vault().claim(SHOP, id, INTENT))).isTrue();
    }

    @Test
    default void aSavedCardIsForEveryPaymentAndBelongsToTheFirst() {
        CardId id = hold(null).id();
        got(vault().save(SHOP, id));

        assertThat(got(vault().claim(SHOP, id, INTENT))).isTrue();
        assertThat(got(vault().claim(SHOP, id, ANOTHER))).isTrue();
        HeldCard saved = got(vault().find(SHOP, id)).orElseThrow();
        assertThat(saved.intent()).isEqualTo(INTENT);
        assertThat(saved.isSaved()).isTrue();
        assertThat(saved.until()).isNull();
    }

    @Test
    default void aForgottenCardIsGoneAlsoWhenItWasSaved() {
        CardId id = hold(INTENT).id();
        got(vault().save(SHOP, id));

        assertThat(got(vault().forget(SHOP, id))).isTrue();

        assertThat(got(vault().forget(SHOP, id))).isFalse();
        assertThat(got(vault().find(SHOP, id))).isEmpty();
        assertThat(got(vault().open(SHOP, id))).isEmpty();
        assertThat(got(vault().claim(SHOP, id, INTENT))).isFalse();
        assertThat(got(vault().saved(SHOP, "anna"))).isEmpty();
        got(vault().save(SHOP, id));
        assertThat(got(vault().find(SHOP, id))).isEmpty();
    }

    @Test
    default void aCustomersSavedCardsAreToldTheNewestFirst() {
        CardId first = hold(null).id();
        CardId unsaved = hold(null).id();
        CardId second = hold(null).id();
        tick(Duration.ofMillis(1));
        CardId third = hold(null).id();
        List.of(third, first, second).forEach(id -> got(vault().save(SHOP, id)));

        assertThat(got(vault().saved(SHOP, "anna"))).extracting(HeldCard::id).containsExactly(third, second, first);
        assertThat(got(vault().saved(SHOP, "berta"))).isEmpty();
        assertThat(got(vault().saved(OTHER, "anna"))).isEmpty();
        assertThat(unsaved).isNotNull();
    }

    @Test
    default void whatIsNotSavedIsOverdueWhenItsTimeIsOver() {
        CardId first = hold(null).id();
        CardId saved = hold(null).id();
        tick(Duration.ofSeconds(1));
        CardId second = hold(null).id();
        got(vault().save(SHOP, saved));
        Instant end = START.plusSeconds(60);

        assertThat(got(vault().overdue(end.minusMillis(1), 9))).isEmpty();
        assertThat(got(vault().overdue(end, 9))).extracting(HeldCard::id).containsExactly(first);
        assertThat(got(vault().overdue(end.plusSeconds(9), 9)))
                .extracting(HeldCard::id)
                .containsExactly(first, second);
        assertThat(got(vault().overdue(end.plusSeconds(9), 1)))
                .extracting(HeldCard::id)
                .containsExactly(first);
    }

    default HeldCard hold(@Nullable IntentId intent) {
        return got(vault().hold(SHOP, CARD, new Purpose("anna", intent, now().plusSeconds(60))));
    }

    Instant now();

    static <T> T got(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
