/** Which intent an idempotency key belongs to: what is stored, and what is about to be. */
@NullMarked
package io.quittance.persistence.claims;

import org.jspecify.annotations.NullMarked;
