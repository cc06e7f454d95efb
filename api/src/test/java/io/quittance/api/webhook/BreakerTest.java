package io.quittance.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.Limits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: an endpoint that fails is left alone for longer and longer, within a bound, and never for good. */
final class BreakerTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final HttpExchange.Outcome NO_ANSWER = HttpExchange.Outcome.failed("connection refused");

    @Test
    void someFailuresInARowOpenIt() {
        Breaker breaker = Breaker.CLOSED;
        for (int number = 1; number < Limits.WEBHOOK_FAILURES_MAX; number++) {
            breaker = breaker.after(NO_ANSWER, NOW);
            assertThat(breaker.room(NOW, 8)).isEqualTo(8);
        }
        breaker = breaker.after(NO_ANSWER, NOW);

        assertThat(breaker.room(NOW, 8)).isZero();
        assertThat(breaker.room(NOW.plus(Limits.WEBHOOK_COOL_DOWN_MIN), 8)).isOne();
    }

    @Test
    void eachFurtherFailureDoublesTheTimeUpToABound() {
        Breaker breaker = open();
        Instant now = NOW;
        for (long seconds : new long[] {5, 10, 20, 40, 60, 60, 60}) {
            assertThat(breaker.coolDown()).isEqualTo(Duration.ofSeconds(seconds));
            now = now.plusSeconds(seconds);
            assertThat(breaker.isOpen(now.minusMillis(1))).isTrue();
            assertThat(breaker.isOpen(now)).isFalse();
            breaker = breaker.after(NO_ANSWER, now);
        }
    }

    @Test
    void whatWasUnderWayWhenItOpenedMakesItNoLonger() {
        Breaker breaker = open();

        assertThat(breaker.after(NO_ANSWER, NOW.plusSeconds(1))).isEqualTo(breaker);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 400, 404, 410})
    void anAnswerProvesThatSomebodyIsThere(int status) {
        assertThat(open().after(answered(status), NOW)).isEqualTo(Breaker.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 599})
    void aServerInTroubleIsAFailure(int status) {
        assertThat(Breaker.CLOSED.after(answered(status), NOW).failures()).isOne();
    }

    private static HttpExchange.Outcome answered(int status) {
        return new HttpExchange.Outcome(status, null, null, true, new byte[0], null);
    }

    private static Breaker open() {
        Breaker breaker = Breaker.CLOSED;
        for (int number = 0; number < Limits.WEBHOOK_FAILURES_MAX; number++) {
            breaker = breaker.after(NO_ANSWER, NOW);
        }
        return breaker;
    }
}
