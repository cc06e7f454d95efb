/** The names of things: intents, merchants, and how an intent's name follows from the merchant's own reference. */
@NullMarked
package io.quittance.engine.id;

import org.jspecify.annotations.NullMarked;
