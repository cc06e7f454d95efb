/** The adapter to card terminals: implements the engine's terminal port over JSON-RPC. */
@NullMarked
package io.quittance.terminal;

import org.jspecify.annotations.NullMarked;
