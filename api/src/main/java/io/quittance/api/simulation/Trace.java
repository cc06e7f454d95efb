package io.quittance.api.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A running hash over all that happens in a world, and the last of it in words. Used by the world's thread. */
final class Trace {

    private static final int KEPT = 400;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Deque<String> last = new ArrayDeque<>();
    private long hash = GOLDEN;

    void step(int chosen, int among) {
        mix(((long) chosen << 32) | among);
    }

    void note(long millis, String words) {
        mix(millis);
        mix(words.hashCode());
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(millis + " ms " + words);
    }

    private void mix(long value) {
        hash = (hash ^ value) * GOLDEN;
        hash ^= hash >>> 29;
    }

    long hash() {
        return hash;
    }

    List<String> words() {
        return List.copyOf(last);
    }
}
