/** Which card terminals there are: kept apart from the journal, with the keys of the devices encrypted. */
@NullMarked
package io.quittance.persistence.terminals;

import org.jspecify.annotations.NullMarked;
