package io.quittance.api.http;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import io.quittance.engine.Limits;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many streams are open, in all and per key. A stream counts from when it runs until it ends, and one whose
 * connection broke before it ran never counts. Safe for any thread.
 */
final class OpenStreams {

    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentMap<String, Integer> byKey = new ConcurrentHashMap<>();

    /** Whether this key may open one more. Two that ask at the same moment may both be told so. */
    boolean hasRoomFor(String keyId) {
        return all.get() < Limits.FEED_STREAMS_MAX && byKey.getOrDefault(keyId, 0) < Limits.FEED_STREAMS_PER_KEY_MAX;
    }

    /** The same stream, counted while it runs. */
    <T> Source<T, ?> counted(String keyId, Source<T, NotUsed> stream) {
        return Source.fromMaterializer((materializer, attributes) -> {
            all.incrementAndGet();
            byKey.merge(keyId, 1, Integer::sum);
            return stream.watchTermination((nothing, done) -> {
                var unused = done.whenComplete((ended, failure) -> {
                    all.decrementAndGet();
                    byKey.computeIfPresent(keyId, (key, open) -> open == 1 ? null : open - 1);
                });
                return nothing;
            });
        });
    }
}
