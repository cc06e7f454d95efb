/** The payment intent: state, events, commands, rules, and the one actor that binds them. */
@NullMarked
package io.quittance.engine.intent;

import org.jspecify.annotations.NullMarked;
