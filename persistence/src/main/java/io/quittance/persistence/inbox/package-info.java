/** Notifications of providers, kept apart from the journal: without their bodies, and not for ever. */
@NullMarked
package io.quittance.persistence.inbox;

import org.jspecify.annotations.NullMarked;
