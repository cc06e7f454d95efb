package io.quittance.engine.reading;

import io.quittance.engine.Limits;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.reading.DeliveryBook.DeliverySearch;
import io.quittance.engine.reading.IntentQuery.Filter;
import io.quittance.engine.reading.ReadModel.IntentSearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a question, collecting every fault. The readings mean something only when there are none. */
public final class QueryCheck {

    private static final Instant END_OF_CALENDAR = Instant.parse("+10000-01-01T00:00:00Z");

    private final List<FieldFault> faults = new ArrayList<>();

    /** Every fault found so far. */
    public List<FieldFault> faults() {
        return List.copyOf(faults);
    }

    /** The search that was asked for. */
    public IntentSearch search(IntentQuery query) {
        Filter filter = query.filter();
        length("reference_id", filter.referenceId(), Limits.REFERENCE_CHARS_MAX);
        length("customer_id", filter.customerId(), Limits.CUSTOMER_ID_CHARS_MAX);
        length("terminal_id", filter.terminalId(), Limits.REFERENCE_CHARS_MAX);
        Instant from = filter.createdFrom();
        Instant to = filter.createdTo();
        if (from != null && to != null && !from.isBefore(to)) {
            fault("created_to", "out_of_range", "This must be later than created_from.", to.toString());
        }
        calendar("created_from", from);
        calendar("created_to", to);
        limit(query.limit());
        IntentCursor cursor = query.after() == null
                ? null
                : IntentCursor.parse(query.after(), filter).orElse(null);
        if (query.after() != null && cursor == null) {
            fault(
                    "after",
                    "invalid",
                    "Not a cursor of this list: send the next_cursor of the page before, with the same filters.",
                    query.after());
        }
        return new IntentSearch(filter, query.limit(), cursor);
    }

    /** The deliveries that were asked for. */
    public DeliverySearch deliveries(DeliveryQuery query) {
        limit(query.limit());
        DeliveryCursor cursor = query.after() == null
                ? null
                : DeliveryCursor.parse(query.after()).orElse(null);
        if (query.after() != null && cursor == null) {
            fault("after", "invalid", "Not a cursor of this list: send a page's next_cursor.", query.after());
        }
        return new DeliverySearch(query.intent(), query.endpoint(), query.status(), query.limit(), cursor);
    }

    /** Where the feed is to be read on. */
    public FeedPosition position(FeedQuery query) {
        limit(query.limit());
        if (query.after() == null) {
            return FeedPosition.START;
        }
        return FeedPosition.parse(query.after()).orElseGet(() -> {
            fault("after", "invalid", "The id of an event, e.g. ev_42, or a page's next_cursor.", query.after());
            return FeedPosition.START;
        });
    }

    /** Where the work list is to be read on; null at its head. */
    public @Nullable WorkCursor work(WorkQuery query) {
        limit(query.limit());
        WorkCursor cursor =
                query.after() == null ? null : WorkCursor.parse(query.after()).orElse(null);
        if (query.after() != null && cursor == null) {
            fault("after", "invalid", "Not a cursor of the work list: send a page's next_cursor.", query.after());
        }
        return cursor;
    }

    /** Beyond these years a time does not fit into what is stored. */
    private void calendar(String name, @Nullable Instant time) {
        if (time != null && (time.isBefore(Instant.EPOCH) || !time.isBefore(END_OF_CALENDAR))) {
            fault(name, "out_of_range", "A time in the years 1970 to 9999.", time.toString());
        }
    }

    private void limit(int limit) {
        if (limit < 1 || limit > Limits.PAGE_MAX) {
            fault("limit", "out_of_range", "From 1 to " + Limits.PAGE_MAX + ".", Integer.toString(limit));
        }
    }

    private void length(String name, @Nullable String value, int max) {
        if (value != null && (value.isEmpty() || value.length() > max)) {
            fault(name, "invalid", "This has 1 to " + max + " characters.", value);
        }
    }

    private void fault(String name, String code, String message, @Nullable String value) {
        faults.add(new FieldFault("/" + name, code, message, value));
    }
}
