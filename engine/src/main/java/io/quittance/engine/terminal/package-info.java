/**
 * The merchants' card terminals, as the engine sees them: what can be asked of them besides money, and where they are
 * kept. Money goes to them as to every counterparty, through the {@link io.quittance.engine.attempt.Processor} port.
 */
@NullMarked
package io.quittance.engine.terminal;

import org.jspecify.annotations.NullMarked;
