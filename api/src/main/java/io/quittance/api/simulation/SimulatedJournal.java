package io.quittance.api.simulation;

import akka.actor.setup.Setup;
import com.typesafe.config.Config;
import io.quittance.engine.Journal;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.idempotency.FingerprintKey;
import io.quittance.engine.idempotency.KeyClaims;
import io.quittance.engine.journal.Durability;
import io.quittance.engine.journal.EventCodec;
import io.quittance.engine.journal.JournalCounters;
import io.quittance.engine.personal.PersonalFields;
import io.quittance.engine.personal.PersonalVault;
import io.quittance.engine.personal.Sealed;
import io.quittance.engine.reading.ReadModel;
import io.quittance.persistence.claims.ReservedClaims;
import io.quittance.persistence.serialization.JsonEventCodec;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The journal of one simulated process: the real names, bytes, chain and claims over the store that all processes
 * share. Keys are fixed, so that equal seeds make equal bytes.
 */
final class SimulatedJournal implements Journal {

    /** The real one; pure, so one for all. */
    static final EventCodec CODEC = new JsonEventCodec();

    private static final FingerprintKey FINGERPRINTS = FingerprintKey.of(new byte[32]);

    private final Lane lane;
    private final SimulatedStore store;
    private final StoreDoor door;
    private final KeyClaims claims;

    SimulatedJournal(Lane lane, SimulatedStore store, StoreDoor door) {
        this.lane = lane;
        this.store = store;
        this.door = door;
        this.claims = new ReservedClaims(claim -> {
            CompletableFuture<Optional<IntentId>> looked = new CompletableFuture<>();
            lane.world().ready(lane, () -> looked.complete(store.holderOf(claim)));
            return looked;
        });
    }

    @Override
    public Config akkaConfig() {
        return SimulatedSettings.of(lane);
    }

    @Override
    public Optional<Setup> akkaSetup() {
        return Optional.of(new SimulatedJournalSetup(door));
    }

    @Override
    public EventCodec codec() {
        return CODEC;
    }

    @Override
    public KeyClaims claims() {
        return claims;
    }

    @Override
    public JournalReader reader() {
        return store;
    }

    @Override
    public ReadModel readModel() {
        return new SimulatedReadModel(store, CODEC);
    }

    /** Seals nothing: a simulation knows no persons. */
    @Override
    public PersonalVault personal() {
        return new PersonalVault() {
            @Override
            public CompletionStage<Sealed> seal(String subject, String context, PersonalFields fields) {
                return CompletableFuture.completedFuture(new Sealed(subject, ""));
            }

            @Override
            public CompletionStage<PersonalFields> open(Sealed sealed, String context) {
                return CompletableFuture.completedFuture(PersonalFields.NONE);
            }
        };
    }

    @Override
    public FingerprintKey fingerprintKey() {
        return FINGERPRINTS;
    }

    @Override
    public Durability durability() {
        return Durability.NONE;
    }

    @Override
    public JournalCounters counters() {
        return new JournalCounters(store.end(), store.end());
    }

    @Override
    public void close() {
        // The store belongs to the world.
    }
}
