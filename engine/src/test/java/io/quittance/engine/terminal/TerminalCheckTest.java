package io.quittance.engine.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.FieldFault;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminalCheckTest {
    private static final String URL = "https://10.0.0.7:8443/synqpay";
    private static final String FINGERPRINT = "0123456789ABCDEF".repeat(4);
    private static final TerminalId ID = new TerminalId("tm_" + "a".repeat(32));
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final TerminalCheck check = new TerminalCheck();

    @Test
    void readsAGoodRequest() {
        TerminalRequest request = new TerminalRequest("Till 3", URL, "SN-0881818", "0a1B2c3D", FINGERPRINT);

        assertThat(check.terminal(request, ID, Tenant.test("shop"), NOW))
                .contains(new Terminal(
                        ID,
                        Tenant.test("shop"),
                        "Till 3",
                        URI.create(URL),
                        "SN-0881818",
                        "0a1B2c3D",
                        FINGERPRINT.toLowerCase(Locale.ROOT),
                        NOW,
                        null));
        assertThat(check.faults()).isEmpty();
    }

    @Test
    void aNameAndAnAddressAreEnough() {
        assertThat(faults(new TerminalRequest("Till 3", URL, null, null, null))).isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnce() {
        TerminalRequest request = new TerminalRequest(" ", "ftp://till", "a b", "12345", "abc");

        assertThat(faults(request))
                .containsExactly(
                        "/name invalid",
                        "/url invalid",
                        "/serial_number invalid",
                        "/api_key invalid",
                        "/fingerprint invalid");
        assertThat(check.terminal(request, ID, Tenant.test("shop"), NOW)).isEmpty();
    }

    @Test
    void whatIsMissingIsAskedFor() {
        assertThat(faults(new TerminalRequest(null, null, null, null, null)))
                .containsExactly("/name required", "/url required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "Till 3", "Kasse \u00dc 3 (Obergescho\u00df)", "\u05e7\u05d5\u05e4\u05d4 3", "\u7530\u8fba"
            })
    void aNameIsPrintableInAnyScript(String name) {
        assertThat(faults(new TerminalRequest(name, URL, null, null, null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "a\nb", "a\tb", "a\u0000", "a\u202eb", "half \ud800", "a\u2028b"})
    void aNameHasNothingThatCannotBeSeen(String name) {
        assertThat(faults(new TerminalRequest(name, URL, null, null, null))).containsExactly("/name invalid");
    }

    @ParameterizedTest
    @CsvSource({"x, 64, ''", "x, 65, /name too_long", "\ud83d\ude00, 64, ''", "\ud83d\ude00, 65, /name too_long"})
    void aNameHasAtMostSixtyFourCharactersHoweverTheyAreWritten(String character, int times, String fault) {
        List<String> expected = fault.isEmpty() ? List.of() : List.of(fault);

        assertThat(faults(new TerminalRequest(character.repeat(times), URL, null, null, null)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.7:8000/synqpay",
                "https://till.shop.example:8443/synqpay",
                "ws://localhost:8000/synqpay",
                "wss://[fe80::1]:8443/synqpay",
                "tcp://10.0.0.7:9000",
                "tls://10.0.0.7:65535"
            })
    void anAddressOfEachKindIsTaken(String url) {
        assertThat(check.registration(new TerminalRequest("Till", url, null, null, null)))
                .contains(URI.create(url));
        assertThat(check.faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.7:8000",
                "http:/synqpay",
                "http:10.0.0.7:8000/synqpay",
                "//10.0.0.7:8000/synqpay",
                "ftp://10.0.0.7:8000/synqpay",
                "HTTP://10.0.0.7:8000/synqpay",
                "file:///synqpay",
                "http://10.0.0.7/synqpay",
                "http://10.0.0.7:/synqpay",
                "http://10.0.0.7:0/synqpay",
                "http://10.0.0.7:65536/synqpay",
                "http://10.0.0.7:99999999999/synqpay",
                "http://:8000/synqpay",
                "http://10.0.0.7:8000",
                "http://10.0.0.7:8000/",
                "http://10.0.0.7:8000/synqpay/",
                "http://10.0.0.7:8000/Synqpay",
                "http://10.0.0.7:8000/%73ynqpay",
                "http://10.0.0.7:8000/a/../synqpay",
                "tcp://10.0.0.7:9000/",
                "tcp://10.0.0.7:9000/synqpay",
                "http://10.0.0.7:8000/synqpay?",
                "http://10.0.0.7:8000/synqpay#",
                " http://10.0.0.7:8000/synqpay",
                "http://10.0.0.7:8000/synqpay\n",
                "http://k\u00e4sse.example:8000/synqpay"
            })
    void whatIsNoAddressOfATerminalIsNot(String url) {
        assertThat(faults(new TerminalRequest("Till", url, null, null, null))).containsExactly("/url invalid");
    }

    @Test
    void anAddressHasABound() {
        String host = "a.".repeat(1_020) + "example";

        assertThat(faults(new TerminalRequest("Till", "http://" + host + ":8000/synqpay", null, null, null)))
                .containsExactly("/url too_long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:s3cret@10.0.0.7:8443/synqpay",
                "https://10.0.0.7:8443/synqpay?api-key=s3cret",
                "https://10.0.0.7:8443/synqpay#s3cret"
            })
    void anAddressWithMoreInItIsRefusedAndNotRepeated(String url) {
        assertThat(faults(new TerminalRequest("Till", url, null, null, null))).containsExactly("/url invalid");
        assertThat(check.faults().toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0a1b2c3", "0a1b2c3d4", "0a1b2c3g", "0a1b 2c3", ""})
    void aKeyHasEightHexadecimalDigitsAndIsNeverRepeated(String key) {
        assertThat(faults(new TerminalRequest("Till", URL, null, key, null))).containsExactly("/api_key invalid");
        assertThat(check.faults()).extracting(FieldFault::value).containsExactly("***");
    }

    @ParameterizedTest
    @CsvSource({
        "https://10.0.0.7:8443/synqpay, ''",
        "wss://10.0.0.7:8443/synqpay, ''",
        "tls://10.0.0.7:9443, ''",
        "http://10.0.0.7:8000/synqpay, /fingerprint invalid",
        "ws://10.0.0.7:8000/synqpay, /fingerprint invalid",
        "tcp://10.0.0.7:9000, /fingerprint invalid"
    })
    void aFingerprintGoesWithACertificate(String url, String fault) {
        List<String> expected = fault.isEmpty() ? List.of() : List.of(fault);

        assertThat(faults(new TerminalRequest("Till", url, null, null, FINGERPRINT)))
                .isEqualTo(expected);
    }

    @Test
    void aFingerprintOfAnAddressThatIsNoneIsNotBlamed() {
        assertThat(faults(new TerminalRequest("Till", "nowhere", null, null, FINGERPRINT)))
                .containsExactly("/url invalid");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, required", "'', invalid", "12345, invalid", "1234567, invalid", "12a456, invalid"})
    void aCodeHasSixDigitsAndIsNeverRepeated(String code, String fault) {
        check.code(code);

        assertThat(check.faults()).singleElement().satisfies(told -> {
            assertThat(told.pointer()).isEqualTo("/otp");
            assertThat(told.code()).isEqualTo(fault);
            assertThat(told.value()).isIn(null, "***");
        });
    }

    @Test
    void aCodeOfSixDigitsIsGood() {
        check.code("012345");

        assertThat(check.faults()).isEmpty();
    }

    private List<String> faults(TerminalRequest request) {
        check.registration(request);
        return check.faults().stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }
}
