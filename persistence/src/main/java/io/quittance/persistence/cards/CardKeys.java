package io.quittance.persistence.cards;

import io.quittance.persistence.sqlite.StoreException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key set as it is now: when its file was replaced, it is read again. A file that cannot be used leaves the keys as
 * they were. For one thread, inside a transaction of the vault's file: so nobody seals with a key that a rotation has
 * just taken away.
 */
final class CardKeys {

    private static final Logger LOG = LoggerFactory.getLogger(CardKeys.class);

    private final CardKeyFile file;
    private CardKeySet keys;
    private CardKeyFile.Mark mark;

    private CardKeys(CardKeyFile file, CardKeySet keys, CardKeyFile.Mark mark) {
        this.file = file;
        this.keys = keys;
        this.mark = mark;
    }

    /** Reads the keys, made when nothing was ever sealed; throws when they are not those of the file of cards. */
    static CardKeys open(Connection connection, CardKeyFile file) throws SQLException {
        if (!file.exists()) {
            requireNew(connection, file);
            file.write(CardKeySet.random());
        }
        try {
            CardKeyFile.Mark mark = file.mark();
            CardKeySet keys = file.read();
            CardKeyTable.check(connection, keys, file.path());
            return new CardKeys(file, keys, mark);
        } catch (IOException e) {
            throw new StoreException("cannot read the keys of cards " + file.path(), e);
        }
    }

    private static void requireNew(Connection connection, CardKeyFile file) throws SQLException {
        if (!CardKeyTable.isEmpty(connection)) {
            throw new StoreException(
                    "the keys of the cards are gone: " + file.path() + " is not there, and " + CardFile.NAME
                            + " was used with it. Put the file back. If it is lost, the cards are: move "
                            + CardFile.NAME + " away, and let the customers give their cards again.",
                    null);
        }
    }

    /** The keys, read again when their file has changed. */
    CardKeySet current(Connection connection) throws SQLException {
        try {
            CardKeyFile.Mark now = file.mark();
            if (!now.equals(mark)) {
                mark = now;
                CardKeySet changed = file.read();
                CardKeyTable.check(connection, changed, file.path());
                keys = changed;
                LOG.info("the keys of cards were changed; new cards are sealed under key {}", number(keys.primary()));
            }
        } catch (IOException | StoreException e) {
            LOG.error("the keys of cards were changed and cannot be used; the former ones are used on", e);
        }
        return keys;
    }

    static String number(int keyId) {
        return Integer.toUnsignedString(keyId);
    }
}
