package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.delivery.DeliveryTry;
import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.NotificationId;
import io.quittance.engine.reading.Page;
import io.quittance.engine.webhook.DeliveryView;
import io.quittance.engine.webhook.EndpointCheck;
import io.quittance.engine.webhook.LiveSecret;
import io.quittance.engine.webhook.Replay;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookResult.Done;
import io.quittance.engine.webhook.WebhookResult.Pinged;
import io.quittance.engine.webhook.signature.WebhookKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks as their merchant sees them. A secret is told in the answer to the call that made it and never again; the
 * challenge of an endpoint is never told.
 */
public final class WebhookJson {

    private WebhookJson() {}

    /** An endpoint, with the secret that was just made. */
    public static byte[] bytes(Done done) {
        return Json.bytes(json -> {
            json.writeStartObject();
            fields(json, done.endpoint());
            if (!done.shown().isEmpty()) {
                json.writeStringField("secret", done.shown().get(0).text());
            }
            json.writeEndObject();
        });
    }

    /** A page of endpoints, which are in no journal: it is as of now. */
    public static byte[] endpoints(Page<WebhookEndpoint> page) {
        return Json.bytes(json -> ListJson.page(json, page, WebhookJson::write));
    }

    /** What came of a ping. */
    public static byte[] bytes(Pinged pinged) {
        TryResult result = pinged.result();
        Integer status = result.status();
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("object", "webhook_ping");
            json.writeStringField("endpoint", pinged.endpoint().id().value());
            json.writeBooleanField("taken", status != null && pinged.endpoint().isSuccess(status));
            number(json, "status", status);
            json.writeStringField("failure", result.failure());
            json.writeNumberField("latency_ms", result.latency().toMillis());
            json.writeEndObject();
        });
    }

    /** A wish to hear again what happened. */
    public static byte[] bytes(Replay replay) {
        return Json.bytes(json -> write(json, replay));
    }

    /** All replays that are known of an endpoint, which are in no journal: they are as of now. */
    public static byte[] replays(List<Replay> replays) {
        return Json.bytes(json -> ListJson.page(json, new Page<>(replays, false, null, 0), WebhookJson::write));
    }

    private static void write(JsonGenerator json, Replay replay) throws IOException {
        Replay.Wish wish = replay.wish();
        IntentId intent = wish.intent();
        json.writeStartObject();
        json.writeStringField("id", replay.id());
        json.writeStringField("object", "webhook_replay");
        json.writeStringField("endpoint", replay.endpoint().value());
        Json.time(json, "from", wish.from());
        Json.time(json, "to", wish.to());
        json.writeStringField("intent", intent == null ? null : intent.value());
        json.writeBooleanField("only_failed", wish.onlyFailed());
        json.writeStringField("status", replay.endedAt() == null ? "running" : "ended");
        json.writeNumberField("deliveries", replay.owed());
        Json.time(json, "created_at", replay.askedAt());
        Json.time(json, "ended_at", replay.endedAt());
        json.writeEndObject();
    }

    /** One delivery. */
    public static byte[] bytes(DeliveryView delivery) {
        return Json.bytes(json -> write(json, delivery));
    }

    static void write(JsonGenerator json, DeliveryView view) throws IOException {
        NotificationId notification = view.id().notification();
        Delivery delivery = view.delivery();
        json.writeStartObject();
        json.writeStringField("id", view.id().text());
        json.writeStringField("object", "webhook_delivery");
        json.writeStringField("endpoint", view.id().endpoint().value());
        json.writeStringField("webhook_id", view.messageId());
        json.writeStringField("type", view.type().text());
        json.writeStringField("payment_intent", notification.intent().value());
        json.writeNumberField("intent_sequence", notification.sequence());
        Json.time(json, "timestamp", view.at());
        json.writeStringField("status", delivery.status().text());
        json.writeBooleanField("held", view.isHeld());
        json.writeBooleanField("requested", delivery.wasAskedFor());
        Json.time(json, "owed_at", delivery.owedAt());
        Json.time(json, "next_try_at", view.nextTryAt());
        json.writeArrayFieldStart("tries");
        for (DeliveryTry made : delivery.tries()) {
            write(json, made);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, DeliveryTry made) throws IOException {
        json.writeStartObject();
        Json.time(json, "time", made.at());
        json.writeBooleanField("taken", made.isTaken());
        number(json, "status", made.status());
        json.writeStringField("failure", made.failure());
        json.writeNumberField("latency_ms", made.latencyMs());
        Json.time(json, "next_try_at", made.nextTryAt());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, WebhookEndpoint endpoint) throws IOException {
        json.writeStartObject();
        fields(json, endpoint);
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, WebhookEndpoint endpoint) throws IOException {
        json.writeStringField("id", endpoint.id().value());
        json.writeStringField("object", "webhook_endpoint");
        json.writeStringField("url", endpoint.url().toString());
        json.writeStringField("description", endpoint.description());
        texts(json, "events", endpoint.events());
        policy(json, endpoint.policy());
        json.writeStringField("payload", endpoint.payload().text());
        json.writeStringField("success", endpoint.success().text());
        texts(json, "signatures", EndpointCheck.signaturesOf(endpoint));
        json.writeBooleanField("enabled", endpoint.isOpen());
        json.writeStringField(
                "status", endpoint.removedAt() == null ? endpoint.standing().text() : "removed");
        json.writeStringField("disabled_reason", endpoint.reason());
        json.writeBooleanField("must_verify", endpoint.challenge() != null);
        Json.time(json, "failing_since", endpoint.failingSince());
        Json.time(json, "held_before", endpoint.heldBefore());
        texts(json, "public_keys", publicKeys(endpoint));
        Json.time(json, "created_at", endpoint.createdAt());
    }

    private static void policy(JsonGenerator json, RetryPolicy policy) throws IOException {
        if (!policy.name().equals(RetryPolicy.CUSTOM)) {
            json.writeStringField("retry_policy", policy.name());
            return;
        }
        json.writeArrayFieldStart("retry_policy");
        for (Duration gap : policy.gaps()) {
            json.writeNumber(gap.toSeconds());
        }
        json.writeEndArray();
    }

    /** The newest is the first. */
    private static List<String> publicKeys(WebhookEndpoint endpoint) {
        return endpoint.secrets().stream()
                .map(LiveSecret::secret)
                .filter(secret -> !secret.isSymmetric())
                .map(WebhookKeys::publicHalf)
                .toList();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, @Nullable Integer number) throws IOException {
        if (number == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, number);
        }
    }
}
