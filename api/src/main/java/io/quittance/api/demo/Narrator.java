package io.quittance.api.demo;

import java.io.PrintWriter;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Tells what happens, and counts what did not come true. Used by one thread. */
final class Narrator {

    private static final long LOOK_AGAIN_NANOS = 10_000_000;
    private static final int LOOKS_MAX = 1_000;

    private final PrintWriter out;
    private int broken;

    Narrator(PrintWriter out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    void expect(String what, boolean held) {
        say((held ? "   ✓ " : "   ✗ BROKEN: ") + what);
        broken += held ? 0 : 1;
    }

    /** How many expectations did not come true. */
    int broken() {
        return broken;
    }

    /**
     * Looks again and again until it is so, for ten seconds at least; else what is expected next says that it is not.
     */
    static void await(BooleanSupplier isSo) {
        boolean unused = await(isSo::getAsBoolean, so -> so);
    }

    /** The same, with what was seen last. */
    static <T> T await(Supplier<T> look, Predicate<T> isIt) {
        T seen = look.get();
        for (int looks = 0; !isIt.test(seen) && looks < LOOKS_MAX; looks++) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            seen = look.get();
        }
        return seen;
    }
}
