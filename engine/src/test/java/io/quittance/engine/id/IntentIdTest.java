package io.quittance.engine.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IntentIdTest {

    private static final Tenant SHOP = Tenant.test("shop");

    /** Goal: the same cart reaches the same intent for ever. Method: an id computed outside Quittance. */
    @Test
    void followsFromTheReferenceForEver() {
        assertThat(IntentId.ofReference(SHOP, "order-1")).hasToString("pi_5el3h7ztbqnb3mvy42pajjmryr6e3omh");
        assertThat(IntentId.ofKey(SHOP, "/v1/payments", "key-1")).hasToString("pi_oc2yujcpap5ticiufjaphoy7553xrhov");
    }

    @Test
    void keepsItsPartsApart() {
        assertThat(IntentId.ofKey(SHOP, "ab", "c")).isNotEqualTo(IntentId.ofKey(SHOP, "a", "bc"));
        assertThat(IntentId.ofKey(SHOP, "", "abc")).isNotEqualTo(IntentId.ofKey(SHOP, "abc", ""));
        assertThat(DerivedId.of(SHOP, "ref", "a")).isNotEqualTo(DerivedId.of(SHOP, "ref", "a", ""));
    }

    @Test
    void separatesReferencesFromKeys() {
        assertThat(DerivedId.of(SHOP, "ref", "x")).isNotEqualTo(DerivedId.of(SHOP, "key", "x"));
    }

    @Test
    void separatesTenantsAndModes() {
        assertThat(IntentId.ofReference(SHOP, "order-1"))
                .isNotEqualTo(IntentId.ofReference(Tenant.test("other"), "order-1"))
                .isNotEqualTo(IntentId.ofReference(new Tenant("shop", Mode.LIVE), "order-1"));
        assertThat(IntentId.ofReference(Tenant.test("shop1"), "1"))
                .isNotEqualTo(IntentId.ofReference(Tenant.test("shop"), "11"));
    }

    @Test
    void isReadAsItIsWritten() {
        IntentId id = IntentId.ofReference(SHOP, "order-1");

        assertThat(IntentId.parse(id.value())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pi_",
                "pi_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "pi_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "pi_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "pi_1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "px_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                " pi_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesWhatCannotBeAnId(String text) {
        assertThat(IntentId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new IntentId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesARandomNameFromTheSourceOfChance() {
        assertThat(IntentId.random(IntentIdTest::zeros)).hasToString("pi_" + "a".repeat(32));
        assertThat(IntentId.random(IntentIdTest::counting)).hasToString("pi_aaaqeayeaudaocajbifqydiob4ibceqt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop|live", "shop/live", "ümlaut", "a b"})
    void refusesAMerchantWhoseNameCouldEscapeItsPlace(String merchant) {
        assertThatThrownBy(() -> Tenant.test(merchant)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Tenant.test("m".repeat(64)).merchant()).hasSize(64);
        assertThatThrownBy(() -> Tenant.test("m".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] zeros(int count) {
        return new byte[count];
    }

    private static byte[] counting(int count) {
        byte[] bytes = new byte[count];
        IntStream.range(0, count).forEach(i -> bytes[i] = (byte) i);
        return bytes;
    }
}
