package io.quittance.engine.journal;

/**
 * What a journal has written since it was opened.
 *
 * @param events rows written
 * @param commits transactions that hold them; at the power-safe level each ended with an fsync
 */
public record JournalCounters(long events, long commits) {}
