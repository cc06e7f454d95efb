package io.quittance.persistence.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.persistence.sqlite.StoreException;
import io.quittance.persistence.support.AtOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessFileTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00.123Z");
    private static final String HASH = "0123456789abcdef".repeat(4);

    @TempDir
    private Path directory;

    private Instant now = START;
    private AccessFile keys;

    @BeforeEach
    void open() {
        keys = another();
    }

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    void aKeyReadsBackAsItWasMadeAlsoByAnother() {
        KeyGrant grant = new KeyGrant(
                new Tenant("shop", Mode.LIVE),
                new TreeSet<>(List.of("read", "payments")),
                250,
                START.plus(Duration.ofDays(90)));

        StoredKey made = keys.add("id-1", HASH, grant);

        assertThat(made).isEqualTo(new StoredKey("id-1", HASH, grant, START, null, null));
        assertThat(keys.all()).containsExactly(made);
        try (AccessFile other = another()) {
            assertThat(other.active()).containsExactly(made);
        }
    }

    @Test
    void aThirdActiveKeyOfTheSameKindIsRefusedAndTheOlderOneNamed() {
        keys.add("first", HASH, grant("shop"));
        now = now.plusSeconds(60);
        keys.add("second", HASH, grant("shop"));
        keys.noteUse(Map.of("second", now));

        assertThatThrownBy(() -> keys.add("third", HASH, grant("shop")))
                .isInstanceOf(TooManyKeys.class)
                .hasMessageContaining("shop has 2 active test keys with the scopes read")
                .hasMessageContaining("first (created 2026-11-21T10:00:00Z, last used never)")
                .hasMessageContaining("second (created 2026-11-21T10:01:00Z, last used 2026-11-21T10:01:00Z)")
                .hasMessageContaining("most likely the older one, first,");
        assertThat(keys.all()).extracting(StoredKey::id).containsExactly("first", "second");
    }

    @Test
    void aKeyOfAnotherMerchantModeOrScopeIsOfAnotherKind() {
        keys.add("first", HASH, grant("shop"));
        keys.add("second", HASH, grant("shop"));

        keys.add("third", HASH, grant("shop-2"));
        keys.add("fourth", HASH, grant(new Tenant("shop", Mode.LIVE), null, "read"));
        keys.add("fifth", HASH, grant(Tenant.test("shop"), null, "read", "payments"));

        assertThat(keys.active()).hasSize(5);
    }

    @Test
    void aRevokedKeyMakesRoomAndStaysInTheList() {
        keys.add("first", HASH, grant("shop"));
        keys.add("second", HASH, grant("shop"));
        now = now.plusSeconds(1);

        assertThat(keys.revoke("first"))
                .hasValueSatisfying(key -> assertThat(key.revokedAt()).isEqualTo(now));
        keys.add("third", HASH, grant("shop"));

        assertThat(keys.active()).extracting(StoredKey::id).containsExactly("second", "third");
        assertThat(keys.all()).extracting(StoredKey::id).containsExactly("first", "second", "third");
    }

    @Test
    void aSecondRevocationLeavesTheTimeOfTheFirst() {
        keys.add("first", HASH, grant("shop"));
        keys.revoke("first");
        now = now.plusSeconds(60);

        assertThat(keys.revoke("first"))
                .hasValueSatisfying(key -> assertThat(key.revokedAt()).isEqualTo(START));
        assertThat(keys.revoke("no-such-key")).isEmpty();
    }

    @Test
    void anExpiredKeyMakesRoomFromItsVeryMomentOn() {
        Instant expiry = START.plusSeconds(60);
        keys.add("first", HASH, grant(Tenant.test("shop"), expiry, "read"));
        keys.add("second", HASH, grant("shop"));

        now = expiry.minusMillis(1);
        assertThat(keys.active()).hasSize(2);
        assertThatThrownBy(() -> keys.add("third", HASH, grant("shop"))).isInstanceOf(TooManyKeys.class);
        now = expiry;
        assertThat(keys.active()).extracting(StoredKey::id).containsExactly("second");
        keys.add("third", HASH, grant("shop"));
    }

    @Test
    void theVersionChangesWithTheWorkOfOthersOnly() {
        long before = keys.version();
        keys.add("own", HASH, grant("shop"));
        assertThat(keys.version()).isEqualTo(before);

        try (AccessFile other = another()) {
            other.revoke("own");
        }

        assertThat(keys.version()).isNotEqualTo(before);
        assertThat(keys.active()).isEmpty();
    }

    @Test
    void theLastUseIsTheLatestThatWasToldByAnybody() {
        keys.add("first", HASH, grant("shop"));
        keys.add("second", HASH, grant("shop"));
        try (AccessFile other = another()) {
            other.noteUse(Map.of("first", START.plusSeconds(20)));
        }

        keys.noteUse(Map.of("first", START.plusSeconds(10), "second", START.plusSeconds(10)));

        assertThat(keys.all())
                .extracting(StoredKey::lastUsedAt)
                .containsExactly(START.plusSeconds(20), START.plusSeconds(10));
    }

    /** Goal: two operators cannot both make the second key. Method: eight, each with a connection of its own. */
    @Test
    void manyWhoOpenTheFileAndMakeKeysAtOnceMakeTwo() {
        List<String> outcomes = AtOnce.from(8, number -> {
            try (AccessFile own = AccessFile.open(directory.resolve("fresh.db"), () -> now)) {
                return own.add("id-" + number, HASH, grant("shop")).id();
            } catch (TooManyKeys e) {
                return "refused";
            }
        });

        assertThat(outcomes).filteredOn(outcome -> !outcome.equals("refused")).hasSize(2);
        assertThat(outcomes).filteredOn("refused"::equals).hasSize(6);
    }

    @Test
    void canBeReadByItsOwnerOnly() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"), "no POSIX permissions here");
        keys.add("first", HASH, grant("shop"));

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.getFileName().toString())
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void isNotTakenFromAFileThatIsNone() throws IOException {
        Path file = Files.writeString(directory.resolve("no.db"), "this is no database, but it is long enough for one");

        assertThatThrownBy(() -> AccessFile.open(file, () -> now)).isInstanceOf(StoreException.class);
    }

    private AccessFile another() {
        return AccessFile.open(directory.resolve(AccessFile.NAME), () -> now);
    }

    private static KeyGrant grant(String merchant) {
        return grant(Tenant.test(merchant), null, "read");
    }

    private static KeyGrant grant(Tenant tenant, @Nullable Instant expiry, String... scopes) {
        return new KeyGrant(tenant, new TreeSet<>(List.of(scopes)), 100, expiry);
    }
}
