package io.quittance.engine.idempotency;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.CardNumbers;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The caller's name for one operation, the same on every retry: 1 to 255 visible ASCII characters.
 * {@code sequence_number} in a body is the same thing.
 */
public record IdempotencyKey(String value) {

    private static final Pattern SHAPE =
            Pattern.compile("[\\x21-\\x7e]{1,%d}".formatted(Limits.IDEMPOTENCY_KEY_CHARS_MAX));

    public IdempotencyKey {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("an idempotency key is 1 to 255 visible ASCII characters");
        }
    }

    /** Reads a key that a caller sent; empty when it cannot be one, or looks like a card number: keys are kept. */
    public static Optional<IdempotencyKey> parse(String text) {
        return SHAPE.matcher(text).matches() && !CardNumbers.areWrittenIn(text)
                ? Optional.of(new IdempotencyKey(text))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
