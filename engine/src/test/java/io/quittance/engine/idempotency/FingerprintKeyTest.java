package io.quittance.engine.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.RequestCheck;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FingerprintKeyTest {

    private static final String PATH = "/v1/payments";
    private static final IdempotencyKey KEY = new IdempotencyKey("k-1");
    private static final FingerprintKey INSTALLATION = FingerprintKey.of(secret(1));
    private static final CardDetails CARD = CardDetails.of("4111111111111111", 12, 2030, "123");
    private static final IntentRequest REQUEST =
            IntentRequest.of(1250, "EUR").withReference("o-1").withCustomer("c-1");

    @Test
    void hashesEachFieldByItself() {
        KeyedRequest first = keyed(INSTALLATION, PATH, KEY, Map.of("amount", "1", "currency", "EUR"));
        KeyedRequest second = keyed(INSTALLATION, PATH, KEY, Map.of("amount", "2", "currency", "EUR"));

        assertThat(first.fingerprint()).containsOnlyKeys("amount", "currency");
        assertThat(first.fingerprint().values()).allMatch(hash -> hash.matches("[A-Za-z0-9_-]{16}"));
        assertThat(first.mismatches(second)).containsExactly("amount");
    }

    @Test
    void hidesThatTwoRequestsHaveTheSameValue() {
        Map<String, String> card =
                Map.of("payment_method", "card 4111111111111111", "description", "card 4111111111111111");
        Map<String, String> once = keyed(INSTALLATION, PATH, KEY, card).fingerprint();
        Map<String, String> underAnotherKey =
                keyed(INSTALLATION, PATH, new IdempotencyKey("k-2"), card).fingerprint();
        Map<String, String> onAnotherPath =
                keyed(INSTALLATION, "/v1/x", KEY, card).fingerprint();
        Map<String, String> elsewhere =
                keyed(FingerprintKey.of(secret(2)), PATH, KEY, card).fingerprint();

        assertThat(Stream.of(once, underAnotherKey, onAnotherPath, elsewhere)
                        .flatMap(hashes -> hashes.values().stream()))
                .hasSize(8)
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsFieldAndValueApart() {
        KeyedRequest one = keyed(INSTALLATION, PATH, KEY, Map.of("ab", "c"));
        KeyedRequest other = keyed(INSTALLATION, PATH, KEY, Map.of("a", "bc"));

        assertThat(one.fingerprint().get("ab")).isNotEqualTo(other.fingerprint().get("a"));
    }

    @Test
    void saysTheSameInEveryProcess() {
        assertThat(keyed(FingerprintKey.of(secret(1)), PATH, KEY, Map.of("amount", "1250")))
                .isEqualTo(keyed(INSTALLATION, PATH, KEY, Map.of("amount", "1250")))
                .isEqualTo(new KeyedRequest(PATH, "k-1", Map.of("amount", "MWNKBmGaXW2UbCcQ"), null, 1));
    }

    @Test
    void countsAnEmptyFieldAsAbsent() {
        assertThat(keyed(INSTALLATION, PATH, KEY, Map.of("amount", "1", "metadata", "")))
                .isEqualTo(keyed(INSTALLATION, PATH, KEY, Map.of("amount", "1")));
    }

    @Test
    void doesNotMindFormatting() {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("b", "2");
        pairs.put("a", "1");
        Map<String, String> reversed = new LinkedHashMap<>();
        reversed.put("a", "1");
        reversed.put("b", "2");
        IntentRequest written = new IntentRequest(1250L, "978", "o-1", "automatic", null, "c-1", reversed, null, null);

        assertThat(keyed(written, CARD)).isEqualTo(keyed(REQUEST.withPersonal(null, pairs), CARD));
    }

    @Test
    void leavesTheCardCodeOut() {
        assertThat(keyed(REQUEST, CardDetails.of("4111111111111111", 12, 2030, "999")))
                .isEqualTo(keyed(REQUEST, CARD))
                .isEqualTo(keyed(REQUEST, new CardDetails("4111111111111111", 12, 2030, null)));
    }

    static Stream<Map.Entry<String, KeyedRequest>> changes() {
        return Stream.of(
                Map.entry(
                        "amount",
                        keyed(IntentRequest.of(1251, "EUR").withReference("o-1").withCustomer("c-1"), CARD)),
                Map.entry(
                        "currency",
                        keyed(IntentRequest.of(1250, "USD").withReference("o-1").withCustomer("c-1"), CARD)),
                Map.entry("reference_id", keyed(REQUEST.withReference("o-2"), CARD)),
                Map.entry("customer_id", keyed(REQUEST.withCustomer("c-2"), CARD)),
                Map.entry("description", keyed(REQUEST.withPersonal("a cake", Map.of()), CARD)),
                Map.entry("metadata", keyed(REQUEST.withPersonal(null, Map.of("a", "1")), CARD)),
                Map.entry("payment_method", keyed(REQUEST, CardDetails.of("4111111111111111", 11, 2030, "123"))),
                Map.entry("payment_method", keyed(REQUEST, CardDetails.of("5200000000000056", 12, 2030, "123"))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void namesTheFieldThatChanged(Map.Entry<String, KeyedRequest> change) {
        assertThat(keyed(REQUEST, CARD).mismatches(change.getValue())).containsExactly(change.getKey());
        assertThat(change.getValue().mismatches(keyed(REQUEST, CARD))).containsExactly(change.getKey());
    }

    @Test
    void tellsMetadataApartHoweverItsPairsAreCut() {
        KeyedRequest one = keyed(REQUEST.withPersonal(null, Map.of("a", "1b", "c", "2")), CARD);
        KeyedRequest other = keyed(REQUEST.withPersonal(null, Map.of("a", "1", "bc", "2")), CARD);

        assertThat(one.mismatches(other)).containsExactly("metadata");
    }

    @Test
    void refusesAShortSecret() {
        assertThatThrownBy(() -> FingerprintKey.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    private static KeyedRequest keyed(IntentRequest request, CardDetails card) {
        RequestCheck check = new RequestCheck();
        check.terms(request);
        check.personal(request);
        check.method(card);
        assertThat(check.faults()).isEmpty();
        return keyed(INSTALLATION, PATH, KEY, check.meaningfulFields());
    }

    private static KeyedRequest keyed(
            FingerprintKey installation, String path, IdempotencyKey key, Map<String, String> fields) {
        return new KeyedRequest(
                path, key.value(), installation.fingerprint(path, key, fields), null, KeyedRequest.REPRESENTATION);
    }

    private static byte[] secret(int first) {
        byte[] secret = new byte[32];
        secret[0] = (byte) first;
        return secret;
    }
}
