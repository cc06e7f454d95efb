package io.quittance.engine.intent;

import akka.actor.typed.ActorRef;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.directory.LocalDirectory;
import io.quittance.engine.idempotency.KeyClaimCommand;
import io.quittance.engine.journal.EventCodec;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What every payment intent needs from around it.
 *
 * @param codec how its events become bytes
 * @param processor who moves the money
 * @param clock where time comes from
 * @param claims the directory of key claims
 * @param idle how long it stays in memory with nothing to do
 */
public record IntentPorts(
        EventCodec codec,
        Processor processor,
        InstantSource clock,
        ActorRef<LocalDirectory.Message<KeyClaimCommand>> claims,
        Duration idle) {}
