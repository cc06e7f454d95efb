package io.quittance.engine.reading;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param data what it holds, in the list's order
 * @param hasMore whether more follows now
 * @param nextCursor where to go on; null when there is nowhere to go
 * @param asOf the position in the journal up to which everything is considered
 */
public record Page<T>(
        List<T> data, boolean hasMore, @Nullable String nextCursor, long asOf) {

    public Page {
        data = List.copyOf(data);
    }

    /** The same page of something else, in the same order. */
    public <R> Page<R> with(Function<List<T>, List<R>> change) {
        return new Page<>(change.apply(data), hasMore, nextCursor, asOf);
    }
}
