/** One attempt to take money through a processor: its order, its outcome, and the inquiry that ends every doubt. */
@NullMarked
package io.quittance.engine.attempt;

import org.jspecify.annotations.NullMarked;
