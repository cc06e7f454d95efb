/** Webhooks on their way to merchants: where they may go, and how each endpoint is kept apart from all others. */
@NullMarked
package io.quittance.api.webhook;

import org.jspecify.annotations.NullMarked;
