package io.quittance.persistence.sqlite;

import akka.actor.setup.Setup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.quittance.engine.Journal;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.idempotency.FingerprintKey;
import io.quittance.engine.idempotency.KeyClaims;
import io.quittance.engine.journal.Durability;
import io.quittance.engine.journal.EventCodec;
import io.quittance.engine.journal.JournalCounters;
import io.quittance.engine.personal.PersonalVault;
import io.quittance.engine.reading.ReadModel;
import io.quittance.persistence.Journals;
import io.quittance.persistence.claims.ReservedClaims;
import io.quittance.persistence.crypto.KeyFile;
import io.quittance.persistence.readmodel.SqliteReadModel;
import io.quittance.persistence.serialization.JsonEventCodec;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The embedded journal: {@code journal.db} (events), {@code keys.db} (secrets that must never be in the journal) and
 * {@code read-model.db} (lists, made from the journal) in a data directory that this process holds alone.
 */
public final class SqliteJournal implements Journal {

    private final OpenParts parts;
    private final Path file;
    private final EventCodec codec = new JsonEventCodec();
    private final GroupCommitWriter writer;
    private final JournalLookup lookup;
    private final KeyClaims claims;
    private final KeyFile keys;
    private final ReadModel readModel;

    private SqliteJournal(DataDirectory directory, OpenParts parts) {
        this.parts = parts;
        this.file = directory.file(Journals.JOURNAL_FILE);
        KeyFile opened = KeyFile.open(directory.file(KeyFile.NAME));
        this.keys = parts.add(opened, opened::close);
        GroupCommitWriter commits = new GroupCommitWriter(file);
        this.writer = parts.add(commits, commits::close);
        JournalLookup lookups = new JournalLookup(file);
        this.lookup = parts.add(lookups, lookups::close);
        this.claims = new ReservedClaims(lookup::holderOf);
        ReadModel lists = SqliteReadModel.follow(directory.file(Journals.READ_MODEL_FILE), reader(), codec);
        this.readModel = parts.add(lists, lists::close);
    }

    /** Opens the journal of a data directory; refuses one that another process holds. A failure leaves nothing open. */
    public static SqliteJournal open(Path dataDirectory) {
        OpenParts parts = new OpenParts();
        try {
            DataDirectory directory = DataDirectory.hold(dataDirectory);
            return new SqliteJournal(parts.add(directory, directory::close), parts);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** Makes the read model of a data directory again, while no other process holds it. */
    public static long rebuildReadModel(Path dataDirectory) {
        try (DataDirectory directory = DataDirectory.hold(dataDirectory)) {
            return SqliteReadModel.rebuild(
                    directory.file(Journals.READ_MODEL_FILE), Journals.reader(dataDirectory), new JsonEventCodec());
        }
    }

    @Override
    public Config akkaConfig() {
        return ConfigFactory.parseResources("journal-embedded.conf")
                .withValue(
                        "akka-persistence-jdbc.shared-databases.slick.db.url",
                        ConfigValueFactory.fromAnyRef(Sqlite.url(file)));
    }

    @Override
    public Optional<Setup> akkaSetup() {
        return Optional.of(new SqliteJournalSetup(writer, lookup));
    }

    @Override
    public EventCodec codec() {
        return codec;
    }

    @Override
    public KeyClaims claims() {
        return claims;
    }

    @Override
    public JournalReader reader() {
        return new SqliteJournalReader(file);
    }

    @Override
    public ReadModel readModel() {
        return readModel;
    }

    @Override
    public PersonalVault personal() {
        return keys.personalVault();
    }

    @Override
    public FingerprintKey fingerprintKey() {
        return keys.fingerprintKey();
    }

    @Override
    public Durability durability() {
        return Durability.POWER_SAFE;
    }

    @Override
    public JournalCounters counters() {
        return writer.counters();
    }

    /**
     * What was opened last is closed first, and the directory last. The writer outlives all readers: only it can bring
     * the write-ahead log home, so that {@code journal.db} alone is the whole journal.
     */
    @Override
    public void close() {
        parts.close();
    }
}
