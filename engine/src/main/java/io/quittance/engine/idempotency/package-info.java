/** Why a repeated request has one effect: keys, fingerprints, and the durable claim of a key. */
@NullMarked
package io.quittance.engine.idempotency;

import org.jspecify.annotations.NullMarked;
