package io.quittance.engine.inbox;

import io.quittance.engine.Limits;
import java.time.Duration;
import java.time.Instant;

/**
 * A notification of a provider, without anything of its body but what names it. Immutable.
 *
 * @param delivery its name: the same for every repeat, another for every other notification
 * @param reference the order that it is about, as the provider knows it
 * @param receivedAt when it came first
 * @param tells how often its intent was told again, after the first time
 * @param dueAt when something is to be done about it: while it waits, told again; when it is done, removed
 * @param until when it is given up while it waits
 */
public record InboxEntry(
        String delivery,
        String reference,
        Instant receivedAt,
        InboxStatus status,
        int tells,
        Instant dueAt,
        Instant until) {

    /** Doubling the shortest gap this often is beyond the longest. */
    private static final int DOUBLINGS_MAX = 20;

    /** One that has just come, about to be told for the first time. */
    public static InboxEntry received(String delivery, String reference, Instant now) {
        return new InboxEntry(
                delivery, reference, now, InboxStatus.WAITING, 0, now.plus(gap(0)), now.plus(Limits.INBOX_TOLD_FOR));
    }

    /** The same, about to be told once more; later and later, so that a provider that is gone is left alone. */
    public InboxEntry again(Instant now) {
        return new InboxEntry(
                delivery, reference, receivedAt, InboxStatus.WAITING, tells + 1, now.plus(gap(tells + 1)), until);
    }

    /** The same, done; kept for as long as its sender may repeat it. */
    public InboxEntry done() {
        return new InboxEntry(
                delivery, reference, receivedAt, InboxStatus.DONE, tells, receivedAt.plus(Limits.INBOX_KEPT), until);
    }

    /** The same, given up. */
    public InboxEntry unresolved() {
        return new InboxEntry(delivery, reference, receivedAt, InboxStatus.UNRESOLVED, tells, dueAt, until);
    }

    /** Whether it was told long enough. */
    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    private static Duration gap(int tells) {
        Duration gap = Limits.INBOX_FIRST_AGAIN.multipliedBy(1L << Math.min(tells, DOUBLINGS_MAX));
        return gap.compareTo(Limits.INBOX_AGAIN_MAX) < 0 ? gap : Limits.INBOX_AGAIN_MAX;
    }
}
