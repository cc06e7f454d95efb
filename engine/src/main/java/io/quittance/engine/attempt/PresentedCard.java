package io.quittance.engine.attempt;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The card that a payer presented at a terminal, as far as it may be remembered. A masked number with more than the
 * first six and last four digits is no masked number, and is dropped.
 *
 * @param brand what the terminal calls it, in its own script, e.g. {@code visa}
 * @param masked e.g. {@code 520000XXXXXX0056}
 */
public record PresentedCard(
        @Nullable String brand, @Nullable String masked) {

    private static final Pattern MASKED = Pattern.compile("[0-9]{0,6}[X*]{3,13}[0-9]{0,4}");

    public PresentedCard {
        brand = HostWords.fitOrNull(brand);
        masked = masked != null && MASKED.matcher(masked).matches() ? masked : null;
    }
}
