package io.quittance.engine.attempt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became known of an attempt at a terminal beside its outcome.
 *
 * @param card what the payer presented; null while that is not known
 * @param steps what the payer was asked for, in order
 */
public record AtTerminal(@Nullable PresentedCard card, List<PayerStep> steps) {

    /** Nothing yet, and for ever nothing of a card that came with the order. */
    public static final AtTerminal NOTHING = new AtTerminal(null, List.of());

    AtTerminal presented(@Nullable PresentedCard shown) {
        return shown == null ? this : new AtTerminal(shown, steps);
    }

    AtTerminal came(PayerStep step) {
        List<PayerStep> more = new ArrayList<>(steps);
        more.add(step);
        return new AtTerminal(card, List.copyOf(more));
    }
}
