package io.quittance.engine.reading;

import io.quittance.engine.delivery.DeliveryStatus;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is and was owed to webhook endpoints; a part of the read model, with its promises. It decides nothing: an
 * intent that is woken looks at its own state.
 */
public interface DeliveryBook {

    /** The deliveries that pass the filter, newest first, after the cursor. */
    CompletionStage<Page<RecordedDelivery>> deliveries(Tenant tenant, DeliverySearch search);

    /**
     * A checked question. Every condition that is given holds.
     *
     * @param after where the page before ended; null for the first
     */
    record DeliverySearch(
            @Nullable IntentId intent,
            @Nullable EndpointId endpoint,
            @Nullable DeliveryStatus status,
            int limit,
            @Nullable DeliveryCursor after) {}

    /** What has to be looked at for an endpoint, the longest due first. */
    CompletionStage<List<DueDelivery>> due(DueSearch search);

    /**
     * Which deliveries to an endpoint have to be looked at.
     *
     * @param owedFrom not those that are owed since before; null for all
     * @param by those whose time comes by then
     * @param after the one after which to go on; null for the first
     */
    record DueSearch(
            EndpointId endpoint,
            @Nullable Instant owedFrom,
            Instant by,
            @Nullable DueDelivery after,
            int most) {}

    /** An intent that has to be looked at, and when. */
    record DueDelivery(IntentId intent, Instant at) {}

    /** What a merchant heard after a position, oldest first. */
    CompletionStage<HeardPage> heard(Tenant tenant, FeedPosition after, int most);

    /** What an endpoint was owed after a position and has not taken, oldest first. */
    CompletionStage<HeardPage> failed(EndpointId endpoint, FeedPosition after, int most);

    /**
     * What was found.
     *
     * @param asOf how far the journal was taken in by then
     */
    record HeardPage(List<Heard> heard, FeedPosition asOf) {}

    /**
     * A notification's place.
     *
     * @param position of the event that it tells of; for a delivery, of the event that made it owed first
     * @param type as written over HTTP
     */
    record Heard(FeedPosition position, IntentId intent, long sequence, String type, Instant at) {}
}
