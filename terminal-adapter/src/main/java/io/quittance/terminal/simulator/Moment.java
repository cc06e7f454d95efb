package io.quittance.terminal.simulator;

import java.time.Instant;

/** What a device's decision looks at. */
record Moment(DeviceState state, LedgerView ledger, Instant now) {}
