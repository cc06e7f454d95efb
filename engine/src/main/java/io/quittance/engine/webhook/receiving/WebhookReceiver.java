package io.quittance.engine.webhook.receiving;

import io.quittance.engine.Limits;
import io.quittance.engine.webhook.signature.VerificationKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Receives webhooks of Quittance: believes only what is signed with one of its keys within the last five minutes, and
 * has each processed once, however often it is sent (PP-13). A failure while processing gives the webhook back, so that
 * the sender's next try is processed. Safe for any thread; blocks only as its {@link SeenWebhooks} does.
 *
 * <pre>{@code
 * WebhookReceiver receiver = new WebhookReceiver(List.of("whsec_…"), new SeenInMemory(), Clock.systemUTC());
 * Received received = receiver.handle(WebhookHeaders.of(headers), body, fresh -> book(fresh.body()));
 * answer(received.status());
 * }</pre>
 */
public final class WebhookReceiver {

    private static final Pattern ID = Pattern.compile("[!-~&&[^.]]{1," + Limits.WEBHOOK_ID_CHARS_MAX + "}");
    private static final Pattern SECONDS = Pattern.compile("0|[1-9][0-9]{0,11}");

    private final List<VerificationKey> keys;
    private final SeenWebhooks seen;
    private final InstantSource clock;

    /** Processes a webhook. What it throws makes the sender try again. */
    @FunctionalInterface
    public interface Handler {

        /** Called at most once at a time for an id. It should end within {@link Limits#WEBHOOK_CLAIM}. */
        void process(Received.Fresh webhook) throws Exception;
    }

    /**
     * A receiver.
     *
     * @param keys {@code whsec_…} or {@code whpk_…}, all that are good: two while one takes the place of another
     * @param seen which webhooks were processed
     */
    public WebhookReceiver(List<String> keys, SeenWebhooks seen, InstantSource clock) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("without a key nothing can be believed");
        }
        this.keys = keys.stream().map(VerificationKey::of).toList();
        this.seen = seen;
        this.clock = clock;
    }

    /** Receives a webhook and has it processed, on this thread, if it is fresh. Never throws what the handler does. */
    public Received handle(WebhookHeaders headers, byte[] body, Handler handler) {
        Received received = receive(headers, body);
        if (!(received instanceof Received.Fresh fresh)) {
            return received;
        }
        boolean isProcessed = false;
        try {
            handler.process(fresh);
            isProcessed = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Received.Failed(fresh.id(), e);
        } catch (Exception e) {
            return new Received.Failed(fresh.id(), e);
        } finally {
            end(fresh, isProcessed);
        }
        return fresh;
    }

    private void end(Received.Fresh fresh, boolean isProcessed) {
        if (isProcessed) {
            done(fresh);
        } else {
            giveBack(fresh);
        }
    }

    /**
     * Receives a webhook, for a handler that goes on elsewhere. A fresh one is the caller's until he says that it is
     * {@link #done} or {@link #giveBack gives it back}, at most for {@link Limits#WEBHOOK_CLAIM}.
     */
    public Received receive(WebhookHeaders headers, byte[] body) {
        String id = headers.id();
        String timestamp = headers.timestamp();
        String signature = headers.signature();
        if (id == null || timestamp == null || signature == null) {
            return new Received.Rejected("a header is missing or repeated: webhook-id, webhook-timestamp and "
                    + "webhook-signature are needed once each");
        }
        if (!ID.matcher(id).matches()
                || !SECONDS.matcher(timestamp).matches()
                || signature.length() > Limits.WEBHOOK_SIGNATURE_CHARS_MAX) {
            return new Received.Rejected("a header cannot be read");
        }
        Instant now = clock.instant();
        long seconds = Long.parseLong(timestamp);
        long apart = Math.abs(now.getEpochSecond() - seconds);
        if (apart > Limits.WEBHOOK_CLOCKS_APART.toSeconds()) {
            return new Received.Rejected("it was signed " + apart + " s before or after now");
        }
        boolean isSigned = false;
        for (VerificationKey key : keys) {
            isSigned |= key.hasSigned(id, seconds, body, signature);
        }
        return isSigned ? claimed(id, body, now) : new Received.Rejected("no signature is by a key that we know");
    }

    private Received claimed(String id, byte[] body, Instant now) {
        Instant until = now.plus(Limits.WEBHOOK_CLAIM);
        return switch (seen.claim(id, now, until)) {
            case YOURS -> new Received.Fresh(id, body, until);
            case UNDER_WAY -> new Received.UnderWay(id);
            case DONE -> new Received.Repeated(id);
        };
    }

    /** It was processed: what is sent of it again is a repeat. */
    public void done(Received.Fresh webhook) {
        seen.done(webhook.id());
    }

    /** It was not processed: the sender's next try is fresh. */
    public void giveBack(Received.Fresh webhook) {
        seen.giveBack(webhook.id(), webhook.until());
    }
}
