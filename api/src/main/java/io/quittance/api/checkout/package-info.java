/**
 * The hosted payment page: where a payer gives a card for an access token, and sees what became of it. It needs no API
 * key; who has the token may pay with it.
 */
@NullMarked
package io.quittance.api.checkout;

import org.jspecify.annotations.NullMarked;
