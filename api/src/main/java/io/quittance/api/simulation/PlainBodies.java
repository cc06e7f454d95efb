package io.quittance.api.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Notification;
import io.quittance.engine.webhook.WebhookBodies;
import io.quittance.engine.webhook.WebhookEndpoint;
import java.time.Instant;

/** Bodies that say what they were made from. */
final class PlainBodies implements WebhookBodies {

    @Override
    public byte[] event(Notification notification, IntentView intent, WebhookEndpoint.Payload payload) {
        return (notification.id() + " " + notification.type() + " " + intent.snapshot()).getBytes(UTF_8);
    }

    @Override
    public byte[] ping(WebhookEndpoint endpoint, String id, Instant at) {
        return id.getBytes(UTF_8);
    }

    @Override
    public byte[] challenge(WebhookEndpoint endpoint, String id, String challenge, Instant at) {
        return challenge.getBytes(UTF_8);
    }

    @Override
    public boolean isRepeated(byte[] answer, String challenge) {
        return false;
    }
}
