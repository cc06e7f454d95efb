package io.quittance.engine.webhook;

/**
 * What an engine needs to send webhooks; it closes them all.
 *
 * @param store keeps the endpoints
 * @param sender sends
 * @param bodies writes what is sent
 * @param isRestored whether the journal was restored from a backup since it was last used: then what it owes is sent
 *     only when it is asked for, because it may have been sent before
 */
public record WebhookParts(EndpointStore store, WebhookSender sender, WebhookBodies bodies, boolean isRestored)
        implements AutoCloseable {

    /** Sends nothing any more, and closes the store. Blocks. */
    @Override
    public void close() {
        sender.close();
        store.close();
    }
}
