package io.quittance.persistence.memory;

import akka.actor.setup.Setup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.quittance.engine.Journal;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.idempotency.FingerprintKey;
import io.quittance.engine.idempotency.KeyClaims;
import io.quittance.engine.journal.Durability;
import io.quittance.engine.journal.EventCodec;
import io.quittance.engine.journal.JournalCounters;
import io.quittance.engine.personal.PersonalVault;
import io.quittance.engine.reading.ReadModel;
import io.quittance.persistence.claims.ReservedClaims;
import io.quittance.persistence.crypto.InMemoryKeys;
import io.quittance.persistence.readmodel.SqliteReadModel;
import io.quittance.persistence.serialization.JsonEventCodec;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A journal that is gone with the process. The same bytes, names and hash chain as a stored one. For tests. */
public final class InMemoryJournal implements Journal {

    private final InMemoryEvents events = new InMemoryEvents();
    private final KeyClaims claims =
            new ReservedClaims(claim -> CompletableFuture.completedFuture(events.holderOf(claim)));
    private final EventCodec codec = new JsonEventCodec();
    private final InMemoryKeys keys = new InMemoryKeys();
    private @Nullable ReadModel readModel;

    @Override
    public Config akkaConfig() {
        return ConfigFactory.parseResources("journal-inmem.conf");
    }

    @Override
    public Optional<Setup> akkaSetup() {
        return Optional.of(new InMemoryJournalSetup(events));
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
        return events;
    }

    /** Made when it is first asked for: most tests do not list. */
    @Override
    public synchronized ReadModel readModel() {
        if (readModel == null) {
            readModel = SqliteReadModel.inMemory(events, codec);
        }
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
        return Durability.NONE;
    }

    @Override
    public JournalCounters counters() {
        return new JournalCounters(events.size(), events.size());
    }

    @Override
    public synchronized void close() {
        if (readModel != null) {
            readModel.close();
        }
    }
}
