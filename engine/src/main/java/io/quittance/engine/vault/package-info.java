/** Cards that are kept, encrypted, outside the journal, and only while they are needed. */
@NullMarked
package io.quittance.engine.vault;

import org.jspecify.annotations.NullMarked;
