package io.quittance.terminal.simulator;

import java.time.Duration;
import java.util.Locale;

/**
 * How one transaction goes wrong on purpose.
 *
 * @param delay how late the answer is; zero for every other kind
 */
public record Fault(Kind kind, Duration delay) {

    /** What goes wrong. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** The connection is cut before anything is done. */
        DROP_BEFORE,
        /** It is done, and the connection is cut instead of an answer. */
        DROP_AFTER,
        /** It is done, and from now on nothing at all comes on this connection, which stays open. */
        SILENT,
        /** It is done, and its answer is never given; the connection lives on. */
        NO_ANSWER,
        /** The answer is late. */
        DELAY_ANSWER,
        /** The answer comes twice, where a connection allows that. */
        DUPLICATE_ANSWER,
        /** The device starts anew before the host was asked: nothing is recorded. */
        REBOOT_BEFORE_HOST,
        /** The device starts anew after the host said yes and before the answer. */
        REBOOT_AFTER_HOST;

        /** As written in a {@link FaultPlan}. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Fault NONE = of(Kind.NONE);
    public static final Fault DROP_BEFORE = of(Kind.DROP_BEFORE);
    public static final Fault DROP_AFTER = of(Kind.DROP_AFTER);
    public static final Fault SILENT = of(Kind.SILENT);
    public static final Fault NO_ANSWER = of(Kind.NO_ANSWER);
    public static final Fault DUPLICATE_ANSWER = of(Kind.DUPLICATE_ANSWER);
    public static final Fault REBOOT_BEFORE_HOST = of(Kind.REBOOT_BEFORE_HOST);
    public static final Fault REBOOT_AFTER_HOST = of(Kind.REBOOT_AFTER_HOST);

    /** An answer that is so much late. */
    public static Fault delayAnswer(Duration delay) {
        return new Fault(Kind.DELAY_ANSWER, delay);
    }

    private static Fault of(Kind kind) {
        return new Fault(kind, Duration.ZERO);
    }
}
