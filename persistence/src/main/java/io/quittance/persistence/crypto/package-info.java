/** Keys that live outside the journal, and what is sealed under them. */
@NullMarked
package io.quittance.persistence.crypto;

import org.jspecify.annotations.NullMarked;
