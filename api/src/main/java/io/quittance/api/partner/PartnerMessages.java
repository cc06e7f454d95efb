package io.quittance.api.partner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.attempt.PaymentMethod;
import java.time.Instant;
import java.util.Locale;

/**
 * Our orders in the words of the Partner API. Of a card's brand an operation knows nothing, so every message names the
 * same brand. Pure.
 */
final class PartnerMessages {

    private static final String BRAND = "CARD";
    private static final String MERCHANT = "Quittance";

    /** Our names of an order and of what it is about, beside the provider's. */
    private static final String REFERENCE = "quittanceReference";

    private static final String ORIGINAL = "quittanceOriginal";

    private PartnerMessages() {}

    /** @param address where the provider reaches us */
    static ObjectNode debit(AttemptOrder order, PaymentMethod.Card card, String amount, String address, Instant now) {
        ObjectNode body = money(common(order, address, now), order, amount, "DB")
                .put("merchantName", MERCHANT)
                .put(
                        "shopperResultUrl",
                        order.returnUrl() == null ? address + PartnerRoutes.RETURNED : order.returnUrl());
        ObjectNode sent = body.putObject("card").put("number", card.number());
        if (card.securityCode() != null) {
            sent.put("cvv", card.securityCode());
        }
        sent.put("expiryMonth", String.format(Locale.ROOT, "%02d", card.expiry().getMonthValue()))
                .put("expiryYear", String.valueOf(card.expiry().getYear()));
        return body;
    }

    static ObjectNode refund(OperationOrder order, String amount, String address, Instant now) {
        return money(common(order, address, now), order, amount, "RF");
    }

    static ObjectNode cancel(OperationOrder order, String address, Instant now) {
        return common(order, address, now);
    }

    private static ObjectNode money(ObjectNode body, Order order, String amount, String type) {
        return body.put("amount", amount)
                .put("currency", order.amount().currency().code())
                .put("paymentType", type);
    }

    private static ObjectNode common(Order order, String address, Instant now) {
        String reference = order.downstreamReference();
        ObjectNode body = PartnerJson.object()
                .put("uniqueId", UniqueId.of(reference))
                .put("paymentBrand", BRAND)
                .put("merchantTransactionId", reference)
                .put("notificationUrl", address + PartnerRoutes.WEBHOOKS)
                .put("timestamp", PartnerJson.time(now));
        body.putObject("configuration");
        ObjectNode ours = body.putObject("customParameters").put(REFERENCE, reference);
        if (order instanceof OperationOrder operation) {
            ours.put(ORIGINAL, operation.original());
        }
        return body;
    }
}
