package io.quittance.persistence.access;

import io.quittance.engine.Limits;
import io.quittance.persistence.OwnerOnly;
import io.quittance.persistence.sqlite.Sqlite;
import io.quittance.persistence.sqlite.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The API keys of an installation, in a SQLite file of their own that only its owner can read. A key is kept as its
 * SHA-256 and what it was made for, so the file opens nothing. What a method has done is durable when it returns.
 *
 * <p>Several processes may have the file open: keys are made and revoked while a server runs. Safe for any thread;
 * methods block on the disk. They throw {@link StoreException} when the file cannot be used.
 */
public final class AccessFile implements AutoCloseable {

    /** The file's name in a data directory. */
    public static final String NAME = "access.db";

    private final Path file;
    private final Connection connection;
    private final InstantSource clock;

    private AccessFile(Path file, Connection connection, InstantSource clock) {
        this.file = file;
        this.connection = connection;
        this.clock = clock;
    }

    /** Work on the rows. */
    private interface Work<T> {
        T run() throws SQLException;
    }

    /** Opens the file, made when it is not there. */
    public static AccessFile open(Path file, InstantSource clock) {
        OwnerOnly.create(file);
        Connection connection = Sqlite.open(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute(KeyTable.SCHEMA);
        } catch (SQLException e) {
            throw new StoreException("cannot use the file of API keys " + file, e);
        }
        return new AccessFile(file, connection, clock);
    }

    /**
     * Stores a new key. Two active keys of one tenant with the same scopes are enough to go over from one to the other;
     * a third, forgotten, is a door that nobody watches.
     *
     * @param id its public part
     * @param sha256 of the whole key, in hexadecimal digits
     * @throws TooManyKeys when as many as may be are active; nothing was stored
     */
    public synchronized StoredKey add(String id, String sha256, KeyGrant grant) {
        return inTransaction(() -> {
            StoredKey key = new StoredKey(id, sha256, grant, now(), null, null);
            refuseTooMany(active(), grant);
            KeyTable.add(connection, key);
            return key;
        });
    }

    /** Ends a key. Returns it as it stands, also when it was revoked before; empty when there is none of this id. */
    public synchronized Optional<StoredKey> revoke(String id) {
        return inTransaction(() -> {
            KeyTable.revoke(connection, id, now());
            return KeyTable.find(connection, id);
        });
    }

    /** Every key that there ever was, oldest first. */
    public synchronized List<StoredKey> all() {
        return reading(() -> KeyTable.all(connection));
    }

    /** The keys that are neither revoked nor expired, oldest first. */
    public synchronized List<StoredKey> active() {
        Instant now = now();
        return reading(() -> KeyTable.all(connection).stream()
                .filter(key -> key.isActive(now))
                .toList());
    }

    /** Writes when keys were last used, by their ids. An earlier time than the stored one changes nothing. */
    public synchronized void noteUse(Map<String, Instant> uses) {
        inTransaction(() -> {
            for (Map.Entry<String, Instant> use : uses.entrySet()) {
                KeyTable.used(connection, use.getKey(), use.getValue());
            }
            return uses.size();
        });
    }

    /** A number that is another one whenever somebody else has changed the file in between. */
    public synchronized long version() {
        return reading(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("PRAGMA data_version")) {
                return rows.getLong(1);
            }
        });
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("cannot close the file of API keys " + file, e);
        }
    }

    private static void refuseTooMany(List<StoredKey> active, KeyGrant grant) {
        List<StoredKey> alike = active.stream()
                .filter(key -> key.grant().tenant().equals(grant.tenant())
                        && key.grant().scopes().equals(grant.scopes()))
                .sorted(Comparator.comparing(StoredKey::createdAt))
                .toList();
        if (alike.size() >= Limits.ACTIVE_KEYS_ALIKE_MAX) {
            throw new TooManyKeys(grant.tenant().merchant() + " has " + alike.size() + " active "
                    + grant.tenant().mode().text() + " keys with the scopes " + String.join(",", grant.scopes())
                    + " already: "
                    + String.join(" and ", alike.stream().map(AccessFile::told).toList())
                    + ". No key was made. Revoke the one that is no longer needed, most likely the older one, "
                    + alike.get(0).id() + ", and try again.");
        } else if (active.size() >= Limits.ACTIVE_KEYS_MAX) {
            throw new TooManyKeys("there are " + active.size() + " active keys, as many as may be. No key was made."
                    + " Revoke those that are no longer needed.");
        }
    }

    private static String told(StoredKey key) {
        return key.id() + " (created " + seconds(key.createdAt()) + ", last used " + seconds(key.lastUsedAt()) + ")";
    }

    private static String seconds(@Nullable Instant time) {
        return time == null ? "never" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private <T> T reading(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new StoreException("cannot read the API keys in " + file, e);
        }
    }

    private <T> T inTransaction(Work<T> work) {
        try {
            connection.setAutoCommit(false);
            try {
                T result = work.run();
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("cannot write the API keys in " + file, e);
        }
    }
}
