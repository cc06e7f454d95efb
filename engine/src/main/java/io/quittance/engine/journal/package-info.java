/** How an event becomes bytes in a hash chain: the ports that a journal implementation fills. */
@NullMarked
package io.quittance.engine.journal;

import org.jspecify.annotations.NullMarked;
