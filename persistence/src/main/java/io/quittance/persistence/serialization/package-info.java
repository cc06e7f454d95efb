/** Events as the auditors read them: names, JSON, and the frame that carries the hash. */
@NullMarked
package io.quittance.persistence.serialization;

import org.jspecify.annotations.NullMarked;
