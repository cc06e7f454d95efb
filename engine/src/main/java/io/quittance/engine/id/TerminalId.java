package io.quittance.engine.id;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a card terminal that a merchant registered: {@code tm_} and 32 characters of base 32, random.
 *
 * @param value the whole text, e.g. {@code tm_4qf…}
 */
public record TerminalId(String value) {

    private static final Pattern SHAPE = Pattern.compile("tm_[a-z2-7]{32}");

    public TerminalId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a terminal id: " + value);
        }
    }

    /** Reads an id that a caller sent; empty when it cannot be one. */
    public static Optional<TerminalId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new TerminalId(text)) : Optional.empty();
    }

    /** A new name. */
    public static TerminalId random(IdSource ids) {
        return new TerminalId("tm_" + Base32.encode(ids.bytes(DerivedId.BYTES)));
    }

    @Override
    public String toString() {
        return value;
    }
}
