package io.quittance.persistence.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.intent.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every tenth row is a success; the rest is something else. */
final class NewsPageTest {

    private static final Set<EventType> SUCCESSES = Set.of(EventType.SUCCEEDED);

    @Test
    void endsAtTheLastRowThatIsShownWhenMoreFollow() {
        NewsPage page = NewsPage.of(rows(100), SUCCESSES, 3, 1_000);

        assertThat(page.rows()).extracting(NewsIndex.Row::position).containsExactly(10L, 20L, 30L);
        assertThat(page.hasMore()).isTrue();
        assertThat(page.end()).isEqualTo(30);
    }

    @Test
    void holdsEverythingWhenAllRowsWereLookedThrough() {
        NewsPage page = NewsPage.of(rows(29), SUCCESSES, 3, 1_000);

        assertThat(page.rows()).hasSize(2);
        assertThat(page.hasMore()).isFalse();
    }

    /** A reader of something rare gets a page that ends early, even an empty one, and goes on from its end. */
    @Test
    void goesOnFromTheLastRowThatWasLookedAtWhenThereWereTooMany() {
        NewsPage few = NewsPage.of(rows(19), SUCCESSES, 3, 19);
        NewsPage none = NewsPage.of(rows(9), SUCCESSES, 3, 9);

        assertThat(few.rows()).hasSize(1);
        assertThat(few.hasMore()).isTrue();
        assertThat(few.end()).isEqualTo(19);
        assertThat(none.rows()).isEmpty();
        assertThat(none.hasMore()).isTrue();
        assertThat(none.end()).isEqualTo(9);
    }

    private static List<NewsIndex.Row> rows(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(position -> new NewsIndex.Row(
                        position,
                        "intent|pi",
                        (position % 10 == 0 ? EventType.SUCCEEDED : EventType.PENDING).text(),
                        position,
                        Instant.EPOCH))
                .toList();
    }
}
