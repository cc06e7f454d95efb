package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Notification;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.webhook.WebhookBodies;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookEndpoint.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The bodies of webhooks, in their first representation: what it writes of an old event never changes; golden files pin
 * the bytes. A full one holds what {@code GET /v1/payment_intents/{id}} told after the event. Safe for any thread.
 */
public final class WebhookBodiesJson implements WebhookBodies {

    private final Supplier<String> baseUrl;

    /** @param baseUrl where this server is reached, without a slash at its end */
    public WebhookBodiesJson(Supplier<String> baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Override
    public byte[] event(Notification notification, IntentView intent, Payload payload) {
        return Json.bytes(json -> {
            json.writeStartObject();
            head(json, notification.messageId(), notification.type().text(), notification.at());
            json.writeNumberField("intent_sequence", notification.id().sequence());
            json.writeFieldName("data");
            EndpointId about = notification.about();
            if (about != null) {
                json.writeStartObject();
                object(json, about.value(), "webhook_endpoint");
                json.writeStringField(
                        "payment_intent", notification.id().intent().value());
                json.writeEndObject();
            } else {
                json.writeStartObject();
                if (payload == Payload.FULL) {
                    IntentJson.fields(json, intent);
                } else {
                    object(json, notification.id().intent().value(), "payment_intent");
                }
                if (notification.type().isOfAccessToken()) {
                    accessToken(json, notification.snapshot().facts());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    @Override
    public byte[] ping(WebhookEndpoint endpoint, String id, Instant at) {
        return Json.bytes(json -> {
            json.writeStartObject();
            head(json, id, "webhook_endpoint.ping", at);
            json.writeObjectFieldStart("data");
            object(json, endpoint.id().value(), "webhook_endpoint");
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    @Override
    public byte[] challenge(WebhookEndpoint endpoint, String id, String challenge, Instant at) {
        return Json.bytes(json -> {
            json.writeStartObject();
            head(json, id, "webhook_endpoint.verification", at);
            json.writeObjectFieldStart("data");
            object(json, endpoint.id().value(), "webhook_endpoint");
            json.writeStringField("validation_code", challenge);
            json.writeStringField("validation_url", baseUrl.get() + "/webhooks/verify/" + challenge);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    @Override
    public boolean isRepeated(byte[] answer, String challenge) {
        return repeated(answer)
                .filter(text -> MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), challenge.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    /** In the words of CXP's handshake, or in those of this house. */
    private static Optional<String> repeated(byte[] answer) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(answer))
                    .toString();
            JsonNode told = Json.STRICT.readTree(text);
            JsonNode camel = told.at("/validationResponse");
            JsonNode value = camel.isMissingNode() ? told.at("/validation_response") : camel;
            return Optional.ofNullable(value.textValue());
        } catch (CharacterCodingException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Which of the intent's tokens it is about: the last one then. How it stands has to be looked up (CE-14). */
    private static void accessToken(JsonGenerator json, IntentFacts facts) throws IOException {
        AccessToken token = facts.lastToken();
        json.writeObjectFieldStart("access_token");
        json.writeNumberField("number", token.number());
        json.writeStringField("order_id", facts.terms().referenceId());
        json.writeStringField("merchant_transaction_id", token.terms().merchantTransactionId());
        json.writeEndObject();
    }

    private static void head(JsonGenerator json, String id, String type, Instant at) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("type", type);
        Json.time(json, "timestamp", at);
    }

    private static void object(JsonGenerator json, String id, String kind) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("object", kind);
    }
}
