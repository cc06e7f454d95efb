package io.quittance.planted.engine.intent;

/** Pure at first sight; what it holds is not. */
record ImpureState(Told told) {}
