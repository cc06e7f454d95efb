/** The embedded journal: one SQLite file, one writer that groups commits, an fsync before every acknowledgement. */
@NullMarked
package io.quittance.persistence.sqlite;

import org.jspecify.annotations.NullMarked;
