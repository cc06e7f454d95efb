package io.quittance.persistence.support;

import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.PaymentIntent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Changes a journal behind Quittance's back, with plain SQL. */
public final class Forger {

    private static final String ROW = " WHERE persistence_id = ? AND sequence_number = ?";

    private final String url;

    public Forger(Path journal) {
        this.url = "jdbc:sqlite:" + journal;
    }

    /** Flips bits of one byte of a row; a negative place counts from the end. */
    public void flip(IntentId intent, long sequence, int place, int bits) throws SQLException {
        byte[] row = row(intent, sequence);
        row[place < 0 ? row.length + place : place] ^= (byte) bits;
        write(intent, sequence, row);
    }

    /** Where a text begins in a row. */
    public int placeOf(IntentId intent, long sequence, String text) throws SQLException {
        return new String(row(intent, sequence), StandardCharsets.ISO_8859_1).indexOf(text);
    }

    public void remove(IntentId intent, long sequence) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement delete = connection.prepareStatement("DELETE FROM event_journal" + ROW)) {
            one(at(delete, 1, intent, sequence).executeUpdate());
        }
    }

    private byte[] row(IntentId intent, long sequence) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement query = connection.prepareStatement("SELECT event_payload FROM event_journal" + ROW);
                ResultSet rows = at(query, 1, intent, sequence).executeQuery()) {
            return rows.getBytes(1);
        }
    }

    private void write(IntentId intent, long sequence, byte[] row) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement update =
                        connection.prepareStatement("UPDATE event_journal SET event_payload = ?" + ROW)) {
            update.setBytes(1, row);
            one(at(update, 2, intent, sequence).executeUpdate());
        }
    }

    private static PreparedStatement at(PreparedStatement statement, int first, IntentId intent, long sequence)
            throws SQLException {
        statement.setString(first, PaymentIntent.streamOf(intent));
        statement.setLong(first + 1, sequence);
        return statement;
    }

    private static void one(int rows) {
        if (rows != 1) {
            throw new IllegalStateException(rows + " rows instead of one");
        }
    }
}
