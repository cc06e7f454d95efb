package io.quittance.persistence.crypto;

import static io.quittance.persistence.support.Payments.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quittance.engine.idempotency.FingerprintKey;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.personal.PersonalFields;
import io.quittance.persistence.sqlite.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {

    @TempDir
    private Path directory;

    @Test
    void keepsTheFingerprintKeyForEver() {
        Map<String, String> before;
        try (KeyFile keys = KeyFile.open(directory.resolve("keys.db"))) {
            before = fingerprint(keys.fingerprintKey());
            assertThat(fingerprint(keys.fingerprintKey())).isEqualTo(before);
        }

        try (KeyFile keys = KeyFile.open(directory.resolve("keys.db"))) {
            assertThat(fingerprint(keys.fingerprintKey())).isEqualTo(before);
        }
    }

    @Test
    void givesEachInstallationItsOwnKey() {
        try (KeyFile one = KeyFile.open(directory.resolve("one.db"));
                KeyFile other = KeyFile.open(directory.resolve("other.db"))) {
            assertThat(fingerprint(one.fingerprintKey())).isNotEqualTo(fingerprint(other.fingerprintKey()));
        }
    }

    @Test
    void canBeReadByItsOwnerOnly() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"), "no POSIX permissions here");
        try (KeyFile keys = KeyFile.open(directory.resolve("keys.db"))) {
            result(keys.personalVault().seal("c-1", "pi_a", new PersonalFields("text", Map.of())));

            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.getFileName().toString())
                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void isNotTakenFromAFileThatIsNone() throws IOException {
        Path file =
                Files.writeString(directory.resolve("keys.db"), "this is no database, but it is long enough to be one");

        assertThatThrownBy(() -> KeyFile.open(file)).isInstanceOf(StoreException.class);
    }

    private static Map<String, String> fingerprint(FingerprintKey key) {
        return key.fingerprint("/v1/payments", new IdempotencyKey("k"), Map.of("amount", "1250"));
    }
}
