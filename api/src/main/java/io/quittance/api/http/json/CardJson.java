package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.vault.CardView;
import io.quittance.engine.vault.HeldCard;
import java.io.IOException;

/** A kept card as its merchant sees it: as a payment method, or as a customer's saved card. Never its number. */
public final class CardJson {

    private CardJson() {}

    /** A card that was just kept. */
    public static byte[] paymentMethod(CardView view) {
        HeldCard card = view.card();
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("id", card.id().paymentMethod());
            json.writeStringField("object", "payment_method");
            json.writeStringField("type", card.summary().type());
            json.writeObjectFieldStart("card");
            summary(json, card.summary());
            json.writeEndObject();
            json.writeStringField("customer_id", card.customerId());
            json.writeBooleanField("saved", card.isSaved());
            json.writeStringField("cross_reference", card.isSaved() ? card.id().crossReference() : null);
            Json.time(json, "expires_at", card.until());
            Json.time(json, "created_at", card.createdAt());
            json.writeEndObject();
        });
    }

    /** A saved card that was just forgotten, as it was. */
    public static byte[] removed(CardView view) {
        return Json.bytes(json -> {
            json.writeStartObject();
            crossReference(json, view);
            json.writeStringField("result", "removed");
            json.writeEndObject();
        });
    }

    static void write(JsonGenerator json, CardView view) throws IOException {
        json.writeStartObject();
        crossReference(json, view);
        json.writeEndObject();
    }

    private static void crossReference(JsonGenerator json, CardView view) throws IOException {
        HeldCard card = view.card();
        json.writeStringField("id", card.id().crossReference());
        json.writeStringField("object", "cross_reference");
        summary(json, card.summary());
        json.writeBooleanField("expired", view.isExpired());
        json.writeStringField("customer_id", card.customerId());
        json.writeStringField(
                "payment_intent", card.intent() == null ? null : card.intent().value());
        Json.time(json, "created_at", card.createdAt());
    }

    private static void summary(JsonGenerator json, MethodSummary card) throws IOException {
        json.writeStringField("brand", card.brand());
        json.writeStringField("masked", card.masked());
        json.writeStringField("expiry", card.expiry());
    }
}
