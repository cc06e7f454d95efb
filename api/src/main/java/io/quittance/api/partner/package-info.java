/**
 * The connector to a payment service provider over the Partner API: debits, refunds, cancels and status inquiries out,
 * webhooks in. Start at {@link io.quittance.api.partner.PartnerConnector}.
 */
@NullMarked
package io.quittance.api.partner;

import org.jspecify.annotations.NullMarked;
