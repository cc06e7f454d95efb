/** Quittance in processes of its own, for the demo, the bench and the crash tests. */
@NullMarked
package io.quittance.api.process;

import org.jspecify.annotations.NullMarked;
