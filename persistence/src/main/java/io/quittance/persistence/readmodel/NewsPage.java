package io.quittance.persistence.readmodel;

import io.quittance.engine.intent.EventType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is shown of the rows that were looked through.
 *
 * @param hasMore whether there may be more, so that it is worth asking again from {@code end}
 * @param end the position up to which everything was looked at; means something only when there may be more
 */
record NewsPage(List<NewsIndex.Row> rows, boolean hasMore, long end) {

    /** @param most how many rows could have been looked through */
    static NewsPage of(List<NewsIndex.Row> scanned, Set<EventType> types, int limit, int most) {
        Set<String> wanted = types.stream().map(EventType::text).collect(Collectors.toSet());
        List<NewsIndex.Row> all = scanned.stream()
                .filter(row -> wanted.isEmpty() || wanted.contains(row.type()))
                .toList();
        if (all.size() > limit) {
            List<NewsIndex.Row> shown = all.subList(0, limit);
            return new NewsPage(shown, true, shown.get(limit - 1).position());
        }
        boolean isCut = scanned.size() == most;
        return new NewsPage(all, isCut, isCut ? scanned.get(most - 1).position() : 0);
    }
}
