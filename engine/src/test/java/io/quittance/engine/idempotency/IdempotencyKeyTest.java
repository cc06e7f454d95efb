package io.quittance.engine.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.id.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdempotencyKeyTest {

    @Test
    void hasUpTo255VisibleCharacters() {
        assertThat(IdempotencyKey.parse("!")).isPresent();
        assertThat(IdempotencyKey.parse("~".repeat(255))).isPresent();
        assertThat(IdempotencyKey.parse("~".repeat(256))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "tab\t", "line\n", "é", "\u007f", "nul\0"})
    void refusesWhatIsNotVisibleAscii(String text) {
        assertThat(IdempotencyKey.parse(text)).isEmpty();
        assertThatThrownBy(() -> new IdempotencyKey(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isClaimedPerTenantAndPath() {
        String claim = KeyedRequest.claimOf(Tenant.test("shop"), "/v1/payments", "k");

        assertThat(claim)
                .isEqualTo(KeyedRequest.claimOf(Tenant.test("shop"), "/v1/payments", "k"))
                .isNotEqualTo(KeyedRequest.claimOf(Tenant.test("other"), "/v1/payments", "k"))
                .isNotEqualTo(KeyedRequest.claimOf(Tenant.test("shop"), "/v1/payment_intents", "k"))
                .isNotEqualTo(KeyedRequest.claimOf(Tenant.test("shop"), "/v1/payments", "l"));
    }
}
