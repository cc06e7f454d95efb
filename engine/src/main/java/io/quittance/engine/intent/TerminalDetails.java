package io.quittance.engine.intent;

import org.jspecify.annotations.Nullable;

/**
 * The terminal at which the payer pays, as a caller names it, not yet checked.
 *
 * @param terminalId e.g. {@code tm_4qf…}
 */
public record TerminalDetails(@Nullable String terminalId) implements MethodDetails {}
