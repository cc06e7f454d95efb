package io.quittance.persistence.sqlite;

import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.journal.Recorded;
import io.quittance.persistence.serialization.RecordedFrame;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads a journal file, also while a server writes to it, and needs no server. */
public final class SqliteJournalReader implements JournalReader {

    private static final String COLUMNS =
            "SELECT ordering, persistence_id, sequence_number, event_ser_manifest, event_payload FROM event_journal";
    private static final String STREAM = COLUMNS + " WHERE persistence_id = ? ORDER BY sequence_number";
    private static final String AFTER = COLUMNS + " WHERE ordering > ? ORDER BY ordering";

    private static final String END = "SELECT max(ordering) FROM event_journal";

    private final Path file;

    /** A reader of a journal file. */
    public SqliteJournalReader(Path file) {
        this.file = file;
    }

    @Override
    public List<JournalEntry> stream(String persistenceId) {
        List<JournalEntry> entries = new ArrayList<>();
        read(STREAM, persistenceId, entries::add);
        return entries;
    }

    @Override
    public Map<String, List<JournalEntry>> streams(Collection<String> persistenceIds) {
        Map<String, List<JournalEntry>> streams = new HashMap<>();
        if (persistenceIds.isEmpty()) {
            return streams;
        }
        try (Connection connection = Sqlite.openToRead(file);
                PreparedStatement query = connection.prepareStatement(STREAM)) {
            for (String stream : persistenceIds) {
                query.setString(1, stream);
                List<JournalEntry> entries = new ArrayList<>();
                read(query, entries::add);
                streams.put(stream, entries);
            }
        } catch (SQLException e) {
            throw new StoreException("cannot read " + file, e);
        }
        return streams;
    }

    @Override
    public List<JournalEntry> after(long position, int most) {
        List<JournalEntry> entries = new ArrayList<>();
        read(AFTER + " LIMIT " + most, position, entries::add);
        return entries;
    }

    @Override
    public long end() {
        try (Connection connection = Sqlite.openToRead(file);
                PreparedStatement query = connection.prepareStatement(END);
                ResultSet row = query.executeQuery()) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new StoreException("cannot read " + file, e);
        }
    }

    @Override
    public void forEach(long position, Consumer<JournalEntry> reader) {
        read(AFTER, position, reader);
    }

    private void read(String sql, Object parameter, Consumer<JournalEntry> reader) {
        try (Connection connection = Sqlite.openToRead(file);
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, parameter);
            read(query, reader);
        } catch (SQLException e) {
            throw new StoreException("cannot read " + file, e);
        }
    }

    private static void read(PreparedStatement query, Consumer<JournalEntry> reader) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                reader.accept(entry(rows));
            }
        }
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        Recorded recorded = RecordedFrame.read(row.getString(4), row.getBytes(5));
        return new JournalEntry(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                recorded.manifest(),
                recorded.payload(),
                recorded.hash());
    }
}
