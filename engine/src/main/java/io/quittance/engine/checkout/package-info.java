/**
 * The payer's side: access tokens, 3-D Secure before the authorisation, and the pause before the money is asked for.
 */
@NullMarked
package io.quittance.engine.checkout;

import org.jspecify.annotations.NullMarked;
