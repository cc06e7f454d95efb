package io.quittance.engine.checkout;

import io.quittance.engine.vault.CardVault;

/**
 * What an engine needs for payers in browsers and for saved cards; it closes the vault.
 *
 * @param vault keeps cards while they are needed
 * @param authenticator asks the cards' issuers who pays
 */
public record CheckoutParts(CardVault vault, Authenticator authenticator) {}
