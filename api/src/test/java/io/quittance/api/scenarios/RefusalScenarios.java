package io.quittance.api.scenarios;

import static io.quittance.api.scenarios.Scenarios.isRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What is wrong is named, every fault at its place. What only a request over HTTP can get wrong stands with the tests
 * of the wire: fields that nobody knows (T10) in {@code BodyFaultsTest}, no key or a bad one (T11) in
 * {@code AuthenticationTest}.
 */
interface RefusalScenarios extends Scenarios {

    @Test
    default void t9_aMissingValueIsNamed() {
        Reply refused = face().create("key-1", Purchase.of("cart-9", 1250).in(null));

        isRefused(refused, 400, "validation");
        assertThat(refused.faults()).containsExactly("/currency required");
        assertThat(refused.valueOf("currency")).isEqualTo("null");
        assertThat(refused.messageOf("currency")).isNotBlank();
        assertThat(face().ledger().entries()).isZero();
    }

    @Test
    default void t10_everyValueOfAWrongFormIsNamed() {
        Reply refused = face().pay("key-1", Purchase.of("cart 10!", 0).in("XQQ").with(Card.MISTYPED));

        isRefused(refused, 400, "validation");
        assertThat(refused.faults())
                .containsExactlyInAnyOrder(
                        "/amount out_of_range",
                        "/currency invalid",
                        "/reference_id invalid",
                        "/payment_method/card/number invalid");
        assertThat(refused.valueOf("currency")).isEqualTo("XQQ");
        assertThat(refused.valueOf("payment_method.card.number")).isEqualTo("***");
        assertThat(face().ledger().entries()).isZero();
    }
}
