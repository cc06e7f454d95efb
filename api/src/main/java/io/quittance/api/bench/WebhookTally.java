package io.quittance.api.bench;

import io.quittance.engine.webhook.receiving.Received;
import io.quittance.engine.webhook.receiving.SeenInMemory;
import io.quittance.engine.webhook.receiving.WebhookHeaders;
import io.quittance.engine.webhook.receiving.WebhookReceiver;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one endpoint was sent in one run. Safe for any thread. */
final class WebhookTally {

    /** One webhook in so many has its signature verified: all of them would cost the server's cores. */
    static final int VERIFIED_ONE_IN = 50;

    private static final String TIME = "\"timestamp\":\"";
    private static final int HEAD_BYTES = 512;

    private final Spell spell;
    private final WebhookReceiver receiver;
    private final Set<String> ids = new HashSet<>();
    private final LatencyRecorder latencies = new LatencyRecorder();
    private long duplicates;
    private long verified;
    private long forged;

    /**
     * The times of a run, as the server's clock has them: it is on this machine.
     *
     * @param origin when its load began
     * @param start when measuring began; inside
     * @param end when it ended; outside
     */
    record Spell(Instant origin, Instant start, Instant end) {

        static Spell of(Window window, Instant now, long nowNanos) {
            return new Spell(
                    now.plusNanos(window.originNanos() - nowNanos).minusMillis(1),
                    now.plusNanos(window.startNanos() - nowNanos),
                    now.plusNanos(window.endNanos() - nowNanos));
        }

        boolean isMeasured(Instant event) {
            return !event.isBefore(start) && event.isBefore(end);
        }
    }

    /** @param secret of the endpoint */
    WebhookTally(Spell spell, String secret) {
        this.spell = spell;
        this.receiver = new WebhookReceiver(List.of(secret), new SeenInMemory(), Clock.systemUTC());
    }

    /** One webhook came in at that moment. */
    void arrived(WebhookHeaders headers, byte[] body, Instant now) {
        Instant event = time(body);
        boolean isChecked;
        synchronized (this) {
            if (event.isBefore(spell.origin()) || !ids.add(String.valueOf(headers.id()))) {
                duplicates++;
                return;
            }
            if (spell.isMeasured(event)) {
                latencies.record(Duration.between(event, now).toNanos());
            }
            isChecked = ids.size() % VERIFIED_ONE_IN == 0;
        }
        if (isChecked) {
            check(headers, body);
        }
    }

    private void check(WebhookHeaders headers, byte[] body) {
        boolean isOurs = !(receiver.receive(headers, body) instanceof Received.Rejected);
        synchronized (this) {
            verified++;
            forged += isOurs ? 0 : 1;
        }
    }

    /** When what it tells of was decided, to the millisecond. */
    private static Instant time(byte[] body) {
        String head = new String(body, 0, Math.min(HEAD_BYTES, body.length), StandardCharsets.UTF_8);
        int from = head.indexOf(TIME) + TIME.length();
        return Instant.parse(head.substring(from, head.indexOf('"', from)));
    }

    /** Different webhooks so far. */
    synchronized long distinct() {
        return ids.size();
    }

    synchronized long duplicates() {
        return duplicates;
    }

    synchronized long verified() {
        return verified;
    }

    synchronized long forged() {
        return forged;
    }

    /** Of several endpoints together, when nothing arrives there any more. */
    static Latency latency(List<WebhookTally> tallies) {
        return LatencyRecorder.merged(
                tallies.stream().map(tally -> tally.latencies).toList());
    }
}
