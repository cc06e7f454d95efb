/** Everything that turns records into bytes and rows. Start at {@link io.quittance.persistence.Journals}. */
@NullMarked
package io.quittance.persistence;

import org.jspecify.annotations.NullMarked;
