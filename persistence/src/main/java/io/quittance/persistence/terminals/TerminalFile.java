package io.quittance.persistence.terminals;

import io.quittance.engine.terminal.Terminal;
import io.quittance.engine.terminal.TerminalStore;
import io.quittance.persistence.OwnerOnly;
import io.quittance.persistence.crypto.AesGcm;
import io.quittance.persistence.crypto.KeyFile;
import io.quittance.persistence.sqlite.Sqlite;
import io.quittance.persistence.sqlite.StoreException;
import io.quittance.persistence.terminals.TerminalTable.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terminals of an installation, in a SQLite file of their own that only its owner can read. The key of a device is
 * sealed with {@link AesGcm} under a key in {@code keys.db}, bound to the terminal's id; so neither file alone opens a
 * device, and a key that was moved to another terminal's row opens none. Times are kept to the millisecond.
 *
 * <p>Several processes may have the file open. Safe for any thread; methods block on the disk. They throw
 * {@link StoreException} when the file cannot be used, and when a key in it cannot be opened.
 */
public final class TerminalFile implements TerminalStore {

    /** The file's name in a data directory. */
    public static final String NAME = "terminals.db";

    private static final String WAY_OUT = " Put " + KeyFile.NAME + " and " + NAME
            + " back from one backup of this directory. If there is none, move " + NAME
            + " away, register the terminals again and pair them anew; payments that are open at them then stay in"
            + " doubt until an operator resolves them.";

    private final Path file;
    private final Connection connection;
    private final AesGcm keys;

    private TerminalFile(Path file, Connection connection, AesGcm keys) {
        this.file = file;
        this.connection = connection;
        this.keys = keys;
    }

    /** Opens {@link #NAME} in a data directory, made when it is not there; the same for its key in {@code keys.db}. */
    public static TerminalFile open(Path dataDirectory) {
        Path file = dataDirectory.resolve(NAME);
        OwnerOnly.create(file);
        Connection connection = Sqlite.open(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute(TerminalTable.SCHEMA);
            return new TerminalFile(file, connection, keys(dataDirectory, TerminalTable.hasKeys(connection)));
        } catch (SQLException e) {
            close(connection, file);
            throw new StoreException("cannot use the file of terminals " + file, e);
        } catch (RuntimeException e) {
            close(connection, file);
            throw e;
        }
    }

    /** Where keys were sealed, a new key would open none of them, and hide that the old one is lost. */
    private static AesGcm keys(Path dataDirectory, boolean areThere) {
        Path keyFile = dataDirectory.resolve(KeyFile.NAME);
        try (KeyFile opened = KeyFile.open(keyFile)) {
            return areThere
                    ? opened.terminalKeys()
                            .orElseThrow(() -> new StoreException(
                                    "the keys of the terminals in " + dataDirectory.resolve(NAME)
                                            + " are sealed under a key that is no longer in " + keyFile + "." + WAY_OUT,
                                    null))
                    : opened.newTerminalKeys();
        }
    }

    @Override
    public synchronized List<Terminal> all() {
        try {
            return TerminalTable.all(connection).stream().map(this::opened).toList();
        } catch (SQLException e) {
            throw new StoreException("cannot read the terminals in " + file, e);
        }
    }

    @Override
    public synchronized void keep(Terminal terminal) {
        try {
            TerminalTable.keep(connection, terminal, sealed(terminal));
        } catch (SQLException e) {
            throw new StoreException("cannot write the terminals in " + file, e);
        }
    }

    private byte @Nullable [] sealed(Terminal terminal) {
        String key = terminal.apiKey();
        try {
            return key == null ? null : keys.seal(terminal.id().value(), key.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new StoreException("the key of " + terminal.id() + " cannot be sealed", e);
        }
    }

    private Terminal opened(Row row) {
        byte[] sealed = row.sealedKey();
        if (sealed == null) {
            return row.terminal();
        }
        String id = row.terminal().id().value();
        try {
            return row.terminal().paired(new String(keys.open(id, sealed), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new StoreException(
                    "the key of " + id + " in " + file
                            + " cannot be opened: it was changed, or moved to this terminal, or " + KeyFile.NAME
                            + " is another than the one it was sealed with." + WAY_OUT,
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
            throw new StoreException("cannot close the file of terminals " + file, e);
        }
    }
}
