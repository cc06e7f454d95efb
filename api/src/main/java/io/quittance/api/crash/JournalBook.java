package io.quittance.api.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The journal as an outsider reads it, from the format page alone: rows, frames, hash chains, and what the events say
 * of the money. It shares nothing with the engine but the names and fields of the events.
 *
 * @param streams what each intent's events say, by the intent's id
 * @param counts events by name
 * @param findings rows that are not as the format says
 */
record JournalBook(Map<String, RecordedIntent> streams, Map<String, Long> counts, List<String> findings) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVENT_AT = 83;
    private static final int HASH_AT = 9;
    private static final int HASH_CHARS = 64;
    private static final String ROWS =
            "SELECT persistence_id, sequence_number, event_ser_manifest, event_payload, writer"
                    + " FROM event_journal ORDER BY ordering";

    /** Where a stream's chain stands, and who wrote it so far. */
    private static final class Chain {
        private byte[] hash = new byte[HASH_CHARS / 2];
        private long length;
        private String writer = "";
        private final Set<String> writers = new LinkedHashSet<>();
    }

    static JournalBook read(Path data) {
        JournalBook book = new JournalBook(new LinkedHashMap<>(), new HashMap<>(), new ArrayList<>());
        Map<String, Chain> chains = new HashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("journal.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ROWS)) {
            while (rows.next()) {
                String stream = rows.getString(1);
                Chain chain = chains.computeIfAbsent(stream, name -> new Chain());
                book.enter(stream, rows.getLong(2), rows.getString(3), rows.getBytes(4), chain);
                book.noteWriter(stream, rows.getString(5), chain);
            }
            return book;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the journal", e);
        }
    }

    private void enter(String stream, long sequence, String name, byte[] frame, Chain chain) {
        counts.merge(name, 1L, Long::sum);
        byte[] event = new byte[frame.length - 1 - EVENT_AT];
        System.arraycopy(frame, EVENT_AT, event, 0, event.length);
        String stored = new String(frame, HASH_AT, HASH_CHARS, StandardCharsets.US_ASCII);
        chain.length++;
        chain.hash = link(stream, chain, name, event);
        if (sequence != chain.length || !HexFormat.of().formatHex(chain.hash).equals(stored)) {
            findings.add(stream + " event " + sequence + " (" + name + ") breaks the chain");
        }
        String id = stream.substring(stream.indexOf('|') + 1);
        streams.computeIfAbsent(id, RecordedIntent::new).enter(name, parse(event));
    }

    /** One incarnation after the other: who wrote once and was followed does not write again (I10). */
    private void noteWriter(String stream, String writer, Chain chain) {
        boolean isOther = !writer.equals(chain.writer);
        if (isOther && !chain.writers.add(writer)) {
            findings.add(stream + " was written by " + writer + " again after another had written");
        }
        chain.writer = writer;
    }

    private static byte[] link(String stream, Chain chain, String name, byte[] event) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(new byte[] {0, 1});
            sha.update(stream.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            sha.update(ByteBuffer.allocate(Long.BYTES).putLong(chain.length).array());
            sha.update(chain.hash);
            sha.update(name.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return sha.digest(event);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static JsonNode parse(byte[] event) {
        try {
            return JSON.readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException("an event is no JSON", e);
        }
    }

    /** How many events of this name there are. */
    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }
}
