/** Amounts of money: integer minor units with an ISO 4217 currency. Nothing here rounds. */
@NullMarked
package io.quittance.engine.money;

import org.jspecify.annotations.NullMarked;
