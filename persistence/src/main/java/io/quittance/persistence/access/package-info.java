/** Who may call a server: the store of API keys, apart from the journal. */
@NullMarked
package io.quittance.persistence.access;

import org.jspecify.annotations.NullMarked;
