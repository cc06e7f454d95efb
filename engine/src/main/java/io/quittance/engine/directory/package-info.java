/** Finds the one live actor of a name, starting it when needed and letting it leave memory when idle. */
@NullMarked
package io.quittance.engine.directory;

import org.jspecify.annotations.NullMarked;
