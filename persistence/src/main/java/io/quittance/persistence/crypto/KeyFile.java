package io.quittance.persistence.crypto;

import io.quittance.engine.idempotency.FingerprintKey;
import io.quittance.engine.personal.PersonalVault;
import io.quittance.persistence.OwnerOnly;
import io.quittance.persistence.sqlite.Sqlite;
import io.quittance.persistence.sqlite.StoreException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The secrets that must never be in the journal, in a SQLite file of their own that only its owner can read: the
 * installation's fingerprint key, the keys of the terminals' keys and of the webhooks' secrets, and one key per subject
 * of personal fields. Destroying a subject's row erases what was sealed under it. One thread does all access; a new key
 * is durable before it is used. Several processes may have the file open, and use the same keys.
 */
public final class KeyFile implements AutoCloseable {

    /** The file's name in a data directory. */
    public static final String NAME = "keys.db";

    private static final int KEY_BYTES = 32;
    private static final String SCHEMA = """
            CREATE TABLE IF NOT EXISTS secret (
              kind TEXT NOT NULL, subject TEXT NOT NULL, key BLOB NOT NULL, PRIMARY KEY (kind, subject)
            ) WITHOUT ROWID""";
    private static final String FIND = "SELECT key FROM secret WHERE kind = ? AND subject = ?";
    private static final String ADD = "INSERT OR IGNORE INTO secret (kind, subject, key) VALUES (?, ?, ?)";
    private static final String PERSONAL = "personal";
    private static final String FINGERPRINT = "fingerprint";
    private static final String TERMINAL = "terminal";
    private static final String WEBHOOK = "webhook";
    private static final String INSTALLATION = "installation";

    private final Connection connection;
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "key-file"));
    private final FingerprintKey fingerprints;
    private final PersonalVault vault;

    private KeyFile(Connection connection) {
        this.connection = connection;
        this.fingerprints = FingerprintKey.of(findOrCreate(FINGERPRINT, INSTALLATION));
        this.vault = new SealingVault(new Subjects(), thread);
    }

    private final class Subjects implements SubjectKeys {
        @Override
        public Optional<byte[]> find(String subject) {
            return KeyFile.this.find(PERSONAL, subject);
        }

        @Override
        public byte[] findOrCreate(String subject) {
            return KeyFile.this.findOrCreate(PERSONAL, subject);
        }
    }

    /** Opens the file, made when it is not there. */
    public static KeyFile open(Path file) {
        OwnerOnly.create(file);
        Connection connection = Sqlite.open(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SCHEMA);
        } catch (SQLException e) {
            throw new StoreException("cannot use the key file " + file, e);
        }
        return new KeyFile(connection);
    }

    /** Seals under the subjects' keys. */
    public PersonalVault personalVault() {
        return vault;
    }

    /** The installation's fingerprint key. */
    public FingerprintKey fingerprintKey() {
        return fingerprints;
    }

    /**
     * Seals the keys of terminals; empty when none was ever sealed here. For who has opened the file for this alone.
     */
    public Optional<AesGcm> terminalKeys() {
        return find(TERMINAL, INSTALLATION).map(key -> new AesGcm(key, random));
    }

    /** The same, made when it is not there. */
    public AesGcm newTerminalKeys() {
        return new AesGcm(findOrCreate(TERMINAL, INSTALLATION), random);
    }

    /** Seals the secrets of webhook endpoints; empty when none was ever sealed here. As {@link #terminalKeys}. */
    public Optional<AesGcm> webhookSecrets() {
        return find(WEBHOOK, INSTALLATION).map(key -> new AesGcm(key, random));
    }

    /** The same, made when it is not there. */
    public AesGcm newWebhookSecrets() {
        return new AesGcm(findOrCreate(WEBHOOK, INSTALLATION), random);
    }

    static byte[] newKey(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private Optional<byte[]> find(String kind, String subject) {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, kind);
            query.setString(2, subject);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException("cannot read the key file", e);
        }
    }

    private byte[] findOrCreate(String kind, String subject) {
        return find(kind, subject).orElseGet(() -> create(kind, subject));
    }

    /** Another process may have been faster: what is kept counts. */
    private byte[] create(String kind, String subject) {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, kind);
            add.setString(2, subject);
            add.setBytes(3, newKey(random));
            add.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("cannot write the key file", e);
        }
        return find(kind, subject).orElseThrow();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("cannot close the key file", e);
        }
    }
}
