package io.quittance.engine.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quittance.engine.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuer.example/acs?id=7",
                "http://127.0.0.1:8080/challenges/7",
                "HTTPS://ISSUER.EXAMPLE",
                "https://[::1]:8443/",
                "https://issuer.example/pay?session=4111111111111112&time=1795273200000",
                "https://issuer.example/41111111111111111111111"
            })
    void isWhereABrowserCanGo(String address) {
        assertThat(WebAddress.isUsable(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/challenges/7",
                "issuer.example",
                "javascript:alert(1)",
                "data:text/html,hello",
                "file:///etc/passwd",
                "https:///no-host",
                "https://user:secret@issuer.example/",
                "https://issuer.example/a b",
                "https://shop.example/d\u00e9j\u00e0",
                "https://shop.example:/x",
                "https://shop.example:0/x",
                "https://shop.example:99999/x",
                "https://issuer.example/?pan=4111111111111111",
                "https://issuer.example/\nSet-Cookie: x"
            })
    void isNothingElse(String address) {
        assertThat(WebAddress.isUsable(address)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new AttemptOutcome.ActionRequired(address, null));
    }

    @Test
    void isNotTooLong() {
        String base = "https://issuer.example/";
        String longest = base + "a".repeat(Limits.WEB_ADDRESS_CHARS_MAX - base.length());
        assertThat(WebAddress.isUsable(longest)).isTrue();
        assertThat(WebAddress.isUsable(longest + "a")).isFalse();
    }
}
