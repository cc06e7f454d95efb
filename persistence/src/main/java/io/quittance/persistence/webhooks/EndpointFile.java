package io.quittance.persistence.webhooks;

import io.quittance.engine.id.EndpointId;
import io.quittance.engine.webhook.EndpointStore;
import io.quittance.engine.webhook.Replay;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.persistence.OwnerOnly;
import io.quittance.persistence.crypto.AesGcm;
import io.quittance.persistence.crypto.KeyFile;
import io.quittance.persistence.sqlite.Sqlite;
import io.quittance.persistence.sqlite.StoreException;
import io.quittance.persistence.webhooks.EndpointTable.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The webhook endpoints of an installation, their replays and how far the journal had come, in a SQLite file of their
 * own that only its owner can read. The secrets and the challenge of an endpoint are sealed with {@link AesGcm} under a
 * key in {@code keys.db}, bound to the endpoint's id; so neither file alone signs anything, and secrets that were moved
 * to another endpoint's row do not open. Times are kept to the millisecond.
 *
 * <p>Several processes may have the file open. Safe for any thread; methods block on the disk. They throw
 * {@link StoreException} when the file cannot be used, and when a secret in it cannot be opened.
 */
public final class EndpointFile implements EndpointStore {

    /** The file's name in a data directory. */
    public static final String NAME = "endpoints.db";

    private static final String WAY_OUT = " Put " + KeyFile.NAME + " and " + NAME
            + " back from one backup of this directory. If there is none, move " + NAME
            + " away and let the merchants register their endpoints again; what is owed to the former ones is in the"
            + " journal, and is sent to the new ones by a replay.";

    private final Path file;
    private final Connection connection;
    private final AesGcm keys;

    private EndpointFile(Path file, Connection connection, AesGcm keys) {
        this.file = file;
        this.connection = connection;
        this.keys = keys;
    }

    /** Opens {@link #NAME} in a data directory, made when it is not there; the same for its key in {@code keys.db}. */
    public static EndpointFile open(Path dataDirectory) {
        Path file = dataDirectory.resolve(NAME);
        OwnerOnly.create(file);
        Connection connection = Sqlite.open(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute(EndpointTable.SCHEMA);
            statement.execute(ReplayTable.SCHEMA);
            statement.execute(MarkTable.SCHEMA);
            return new EndpointFile(file, connection, keys(dataDirectory, EndpointTable.hasSecrets(connection)));
        } catch (SQLException e) {
            close(connection, file);
            throw new StoreException("cannot use the file of webhook endpoints " + file, e);
        } catch (RuntimeException e) {
            close(connection, file);
            throw e;
        }
    }

    /** Where secrets were sealed, a new key would open none of them, and hide that the old one is lost. */
    private static AesGcm keys(Path dataDirectory, boolean areThere) {
        Path keyFile = dataDirectory.resolve(KeyFile.NAME);
        try (KeyFile opened = KeyFile.open(keyFile)) {
            return areThere
                    ? opened.webhookSecrets()
                            .orElseThrow(() -> new StoreException(
                                    "the secrets of the webhook endpoints in " + dataDirectory.resolve(NAME)
                                            + " are sealed under a key that is no longer in " + keyFile + "." + WAY_OUT,
                                    null))
                    : opened.newWebhookSecrets();
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T does(String what, Work<T> work) {
        try {
            return work.on(connection);
        } catch (SQLException e) {
            throw new StoreException("cannot " + what + " the webhook endpoints in " + file, e);
        }
    }

    @Override
    public synchronized List<WebhookEndpoint> endpoints() {
        return does("read", EndpointTable::all).stream().map(this::opened).toList();
    }

    @Override
    public synchronized void keep(WebhookEndpoint endpoint) {
        byte[] sealed = sealed(endpoint);
        does("write", sql -> EndpointTable.keep(sql, endpoint, sealed));
    }

    @Override
    public synchronized List<Replay> replays() {
        return does("read", ReplayTable::running);
    }

    @Override
    public synchronized void keep(Replay replay) {
        does("write", sql -> ReplayTable.keep(sql, replay));
    }

    @Override
    public synchronized Optional<JournalMark> mark() {
        return does("read", MarkTable::find);
    }

    @Override
    public synchronized void note(JournalMark mark) {
        does("write", sql -> MarkTable.keep(sql, mark));
    }

    private byte @Nullable [] sealed(WebhookEndpoint endpoint) {
        if (endpoint.secrets().isEmpty() && endpoint.challenge() == null) {
            return null;
        }
        String text = Sealed.of(endpoint).text();
        try {
            return keys.seal(endpoint.id().value(), text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new StoreException("the secrets of " + endpoint.id() + " cannot be sealed", e);
        }
    }

    private WebhookEndpoint opened(Row row) {
        byte[] sealed = row.sealed();
        if (sealed == null) {
            return row.with(Sealed.NOTHING);
        }
        EndpointId id = row.id();
        try {
            return row.with(Sealed.parse(new String(keys.open(id.value(), sealed), StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new StoreException(
                    "the secrets of " + id + " in " + file
                            + " cannot be opened: they were changed, or moved to this endpoint, or " + KeyFile.NAME
                            + " is another than the one they were sealed with." + WAY_OUT,
                    e);
        }
    }

    @Override
    public synchronized void close() {
        close(connection, file);
    }

    private static void close(Connection connection, Path file) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("cannot close the file of webhook endpoints " + file, e);
        }
    }
}
