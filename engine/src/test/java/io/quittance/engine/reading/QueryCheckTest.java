package io.quittance.engine.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.reading.IntentQuery.Filter;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryCheckTest {

    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
    private static final IntentCursor CURSOR = new IntentCursor(1_773_489_600_000L, 4_711);

    private final QueryCheck check = new QueryCheck();

    @Test
    void readsOnFromACursorOfTheSameFilter() {
        Filter filter = Filter.of(IntentStatus.FAILED).created(NOON, NOON.plusSeconds(1));

        var search = check.search(IntentQuery.of(filter).limit(100).after(CURSOR.text(filter)));

        assertThat(check.faults()).isEmpty();
        assertThat(search.after()).isEqualTo(CURSOR);
    }

    @Test
    void refusesACursorOfAnotherFilter() {
        check.search(IntentQuery.of(Filter.of(IntentStatus.FAILED)).after(CURSOR.text(Filter.NONE)));

        assertThat(check.faults()).extracting(FieldFault::pointer).containsExactly("/after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "AQ", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "not a cursor", "ev_12"})
    void refusesWhatIsNoCursor(String sent) {
        check.search(IntentQuery.of(Filter.NONE).after(sent));

        assertThat(check.faults()).extracting(FieldFault::code).containsExactly("invalid");
    }

    @Test
    void namesEveryFaultAtOnce() {
        Filter filter = new Filter("", null, "c".repeat(65), null, null, NOON, NOON);

        check.search(new IntentQuery(filter, 101, "?"));

        assertThat(check.faults())
                .extracting(FieldFault::pointer)
                .containsExactly("/reference_id", "/customer_id", "/created_to", "/limit", "/after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "+1000000000-01-01T00:00:00Z"})
    void refusesATimeThatNoCalendarOfOursHas(String time) {
        check.search(IntentQuery.of(Filter.NONE.created(Instant.parse(time), null)));
        check.search(IntentQuery.of(Filter.NONE.created(null, Instant.parse(time))));

        assertThat(check.faults()).extracting(FieldFault::pointer).containsExactly("/created_from", "/created_to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ev_0", "ev_1", "ev_999999999999999999"})
    void readsTheFeedOnFromAnEventsId(String id) {
        assertThat(check.position(FeedQuery.all().after(id)).text()).isEqualTo(id);
        assertThat(check.faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "ev_", "ev_01", "ev_-1", "ev_1000000000000000000", "EV_1"})
    void refusesWhatIsNoEventsId(String sent) {
        check.position(FeedQuery.all().after(sent).limit(0));

        assertThat(check.faults()).extracting(FieldFault::pointer).containsExactly("/limit", "/after");
    }
}
