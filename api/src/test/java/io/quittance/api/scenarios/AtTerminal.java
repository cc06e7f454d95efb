package io.quittance.api.scenarios;

/** What a merchant asks of a terminal besides a payment. */
enum AtTerminal {
    CANCEL,
    SETTLE,
    REMOVE
}
