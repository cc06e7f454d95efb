package io.quittance.engine.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.webhook.LiveSecret;
import io.quittance.engine.webhook.WebhookMessage;
import io.quittance.engine.webhook.WebhookSecret;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: we sign as Standard Webhooks 1.0.0 says. Method: its published vectors, and what they leave open. */
final class WebhookSignaturesTest {

    private static final WebhookSecret SYMMETRIC = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final WebhookSecret PRIVATE = new WebhookSecret("whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=");
    private static final String PUBLIC = "whpk_ZlN4eg7dSSqi0moX9hQUk3orrOouK3QVQSlJa248c/g=";
    private static final String V1 = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String V1A =
            "v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==";
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
    private static final WebhookMessage MESSAGE =
            new WebhookMessage("msg_p5jXN8AQM9LWM0D4loKWxJek", AT, "{\"test\": 2432232314}".getBytes(UTF_8));

    @Test
    void thePublishedVectorsAreSignedAsPublished() {
        assertThat(WebhookSignatures.entry(SYMMETRIC, MESSAGE)).isEqualTo(V1);
        assertThat(WebhookSignatures.entry(PRIVATE, MESSAGE)).isEqualTo(V1A);
        assertThat(WebhookKeys.publicHalf(PRIVATE)).isEqualTo(PUBLIC);
    }

    @Test
    void thePublishedVectorsAreBelieved() {
        assertThat(isSigned(SYMMETRIC.text(), V1)).isTrue();
        assertThat(isSigned(PUBLIC, V1A)).isTrue();
    }

    @Test
    void aRightEntryIsFoundAmongWrongOnes() {
        String wrong = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,x v1, v1a,AAAA v1a,* nonsense ,";

        assertThat(isSigned(SYMMETRIC.text(), wrong + " " + V1 + " " + wrong)).isTrue();
        assertThat(isSigned(PUBLIC, wrong + " " + V1A + " " + wrong)).isTrue();
        assertThat(isSigned(SYMMETRIC.text(), wrong)).isFalse();
        assertThat(isSigned(PUBLIC, wrong)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v1",
                "v1,",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=",
                "v1,g0hM9SsE",
                "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1a,",
                "v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8AQ==",
                "v1,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag=="
            })
    void whatIsNoSignatureIsNotBelieved(String signatures) {
        assertThat(isSigned(SYMMETRIC.text(), signatures)).isFalse();
        assertThat(isSigned(PUBLIC, signatures)).isFalse();
    }

    @Test
    void anotherTimeIdOrBodyIsNotWhatWasSigned() {
        VerificationKey key = VerificationKey.of(SYMMETRIC.text());

        assertThat(key.hasSigned(MESSAGE.id(), AT.getEpochSecond() + 1, MESSAGE.body(), V1))
                .isFalse();
        assertThat(key.hasSigned("msg_other", AT.getEpochSecond(), MESSAGE.body(), V1))
                .isFalse();
        assertThat(key.hasSigned(MESSAGE.id(), AT.getEpochSecond(), "{}".getBytes(UTF_8), V1))
                .isFalse();
    }

    /** With a dot in it, {@code a.1} at 2 and {@code a} at 1 with another body would be the same bytes. */
    @Test
    void anIdWithADotIsNotSigned() {
        assertThatThrownBy(() -> WebhookSignatures.entry(SYMMETRIC, new WebhookMessage("a.1", AT, MESSAGE.body())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** C24. */
    @Test
    void everySecretThatIsLiveSigns() {
        LiveSecret newest = new LiveSecret(PRIVATE, null);
        LiveSecret former = new LiveSecret(SYMMETRIC, AT.plusMillis(1));
        LiveSecret over = new LiveSecret(SYMMETRIC, AT);

        assertThat(WebhookSignatures.header(List.of(newest, former, over), MESSAGE))
                .isEqualTo(V1A + " " + V1);
        assertThat(WebhookSignatures.header(List.of(over), MESSAGE)).isEmpty();
    }

    @Test
    void newSecretsHave32BytesAndSign() {
        Random random = new Random(7);
        WebhookSecret symmetric = WebhookKeys.symmetric(count -> drawn(random, count));
        WebhookSecret asymmetric = WebhookKeys.asymmetric(count -> drawn(random, count));

        assertThat(Base64.getDecoder().decode(symmetric.text().substring("whsec_".length())))
                .hasSize(32);
        assertThat(Base64.getDecoder().decode(asymmetric.text().substring("whsk_".length())))
                .hasSize(32);
        assertThat(isSigned(WebhookKeys.shown(symmetric), WebhookSignatures.entry(symmetric, MESSAGE)))
                .isTrue();
        assertThat(WebhookKeys.shown(asymmetric)).startsWith("whpk_");
        assertThat(isSigned(WebhookKeys.shown(asymmetric), WebhookSignatures.entry(asymmetric, MESSAGE)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_*",
                "whpk_AAAA",
                "whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk="
            })
    void whatIsNoKeyIsRefusedWithoutBeingShown(String text) {
        assertThatThrownBy(() -> VerificationKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("c2hvcnQ", "VEVTVF");
    }

    private static byte[] drawn(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static boolean isSigned(String key, String signatures) {
        return VerificationKey.of(key).hasSigned(MESSAGE.id(), AT.getEpochSecond(), MESSAGE.body(), signatures);
    }
}
