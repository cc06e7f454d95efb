package io.quittance.engine.webhook;

import java.util.concurrent.ExecutorService;

/**
 * What an engine needs to send webhooks; it closes them all.
 *
 * @param store keeps the endpoints
 * @param sender sends
 * @param bodies writes what is sent
 * @param isRestored whether the journal was restored from a backup since it was last used: then what it owes is sent
 *     only when it is asked for, because it may have been sent before
 * @param writer where the store is written, one task after the other
 */
public record WebhookParts(
        EndpointStore store, WebhookSender sender, WebhookBodies bodies, boolean isRestored, ExecutorService writer)
        implements AutoCloseable {

    /** The same with a thread of its own to write. */
    public WebhookParts(EndpointStore store, WebhookSender sender, WebhookBodies bodies, boolean isRestored) {
        this(store, sender, bodies, isRestored, Endpoints.ownThread());
    }

    /** Sends nothing any more, and closes the store. Blocks. */
    @Override
    public void close() {
        sender.close();
        writer.shutdown();
        store.close();
    }
}
