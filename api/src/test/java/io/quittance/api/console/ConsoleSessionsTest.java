package io.quittance.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.auth.Access;
import io.quittance.api.auth.Allowance;
import io.quittance.api.auth.Scope;
import io.quittance.engine.Limits;
import io.quittance.engine.id.Tenant;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ConsoleSessionsTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean isOpen = new AtomicBoolean(true);
    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private final ConsoleSessions sessions = new ConsoleSessions(
            () -> now,
            size -> ByteBuffer.allocate(size).putInt(count.incrementAndGet()).array());

    @Test
    void aSessionOpensWhatItsKeyOpens() {
        Access access = access("one");

        assertThat(sessions.find(sessions.open(access))).contains(access);
        assertThat(sessions.find("guessed")).isEmpty();
    }

    @Test
    void aSessionInWhichNobodyLooksIsOver() {
        String token = sessions.open(access("one"));

        now = now.plus(Limits.CONSOLE_SESSION_IDLE).minus(MOMENT);
        assertThat(sessions.find(token)).isPresent();
        now = now.plus(Limits.CONSOLE_SESSION_IDLE).minus(MOMENT);
        assertThat(sessions.find(token)).as("each look begins the time anew").isPresent();
        now = now.plus(Limits.CONSOLE_SESSION_IDLE);
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void noSessionLastsForEver() {
        String token = sessions.open(access("one"));
        Instant end = now.plus(Limits.CONSOLE_SESSION_LIFE);

        while (now.isBefore(end)) {
            assertThat(sessions.find(token)).isPresent();
            now = now.plus(Limits.CONSOLE_SESSION_IDLE.dividedBy(2));
        }

        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void aSessionEndsWithItsKey() {
        String token = sessions.open(access("one"));

        isOpen.set(false);
        assertThat(sessions.find(token)).isEmpty();
        isOpen.set(true);
        assertThat(sessions.find(token)).as("and does not come back").isEmpty();
    }

    @Test
    void aSessionThatWasEndedIsOver() {
        String ended = sessions.open(access("one"));
        String other = sessions.open(access("one"));

        sessions.close(ended);

        assertThat(sessions.find(ended)).isEmpty();
        assertThat(sessions.find(other)).isPresent();
    }

    @Test
    void aKeyHasSoManySessionsAndTheOldestEnds() {
        String bystander = sessions.open(access("two"));
        String oldest = sessions.open(access("one"));
        String second = sessions.open(access("one"));
        for (int i = 2; i < Limits.CONSOLE_SESSIONS_PER_KEY_MAX; i++) {
            sessions.open(access("one"));
        }
        assertThat(sessions.find(oldest)).isPresent();

        String newest = sessions.open(access("one"));

        assertThat(sessions.find(oldest)).isEmpty();
        assertThat(sessions.find(second)).isPresent();
        assertThat(sessions.find(newest)).isPresent();
        assertThat(sessions.find(bystander)).isPresent();
    }

    @Test
    void thereAreSoManySessionsAndTheOldestEnds() {
        String oldest = sessions.open(access("first"));
        for (int i = 1; i < Limits.CONSOLE_SESSIONS_MAX; i++) {
            sessions.open(access("key-" + i));
        }
        assertThat(sessions.find(oldest)).isPresent();

        sessions.open(access("last"));

        assertThat(sessions.find(oldest)).isEmpty();
    }

    private Access access(String keyId) {
        return new Access(keyId, Tenant.test("shop"), EnumSet.of(Scope.READ), Allowance.UNLIMITED, isOpen::get);
    }
}
