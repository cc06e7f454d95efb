package io.quittance.engine.webhook;

import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Notification;
import java.time.Instant;

/** Writes the bodies of webhooks. Pure: the same notification has the same bytes for ever. */
public interface WebhookBodies {

    /**
     * @param notification what happened
     * @param intent as it stood after that
     * @param payload how much is said
     */
    byte[] event(Notification notification, IntentView intent, WebhookEndpoint.Payload payload);

    /** What an endpoint is sent to see whether it answers. */
    byte[] ping(WebhookEndpoint endpoint, String id, Instant at);

    /**
     * What an endpoint is sent whose owner has to prove that it is his (CX-19).
     *
     * @param challenge what the answer has to repeat
     */
    byte[] challenge(WebhookEndpoint endpoint, String id, String challenge, Instant at);

    /** Whether an answer repeats the challenge: a JSON object with {@code validationResponse}. */
    boolean isRepeated(byte[] answer, String challenge);
}
