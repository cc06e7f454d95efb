package io.quittance.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.quittance.api.KeyedServer;
import io.quittance.engine.Limits;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.persistence.access.AccessFile;
import io.quittance.persistence.access.KeyGrant;
import io.quittance.persistence.access.StoredKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A server's view of a key store that others change. Time stands still for allowances. */
final class StoredKeysTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path directory;

    private volatile Instant now = START;
    private AccessFile operator;

    @BeforeEach
    void open() {
        operator = file();
    }

    @AfterEach
    void close() {
        operator.close();
    }

    @Test
    void aKeyOpensWhatItWasMadeFor() {
        String key = KeyedServer.add(operator, grant(Mode.LIVE, "read", "audit"));

        try (StoredKeys keys = watch(EnumSet.allOf(Mode.class))) {
            assertThat(keys.accessOf(key)).hasValueSatisfying(access -> {
                assertThat(access.tenant()).isEqualTo(new Tenant("shop", Mode.LIVE));
                assertThat(access.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.AUDIT);
                assertThat(access.keyId()).isEqualTo(key.split("_")[2]);
                assertThat(access.allowance().take().limit()).isEqualTo(100);
            });
        }
    }

    @Test
    void aKeyThatAnotherProcessMakesOpensWithinASecond() {
        try (StoredKeys keys = watch(EnumSet.allOf(Mode.class))) {
            assertThat(keys.isEmpty()).isTrue();

            String key = KeyedServer.add(operator, grant(Mode.TEST, "read"));

            soon().until(() -> keys.accessOf(key).isPresent());
            assertThat(keys.isEmpty()).isFalse();
        }
    }

    @Test
    void aKeyThatAnotherProcessRevokesOpensNothingWithinASecond() {
        String revoked = KeyedServer.add(operator, grant(Mode.TEST, "read"));
        String other = KeyedServer.add(operator, grant(Mode.TEST, "payments"));
        try (StoredKeys keys = watch(EnumSet.allOf(Mode.class))) {
            assertThat(keys.accessOf(revoked)).isPresent();

            operator.revoke(revoked.split("_")[2]);

            soon().until(() -> keys.accessOf(revoked).isEmpty());
            assertThat(keys.accessOf(other)).isPresent();
        }
    }

    @Test
    void aKeyExpiresAtItsVeryMoment() {
        Instant expiry = START.plusSeconds(60);
        String key = KeyedServer.add(
                operator, new KeyGrant(Tenant.test("shop"), new TreeSet<>(Set.of("read")), 100, expiry));
        try (StoredKeys keys = watch(EnumSet.allOf(Mode.class))) {
            now = expiry.minusMillis(1);
            assertThat(keys.accessOf(key)).isPresent();
            now = expiry;
            assertThat(keys.accessOf(key)).isEmpty();
        }
    }

    @Test
    void aKeyOfAModeThatIsNotServedOpensNothing() {
        String live = KeyedServer.add(operator, grant(Mode.LIVE, "read"));
        String test = KeyedServer.add(operator, grant(Mode.TEST, "read"));
        try (StoredKeys keys = watch(EnumSet.of(Mode.TEST))) {
            assertThat(keys.accessOf(live)).isEmpty();
            assertThat(keys.accessOf(test)).isPresent();
        }
    }

    @Test
    void aKeyKeepsItsAllowanceWhenAnotherOneIsMade() {
        String key = KeyedServer.add(operator, grant(Mode.TEST, "read"));
        try (StoredKeys keys = watch(EnumSet.allOf(Mode.class))) {
            keys.accessOf(key).orElseThrow().allowance().take();

            String next = KeyedServer.add(operator, grant(Mode.TEST, "read"));
            soon().until(() -> keys.accessOf(next).isPresent());

            assertThat(keys.accessOf(key).orElseThrow().allowance().take().remaining())
                    .isEqualTo(98);
        }
    }

    @Test
    void aScopeOfALaterVersionOpensNothing() {
        String key = KeyedServer.add(operator, grant(Mode.TEST, "read", "teleport"));
        try (StoredKeys keys = watch(EnumSet.allOf(Mode.class))) {
            assertThat(keys.accessOf(key).orElseThrow().scopes()).containsExactly(Scope.READ);
        }
    }

    @Test
    void whenAKeyWasLastUsedIsWrittenAfterSecondsAndAtTheEnd() {
        String key = KeyedServer.add(operator, grant(Mode.TEST, "read"));
        try (StoredKeys keys = watch(EnumSet.allOf(Mode.class))) {
            now = START.plusSeconds(10);
            keys.accessOf(key);
            assertThat(lastUse()).as("not on the request's path").isNull();
            await().atMost(Limits.KEY_USE_UNWRITTEN.plusSeconds(5))
                    .untilAsserted(() -> assertThat(lastUse()).isEqualTo(START.plusSeconds(10)));

            now = START.plusSeconds(20);
            keys.accessOf(key);
        }

        assertThat(lastUse()).isEqualTo(START.plusSeconds(20));
    }

    @Test
    void aWrongKeyOfAKnownIdOpensNothingAndIsNoUse() {
        String key = KeyedServer.add(operator, grant(Mode.TEST, "read"));
        String id = key.split("_")[2];
        try (StoredKeys keys = watch(EnumSet.allOf(Mode.class))) {
            assertThat(keys.accessOf(forged(id))).isEmpty();
            assertThat(keys.accessOf(key.substring(0, key.length() - 1))).isEmpty();
        }

        assertThat(lastUse()).isNull();
    }

    @Test
    void whileTheFileCannotBeReadKnownKeysOpenAndItIsLoggedOnce() {
        String key = KeyedServer.add(operator, grant(Mode.TEST, "read"));
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(StoredKeys.class);
        log.start();
        logger.addAppender(log);
        AccessFile own = file();
        try (StoredKeys keys = StoredKeys.watch(own, EnumSet.allOf(Mode.class), time())) {
            own.close();

            await().atMost(Duration.ofSeconds(5)).until(() -> !errors(log).isEmpty());
            assertThat(keys.accessOf(key)).isPresent();
            await().pollDelay(Limits.KEY_CHANGE_UNSEEN.multipliedBy(3)).until(() -> true);
            assertThat(errors(log)).hasSize(1);
        } finally {
            logger.detachAppender(log);
        }
    }

    private static List<ILoggingEvent> errors(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .toList();
    }

    private Instant lastUse() {
        StoredKey only = operator.all().get(0);
        return only.lastUsedAt();
    }

    /** As it is promised, and something for a machine that is busy with other tests. */
    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(3));
    }

    /** Well formed, of this id, with another secret. */
    private static String forged(String id) {
        boolean[] isIdDrawn = {false};
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        return ApiKey.generate(Mode.TEST, count -> {
                    byte[] bytes = new byte[count];
                    for (int i = 0; !isIdDrawn[0] && i < count; i++) {
                        bytes[i] = (byte) digits.indexOf(id.charAt(i));
                    }
                    isIdDrawn[0] = true;
                    return bytes;
                })
                .text();
    }

    private StoredKeys watch(Set<Mode> modes) {
        return StoredKeys.watch(file(), modes, time());
    }

    private StoredKeys.Time time() {
        return new StoredKeys.Time(() -> now, () -> 0);
    }

    private AccessFile file() {
        return AccessFile.open(directory.resolve(AccessFile.NAME), () -> now);
    }

    private static KeyGrant grant(Mode mode, String... scopes) {
        return new KeyGrant(new Tenant("shop", mode), new TreeSet<>(List.of(scopes)), 100, null);
    }
}
