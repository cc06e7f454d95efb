package io.quittance.planted.engine.attempt;

import io.quittance.planted.engine.intent.Told;

/** Looks back at its intent: against the direction, and a cycle. */
public record PaymentAttempt(Told told) {}
