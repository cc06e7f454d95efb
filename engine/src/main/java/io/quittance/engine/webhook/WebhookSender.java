package io.quittance.engine.webhook;

import io.quittance.engine.delivery.TryResult;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Sends signed webhooks. Made outside the engine; safe for any thread; returns at once. One endpoint that is dead or
 * slow holds up no other: each has a queue and a breaker of its own, and what does not fit fails at once.
 */
public interface WebhookSender extends AutoCloseable {

    /** Sends a message once. The stage does not fail: whatever happens is a result, within the time limit. */
    CompletionStage<TryResult> send(WebhookEndpoint endpoint, WebhookMessage message);

    /** The same, for the body of the answer as far as it is read; empty when the message was not taken. */
    CompletionStage<Optional<byte[]>> ask(WebhookEndpoint endpoint, WebhookMessage message);

    /** Whether the endpoint is left alone for a while, because it failed so often: nothing would be sent now. */
    boolean isLeftAlone(WebhookEndpoint endpoint);

    /** Why nothing can be sent to this address, in words for people; empty when something can. Looks up no name. */
    Optional<String> objection(URI url);

    @Override
    void close();
}
