package io.quittance.engine.delivery;

import io.quittance.engine.Limits;
import io.quittance.engine.id.EndpointId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is owed to one endpoint of one notification, with every try of it. Immutable.
 *
 * @param owedAt since when; the time of the last wish for a repeat when there was one
 * @param wasAskedFor whether somebody asked for it, rather than the event itself
 * @param tries all tries, oldest first
 * @param former how many of them were made before it was asked for again
 */
public record Delivery(
        EndpointId endpoint,
        Instant owedAt,
        boolean wasAskedFor,
        List<DeliveryTry> tries,
        int former,
        DeliveryStatus status) {

    /** Owed, and not tried. */
    public static Delivery owed(EndpointId endpoint, Instant at, boolean wasAskedFor) {
        return new Delivery(endpoint, at, wasAskedFor, List.of(), 0, DeliveryStatus.OWED);
    }

    /** The same, owed once more from the beginning. */
    public Delivery again(Instant at) {
        return new Delivery(endpoint, at, true, tries, tries.size(), DeliveryStatus.OWED);
    }

    /** After one more try. */
    public Delivery tried(DeliveryTry made) {
        List<DeliveryTry> all = new ArrayList<>(tries);
        all.add(made);
        DeliveryStatus after = made.isTaken()
                ? DeliveryStatus.DELIVERED
                : made.nextTryAt() == null ? DeliveryStatus.EXHAUSTED : DeliveryStatus.OWED;
        return new Delivery(endpoint, owedAt, wasAskedFor, List.copyOf(all), former, after);
    }

    /** Whether it has still to be delivered. */
    public boolean isOwed() {
        return status == DeliveryStatus.OWED;
    }

    /** Whether nothing was tried since it is owed. */
    public boolean isUntried() {
        return tries.size() == former;
    }

    /** When the first try since it is owed began; null when there was none. */
    public @Nullable Instant firstTryAt() {
        return isUntried() ? null : tries.get(former).at();
    }

    /**
     * When somebody has to see to it who does not do so already: at its next try, or a while after it became owed,
     * because the process that made it owed sends it at once. Empty when it is not owed.
     */
    public Optional<Instant> lookAt() {
        Instant next = nextTryAt();
        return isOwed() ? Optional.of(next == null ? owedAt.plus(Limits.WEBHOOK_FIRST_TRY) : next) : Optional.empty();
    }

    /** When it is tried again; null when it was not tried yet, or is not tried again. */
    public @Nullable Instant nextTryAt() {
        return isUntried() || !isOwed() ? null : tries.get(tries.size() - 1).nextTryAt();
    }
}
