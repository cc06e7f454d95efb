/**
 * The access tokens of an intent: what a payer's browser was given, and how far it has come. Part of the intent's own
 * state.
 */
@NullMarked
package io.quittance.engine.token;

import org.jspecify.annotations.NullMarked;
