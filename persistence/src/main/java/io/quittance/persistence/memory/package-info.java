/** A journal in memory, for tests: it keeps the same bytes, and keeps nothing. */
@NullMarked
package io.quittance.persistence.memory;

import org.jspecify.annotations.NullMarked;
