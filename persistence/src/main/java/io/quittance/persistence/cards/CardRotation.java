package io.quittance.persistence.cards;

import io.quittance.persistence.sqlite.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the cards of an installation a new key, also while a server uses them: it notices before the next card. Former
 * keys go on to open what they sealed. Methods block on the disk and throw {@link StoreException}; for one thread.
 */
public final class CardRotation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CardRotation.class);
    private static final int ROWS_PER_COMMIT = 100;

    private final Path file;
    private final CardKeyFile keySet;
    private final Connection connection;

    private CardRotation(Path file, CardKeyFile keySet, Connection connection) {
        this.file = file;
        this.keySet = keySet;
        this.connection = connection;
    }

    /**
     * What sealing anew came to.
     *
     * @param sealed how many cards are under the primary key now that were not
     * @param unreadable how many could not be opened, and are as they were
     */
    public record Resealed(int sealed, int unreadable) {}

    /** Whether a data directory has a file of cards. */
    public static boolean isThere(Path dataDirectory) {
        return Files.exists(dataDirectory.resolve(CardFile.NAME));
    }

    /** Opens the file of cards of a data directory, and the key set that belongs to it. */
    public static CardRotation open(Path dataDirectory, Path keySet) {
        Path file = dataDirectory.resolve(CardFile.NAME);
        CardKeyFile keys = new CardKeyFile(keySet);
        Connection connection = CardFile.connect(file);
        try {
            CardFile.inTransaction(connection, with -> CardKeys.open(with, keys));
            return new CardRotation(file, keys, connection);
        } catch (SQLException | RuntimeException e) {
            throw CardFile.closed(connection, file, e);
        }
    }

    /** Adds a key, under which cards are sealed from now on; tells its id. Two at the same time add one each. */
    public String rotate() {
        return does(with -> {
            try {
                CardKeySet next = keySet.read().rotated();
                keySet.write(next);
                CardKeyTable.check(with, next, keySet.path());
                return CardKeys.number(next.primary());
            } catch (GeneralSecurityException e) {
                throw new StoreException("cannot add a key to " + keySet.path(), e);
            }
        });
    }

    /** Seals the cards anew that are under former keys, some at a time, so that a server is not held up. */
    public Resealed reseal() {
        Resealed sum = new Resealed(0, 0);
        String last = "";
        while (true) {
            String after = last;
            List<CardRow> rows = does(with -> CardTable.after(with, after, ROWS_PER_COMMIT));
            if (rows.isEmpty()) {
                return sum;
            }
            Resealed some = does(with -> reseal(with, rows));
            sum = new Resealed(sum.sealed + some.sealed, sum.unreadable + some.unreadable);
            last = rows.get(rows.size() - 1).id().body();
        }
    }

    private Resealed reseal(Connection with, List<CardRow> rows) throws SQLException {
        CardKeySet keys = keySet.read();
        int sealed = 0;
        int unreadable = 0;
        for (CardRow row : rows) {
            try {
                if (!keys.isPrimary(row.sealed())) {
                    CardTable.reseal(with, row, keys.seal(keys.open(row.sealed(), row.place()), row.place()));
                    sealed++;
                }
            } catch (GeneralSecurityException e) {
                LOG.error("the number of {} cannot be opened, and stays as it is", row.id(), e);
                unreadable++;
            }
        }
        return new Resealed(sealed, unreadable);
    }

    private <T> T does(CardThread.Work<T> work) {
        try {
            return CardFile.inTransaction(connection, work);
        } catch (SQLException e) {
            throw new StoreException("cannot use the file of cards " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("cannot close the file of cards " + file, e);
        }
    }
}
