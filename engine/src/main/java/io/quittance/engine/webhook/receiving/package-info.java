/** For merchants on the JVM: receives our webhooks, believes only signed ones, and has each processed once. */
@NullMarked
package io.quittance.engine.webhook.receiving;

import org.jspecify.annotations.NullMarked;
