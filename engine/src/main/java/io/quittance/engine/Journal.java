package io.quittance.engine;

import akka.actor.setup.Setup;
import com.typesafe.config.Config;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.idempotency.FingerprintKey;
import io.quittance.engine.idempotency.KeyClaims;
import io.quittance.engine.journal.Durability;
import io.quittance.engine.journal.EventCodec;
import io.quittance.engine.journal.JournalCounters;
import io.quittance.engine.personal.PersonalVault;
import io.quittance.engine.reading.ReadModel;
import java.util.Optional;

/**
 * One opened journal with all that an engine needs to write to it. Made by the {@code persistence} module; an engine
 * owns the journal that it was given and closes it last. One journal belongs to one process: opening it a second time
 * is refused.
 */
public interface Journal extends AutoCloseable {

    /** The Akka Persistence settings that route events here. */
    Config akkaConfig();

    /** What the journal's plugin has to find in the actor system, if anything. */
    Optional<Setup> akkaSetup();

    /** How events become bytes. */
    EventCodec codec();

    /** Which intent an idempotency key belongs to. */
    KeyClaims claims();

    /** Reads what was written. */
    JournalReader reader();

    /** Finds intents and events by other things than their name. */
    ReadModel readModel();

    /** Seals and opens personal fields. */
    PersonalVault personal();

    /** The installation's key for request fingerprints, kept outside the journal. */
    FingerprintKey fingerprintKey();

    /** What an acknowledged commit survives. */
    Durability durability();

    /** What was written since the journal was opened. */
    JournalCounters counters();

    @Override
    void close();
}
