/**
 * Webhooks to merchants: their endpoints, what each of them hears, how it is sent, and how it is asked for again. What
 * is owed of an intent is part of the intent itself.
 */
@NullMarked
package io.quittance.engine.webhook;

import org.jspecify.annotations.NullMarked;
