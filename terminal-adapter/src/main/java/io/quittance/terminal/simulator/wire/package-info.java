/** The ports of a simulated terminal: how bytes become requests to the device, and its answers bytes. */
@NullMarked
package io.quittance.terminal.simulator.wire;

import org.jspecify.annotations.NullMarked;
