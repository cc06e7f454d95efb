/**
 * A payment terminal that is none: the device's side of the protocol of source-systems 5, for tests, demonstrations and
 * crash campaigns. Start at {@link io.quittance.terminal.simulator.TerminalSimulator}; what the device decides stands
 * in {@link io.quittance.terminal.simulator.DeviceRules}, which is pure, and
 * {@link io.quittance.terminal.simulator.Device} does it. What it says about money is in its ledger first.
 */
@NullMarked
package io.quittance.terminal.simulator;

import org.jspecify.annotations.NullMarked;
