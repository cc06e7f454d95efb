/** Tests of the receiver that merchants try with. */
@NullMarked
package io.quittance.api.receiver;

import org.jspecify.annotations.NullMarked;
