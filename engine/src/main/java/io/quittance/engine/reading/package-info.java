/** Looking at many intents at once: lists and the feed of events, from a read model that follows the journal. */
@NullMarked
package io.quittance.engine.reading;

import org.jspecify.annotations.NullMarked;
