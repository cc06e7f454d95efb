package io.quittance.api.bench;

/**
 * One run of the scenario {@code webhooks}.
 *
 * @param hasTroubled whether a dead and a slow endpoint were there beside the live ones
 * @param payments what became of the payments
 * @param usage what the window used
 * @param delivery from an event's own time to its arrival at a live receiver, of the events of the window
 * @param owed webhooks that were owed to live receivers, warm-up included
 * @param missing of these, what had not arrived at the end
 * @param duplicates what arrived again
 * @param verified of how many the signature was verified
 * @param forged how many of these were not signed as they should be
 */
public record WebhookRun(
        boolean hasTroubled,
        Outcome payments,
        Usage usage,
        Latency delivery,
        long owed,
        long missing,
        long duplicates,
        long verified,
        long forged) {

    /** As written in reports. */
    String text() {
        return hasTroubled ? "B" : "A";
    }

    /** Whether every payment was answered and every webhook arrived once, signed as it should be. */
    boolean isRight() {
        return payments.errors() == 0 && missing == 0 && duplicates == 0 && forged == 0;
    }
}
