package io.quittance.engine.vault;

/**
 * A card as its merchant sees it.
 *
 * @param isExpired whether its last month is over now
 */
public record CardView(HeldCard card, boolean isExpired) {}
