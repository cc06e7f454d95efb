package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.StoredCredential;
import io.quittance.engine.checkout.TokenCode;
import io.quittance.engine.checkout.TokenView;
import io.quittance.engine.intent.CaptureMethod;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.Terms;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.token.TokenStage;
import io.quittance.engine.token.TokenUse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An access token as its merchant sees it, with the intent that it pays. */
public final class TokenJson {

    private TokenJson() {}

    /**
     * The body of an answer.
     *
     * @param page the address of the token's payment page
     */
    public static byte[] bytes(TokenView view, String page) {
        return Json.bytes(json -> {
            json.writeStartObject();
            head(json, view, page);
            terms(json, view);
            TokenUse use = view.token().use();
            method(json, use == null ? null : use.method());
            json.writeStringField("cross_reference", crossReference(view));
            Json.time(json, "created_at", view.token().issuedAt());
            json.writeFieldName("intent");
            IntentJson.write(json, view.intent());
            json.writeEndObject();
        });
    }

    private static void head(JsonGenerator json, TokenView view, String page) throws IOException {
        TokenCode code = view.code();
        json.writeStringField("id", view.id().value());
        json.writeStringField("object", "access_token");
        json.writeStringField("status", view.status().text());
        json.writeFieldName("status_code");
        if (code == null) {
            json.writeNull();
        } else {
            json.writeNumber(code.number());
        }
        json.writeStringField("status_message", code == null ? null : code.words());
        json.writeStringField("url", page);
        Json.time(json, "expires_at", view.token().terms().expiresAt());
        Json.time(json, "resume_before", resumeBefore(view.token()));
    }

    private static void terms(JsonGenerator json, TokenView view) throws IOException {
        IntentFacts facts = view.intent().snapshot().facts();
        AccessToken token = view.token();
        Terms terms = facts.terms();
        json.writeStringField("payment_intent", facts.id().value());
        json.writeStringField("order_id", terms.referenceId());
        json.writeNumberField("amount", terms.amount().minorUnits());
        json.writeStringField("currency", terms.amount().currency().code());
        json.writeStringField(
                "transaction_type", terms.captureMethod() == CaptureMethod.AUTOMATIC ? "SALE" : "PREAUTH");
        json.writeStringField("merchant_transaction_id", token.terms().merchantTransactionId());
        json.writeBooleanField("wait_pre_execute", token.terms().waitsPreExecute());
        json.writeStringField("customer_id", terms.customerId());
        json.writeBooleanField("save_card", token.terms().savesCard());
        json.writeStringField("return_url", view.returnUrl());
    }

    private static @Nullable Instant resumeBefore(AccessToken token) {
        return token.stage() == TokenStage.AWAITING_RESUME ? token.deadline().orElse(null) : null;
    }

    private static void method(JsonGenerator json, @Nullable MethodSummary method) throws IOException {
        if (method == null) {
            json.writeNullField("method");
            return;
        }
        json.writeObjectFieldStart("method");
        json.writeStringField("type", method.type());
        json.writeStringField("brand", method.brand());
        json.writeStringField("masked", method.masked());
        json.writeStringField("expiry", method.expiry());
        json.writeEndObject();
    }

    /** The card is kept when it was paid with, and not before. */
    private static @Nullable String crossReference(TokenView view) {
        TokenUse use = view.token().use();
        StoredCredential stored = use == null ? null : use.method().stored();
        return stored != null && view.isPaid() ? stored.crossReference() : null;
    }
}
