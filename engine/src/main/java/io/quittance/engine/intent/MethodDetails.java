package io.quittance.engine.intent;

/** How the payer pays, as a caller sends it, not yet checked. */
public sealed interface MethodDetails permits CardDetails, TokenDetails, CrossReferenceDetails, TerminalDetails {}
