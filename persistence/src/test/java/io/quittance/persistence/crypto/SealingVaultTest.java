package io.quittance.persistence.crypto;

import static io.quittance.persistence.support.Payments.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.personal.PersonalFields;
import io.quittance.engine.personal.Sealed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vault over the real key file. */
final class SealingVaultTest {

    private static final PersonalFields FIELDS =
            new PersonalFields("Birthday cake for Ms Miller", Map.of("phone", "+49 30 555", "b", "ü"));
    private static final String SUBJECT = "shop/test/c-1";

    @TempDir
    private Path directory;

    private Path file;
    private KeyFile keys;

    @BeforeEach
    void open() {
        file = directory.resolve("keys.db");
        keys = KeyFile.open(file);
    }

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    void opensWhatItSealed() {
        assertThat(opened(sealed("pi_a"), "pi_a")).isEqualTo(FIELDS);
    }

    @Test
    void opensWhatAFormerProcessSealed() {
        Sealed sealed = sealed("pi_a");
        reopen();

        assertThat(opened(sealed, "pi_a")).isEqualTo(FIELDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"description", "metadata"})
    void sealsEitherPartAlone(String part) {
        PersonalFields alone = part.equals("metadata")
                ? new PersonalFields(null, FIELDS.metadata())
                : new PersonalFields(FIELDS.description(), Map.of());

        Sealed sealed = result(keys.personalVault().seal(SUBJECT, "pi_a", alone));

        assertThat(opened(sealed, "pi_a")).isEqualTo(alone);
    }

    @Test
    void tellsNothingWithoutTheKey() {
        String ciphertext =
                new String(Base64.getDecoder().decode(sealed("pi_a").ciphertext()), StandardCharsets.ISO_8859_1);

        assertThat(ciphertext).doesNotContain("Miller", "phone", "555", "description");
    }

    @Test
    void neverSealsTheSameWayTwice() {
        assertThat(sealed("pi_a")).isNotEqualTo(sealed("pi_a"));
    }

    @Test
    void opensNothingInAnotherPlace() {
        Sealed sealed = sealed("pi_a");

        assertThatThrownBy(() -> opened(sealed, "pi_b"))
                .hasMessageContaining("pi_b")
                .hasMessageNotContaining("Miller");
        reopen();
        assertThatThrownBy(() -> opened(sealed, "pi_b")).isInstanceOf(CompletionException.class);
    }

    @Test
    void opensNothingThatWasChanged() {
        byte[] bytes = Base64.getDecoder().decode(sealed("pi_a").ciphertext());
        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 1;
            Sealed forged = new Sealed(SUBJECT, Base64.getEncoder().encodeToString(changed));
            assertThatThrownBy(() -> opened(forged, "pi_a")).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void opensNothingUnderAnotherSubjectsKey() {
        Sealed sealed = sealed("pi_a");
        result(keys.personalVault().seal("shop/test/c-2", "pi_a", FIELDS));

        assertThatThrownBy(() -> opened(new Sealed("shop/test/c-2", sealed.ciphertext()), "pi_a"))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void tellsNothingAfterTheSubjectsKeyWasDestroyed() throws SQLException {
        Sealed erased = sealed("pi_a");
        Sealed kept = result(keys.personalVault().seal("shop/test/c-2", "pi_b", FIELDS));
        keys.close();
        destroyKeyOf(SUBJECT);
        keys = KeyFile.open(file);

        assertThat(opened(erased, "pi_a")).isEqualTo(PersonalFields.NONE);
        assertThat(opened(kept, "pi_b")).isEqualTo(FIELDS);
    }

    @Test
    void keepsNothingOfWhatItSealed() throws IOException {
        sealed("pi_a");

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isNotEmpty().allSatisfy(path -> assertThat(
                            new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Miller", "phone"));
        }
    }

    private Sealed sealed(String context) {
        return result(keys.personalVault().seal(SUBJECT, context, FIELDS));
    }

    private PersonalFields opened(Sealed sealed, String context) {
        return result(keys.personalVault().open(sealed, context));
    }

    private void reopen() {
        keys.close();
        keys = KeyFile.open(file);
    }

    private void destroyKeyOf(String subject) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement delete = connection.prepareStatement("DELETE FROM secret WHERE subject = ?")) {
            delete.setString(1, subject);
            assertThat(delete.executeUpdate()).isEqualTo(1);
        }
    }
}
