package io.quittance.persistence.cards;

import io.quittance.persistence.sqlite.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which keys have sealed cards here: for each a word sealed under it. So another key set, or an older one, is noticed
 * at the start, and not when a customer pays.
 */
final class CardKeyTable {

    static final String SCHEMA = "CREATE TABLE IF NOT EXISTS card_key (id INTEGER PRIMARY KEY, word BLOB NOT NULL)";
    private static final String ALL = "SELECT id, word FROM card_key";
    private static final String ADD = "INSERT OR IGNORE INTO card_key (id, word) VALUES (?, ?)";
    private static final byte[] WORD = "quittance cards".getBytes(StandardCharsets.US_ASCII);

    private CardKeyTable() {}

    static boolean isEmpty(Connection connection) throws SQLException {
        return words(connection).isEmpty();
    }

    /**
     * Notes the keys; throws when one is missing that was noted before, or is another now.
     *
     * @param file where the keys are from, for the message
     */
    static void check(Connection connection, CardKeySet keys, Path file) throws SQLException {
        Map<Integer, byte[]> words = words(connection);
        words.forEach((id, word) -> require(opens(keys, id, word), id, file));
        for (int id : missing(keys, words)) {
            note(connection, keys, id);
        }
    }

    private static List<Integer> missing(CardKeySet keys, Map<Integer, byte[]> words) {
        List<Integer> ids = new ArrayList<>(keys.ids());
        ids.removeAll(words.keySet());
        return ids;
    }

    private static boolean opens(CardKeySet keys, int id, byte[] word) {
        try {
            return keys.ids().contains(id) && keys.open(word, WORD).length == 0;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void require(boolean isThere, int id, Path file) {
        if (!isThere) {
            throw new StoreException(
                    "cards in " + CardFile.NAME + " are sealed under key " + Integer.toUnsignedString(id)
                            + ", which is not in " + file + ": it is not the key set of this directory, or an older"
                            + " one. Put back the one that belongs to it (--card-keys names another file). If it is"
                            + " lost, the cards are: move " + CardFile.NAME + " away, and let the customers give their"
                            + " cards again. Nothing was changed.",
                    null);
        }
    }

    private static void note(Connection connection, CardKeySet keys, int id) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(ADD)) {
            row.setInt(1, id);
            row.setBytes(2, keys.only(id).seal(new byte[0], WORD));
            row.executeUpdate();
        } catch (GeneralSecurityException e) {
            throw new StoreException("a key for cards cannot be used", e);
        }
    }

    private static Map<Integer, byte[]> words(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(ALL)) {
            Map<Integer, byte[]> words = new TreeMap<>();
            while (rows.next()) {
                words.put(rows.getInt(1), rows.getBytes(2));
            }
            return words;
        }
    }
}
