/** The read model: lists and the feed, in a SQLite file of its own that is made from the journal. */
@NullMarked
package io.quittance.persistence.readmodel;

import org.jspecify.annotations.NullMarked;
