package io.quittance.persistence.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.KeyClaims;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class ReservedClaimsTest {

    private static final String KEY = "a key";
    private static final IntentId CAKE = IntentId.ofReference(Tenant.test("shop"), "cake");
    private static final IntentId TEA = IntentId.ofReference(Tenant.test("shop"), "tea");

    private final Map<String, IntentId> stored = new HashMap<>();
    private final ReservedClaims claims =
            new ReservedClaims(claim -> CompletableFuture.completedFuture(Optional.ofNullable(stored.get(claim))));

    @Test
    void givesAFreeKeyToTheFirstWhoAsks() {
        assertThat(holder(CAKE)).isEqualTo(CAKE);
        assertThat(holder(TEA)).isEqualTo(CAKE);
    }

    @Test
    void givesItBackWhenNothingWasRecorded() {
        holder(CAKE);
        claims.release(KEY, CAKE);

        assertThat(holder(TEA)).isEqualTo(TEA);
    }

    @Test
    void keepsItWhileAnyRequestOfTheSameIntentIsUnderWay() {
        holder(CAKE);
        holder(CAKE);
        claims.release(KEY, CAKE);
        assertThat(holder(TEA)).isEqualTo(CAKE);

        claims.release(KEY, CAKE);
        assertThat(holder(TEA)).isEqualTo(TEA);
    }

    @Test
    void tellsWhoHoldsAKeyWithoutTakingIt() {
        assertThat(claims.holder(KEY).toCompletableFuture().join()).isEmpty();

        holder(CAKE);
        assertThat(claims.holder(KEY).toCompletableFuture().join()).contains(new KeyClaims.Holder(CAKE, true));

        stored.put(KEY, CAKE);
        claims.release(KEY, CAKE);
        assertThat(claims.holder(KEY).toCompletableFuture().join()).contains(new KeyClaims.Holder(CAKE, false));
    }

    @Test
    void whoIsRefusedHasNothingToRelease() {
        holder(CAKE);
        holder(TEA);
        claims.release(KEY, TEA);

        assertThat(holder(TEA)).isEqualTo(CAKE);
    }

    @Test
    void theStoreDecides() {
        stored.put(KEY, TEA);

        assertThat(holder(CAKE)).isEqualTo(TEA);
        assertThat(holder(TEA)).isEqualTo(TEA);
    }

    /** Goal: the true holder is never refused because somebody else asks at the same moment. */
    @Test
    void theStoreDecidesAlsoBesideAReservation() {
        stored.put(KEY, TEA);
        CompletableFuture<Optional<IntentId>> slow = new CompletableFuture<>();
        ReservedClaims slowly = new ReservedClaims(claim -> slow);

        CompletionStage<IntentId> wrong = slowly.reserve(KEY, CAKE);
        CompletionStage<IntentId> right = slowly.reserve(KEY, TEA);
        slow.complete(Optional.of(TEA));

        assertThat(wrong).isCompletedWithValue(TEA);
        assertThat(right).isCompletedWithValue(TEA);
    }

    @Test
    void anUnreadableStoreReservesNothing() {
        CompletableFuture<Optional<IntentId>> first = new CompletableFuture<>();
        ReservedClaims failing = new ReservedClaims(claim -> first.copy());
        CompletionStage<IntentId> asked = failing.reserve(KEY, CAKE);
        first.completeExceptionally(new IllegalStateException("unreadable"));
        assertThat(asked).isCompletedExceptionally();

        first.obtrudeValue(Optional.empty());
        assertThat(failing.reserve(KEY, TEA)).isCompletedWithValue(TEA);
    }

    private IntentId holder(IntentId asking) {
        return claims.reserve(KEY, asking).toCompletableFuture().join();
    }
}
