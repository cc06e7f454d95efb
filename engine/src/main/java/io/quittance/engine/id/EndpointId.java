package io.quittance.engine.id;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a webhook endpoint that a merchant registered: {@code we_} and 32 characters of base 32, random.
 *
 * @param value the whole text, e.g. {@code we_4qf…}
 */
public record EndpointId(String value) {

    private static final Pattern SHAPE = Pattern.compile("we_[a-z2-7]{32}");

    public EndpointId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of a webhook endpoint: " + value);
        }
    }

    /** Reads an id that a caller sent; empty when it cannot be one. */
    public static Optional<EndpointId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new EndpointId(text)) : Optional.empty();
    }

    /** A new name. */
    public static EndpointId random(IdSource ids) {
        return new EndpointId("we_" + Base32.encode(ids.bytes(DerivedId.BYTES)));
    }

    @Override
    public String toString() {
        return value;
    }
}
