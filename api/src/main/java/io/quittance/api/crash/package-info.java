/** Kills the real server under load, again and again, and counts what survived. */
@NullMarked
package io.quittance.api.crash;

import org.jspecify.annotations.NullMarked;
