/** The card vault's file, and the key set under which card numbers are sealed in it. */
@NullMarked
package io.quittance.persistence.cards;

import org.jspecify.annotations.NullMarked;
