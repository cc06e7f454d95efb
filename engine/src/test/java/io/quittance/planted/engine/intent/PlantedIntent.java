package io.quittance.planted.engine.intent;

import io.quittance.planted.engine.attempt.PaymentAttempt;

/** Uses an attempt, as an intent may. */
public record PlantedIntent(PaymentAttempt attempt) {}
