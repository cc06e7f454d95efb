package io.quittance.api.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Measures {@link RawJournalLimit} in a scratch directory that it makes and removes. */
final class RawJournal {

    static final int PAYLOAD_BYTES = 450;
    static final List<Integer> ROWS_PER_COMMIT = List.of(1, 16, 64, 256);

    private static final Duration WARM_UP = Duration.ofMillis(500);
    private static final int WARM_UP_ROWS_PER_COMMIT = 64;
    private static final int INTENTS_AT_ONCE = 64;
    private static final int EVENTS_PER_INTENT = 4;
    private static final String OPTIONS = "?journal_mode=WAL&synchronous=FULL";
    private static final String TABLE = """
            CREATE TABLE event_journal (
              ordering INTEGER PRIMARY KEY AUTOINCREMENT, deleted BOOLEAN NOT NULL DEFAULT 0,
              persistence_id TEXT NOT NULL, sequence_number INTEGER NOT NULL, writer TEXT NOT NULL,
              write_timestamp INTEGER NOT NULL, adapter_manifest TEXT NOT NULL, event_payload BLOB NOT NULL,
              event_ser_id INTEGER NOT NULL, event_ser_manifest TEXT NOT NULL, meta_payload BLOB,
              meta_ser_id INTEGER, meta_ser_manifest TEXT, UNIQUE (persistence_id, sequence_number))""";
    private static final String INSERT = """
            INSERT INTO event_journal (deleted, persistence_id, sequence_number, writer, write_timestamp,
              adapter_manifest, event_payload, event_ser_id, event_ser_manifest)
            VALUES (0, ?, ?, '4c0d8f0e-6c5b-4c6e-9a0e-2f7d1b3a5c7e', ?, '', ?, 20771, 'intent.created.v1')""";

    private final Path directory;
    private final SplittableRandom random = new SplittableRandom(1);
    private final String[] intents = new String[INTENTS_AT_ONCE];
    private final byte[] payload = new byte[PAYLOAD_BYTES];
    private long row;

    private RawJournal(Path directory) {
        this.directory = directory;
        Arrays.fill(payload, "x".getBytes(StandardCharsets.US_ASCII)[0]);
    }

    /**
     * Measures every size of group for that long. Blocks.
     *
     * @param parent a directory on the disk in question
     */
    static RawJournalLimit measure(Path parent, Duration perGroup) throws IOException, SQLException {
        Path scratch = Files.createTempDirectory(parent, "raw-limit-");
        try {
            RawJournal raw = new RawJournal(scratch);
            raw.rowsPerSecond(WARM_UP_ROWS_PER_COMMIT, WARM_UP);
            List<RawJournalLimit.Group> groups = new ArrayList<>();
            for (int rows : ROWS_PER_COMMIT) {
                groups.add(new RawJournalLimit.Group(rows, raw.rowsPerSecond(rows, perGroup)));
            }
            String place =
                    parent.toRealPath() + " (" + Files.getFileStore(parent).type() + ")";
            return new RawJournalLimit(groups, (double) Files.size(raw.file()) / raw.row, place, null);
        } finally {
            remove(scratch);
        }
    }

    private Path file() {
        return directory.resolve("raw.db");
    }

    /** Into a new file each time. */
    private double rowsPerSecond(int rowsPerCommit, Duration time) throws IOException, SQLException {
        Files.deleteIfExists(file());
        row = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file() + OPTIONS)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(TABLE);
            }
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                long start = System.nanoTime();
                while (System.nanoTime() - start < time.toNanos()) {
                    insertGroup(insert, rowsPerCommit);
                    connection.commit();
                }
                return row / ((System.nanoTime() - start) / 1e9);
            }
        }
    }

    private void insertGroup(PreparedStatement insert, int rows) throws SQLException {
        long now = System.currentTimeMillis();
        for (int i = 0; i < rows; i++) {
            int slot = (int) (row % INTENTS_AT_ONCE);
            long sequenceNumber = row / INTENTS_AT_ONCE % EVENTS_PER_INTENT + 1;
            if (sequenceNumber == 1) {
                intents[slot] = "PaymentIntent|" + random.nextLong() + "" + random.nextLong();
            }
            insert.setString(1, intents[slot]);
            insert.setLong(2, sequenceNumber);
            insert.setLong(3, now);
            insert.setBytes(4, payload);
            insert.addBatch();
            row++;
        }
        insert.executeBatch();
    }

    private static void remove(Path scratch) throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(scratch);
    }
}
