package io.quittance.api.scenarios;

/** How a payer pays. */
sealed interface Means permits Card, Till {}
