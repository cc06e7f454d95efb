/** What may be personal is sealed before it reaches an event, under a key kept outside the journal. */
@NullMarked
package io.quittance.engine.personal;

import org.jspecify.annotations.NullMarked;
