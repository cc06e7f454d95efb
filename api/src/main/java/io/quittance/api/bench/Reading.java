package io.quittance.api.bench;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A figure, or why there is none. A run never prints a figure that it did not take.
 *
 * @param value the figure; 0 when it is missing
 * @param missing why it was not measured; null when it was
 */
public record Reading(double value, @Nullable String missing) {

    /** A figure; one that is not finite counts as missing. */
    public static Reading of(double value) {
        return Double.isFinite(value) ? new Reading(value, null) : notMeasured("nothing to divide by");
    }

    /** No figure, and why. */
    public static Reading notMeasured(String why) {
        return new Reading(0, why);
    }

    /** Whether there is a figure. */
    public boolean isMeasured() {
        return missing == null;
    }

    Reading minus(Reading other) {
        return other.isMeasured() ? map(own -> own - other.value) : isMeasured() ? other : this;
    }

    Reading over(Reading other) {
        return other.isMeasured() ? map(own -> own / other.value) : isMeasured() ? other : this;
    }

    Reading over(double divisor) {
        return map(own -> own / divisor);
    }

    Reading times(double factor) {
        return map(own -> own * factor);
    }

    private Reading map(DoubleUnaryOperator change) {
        return isMeasured() ? of(change.applyAsDouble(value)) : this;
    }
}
