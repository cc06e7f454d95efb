/** One notification on its way to one endpoint: what is owed, each try of it, and when the next one is due. */
@NullMarked
package io.quittance.engine.delivery;

import org.jspecify.annotations.NullMarked;
