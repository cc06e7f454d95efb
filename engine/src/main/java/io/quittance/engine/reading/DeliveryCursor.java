package io.quittance.engine.reading;

import io.quittance.engine.id.EndpointId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of deliveries ended. A delivery's place never changes. As text it is opaque.
 *
 * @param position of the event that made the last delivery of the page owed first
 * @param endpoint its endpoint
 */
public record DeliveryCursor(FeedPosition position, EndpointId endpoint) {

    private static final Pattern SHAPE = Pattern.compile("(ev_[0-9]{1,18})\\.(we_.+)");

    /** The cursor for callers. */
    public String text() {
        String plain = position.text() + "." + endpoint.value();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a cursor that a caller sent; empty when it is none. */
    public static Optional<DeliveryCursor> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        Matcher plain = SHAPE.matcher(new String(bytes, StandardCharsets.US_ASCII));
        return plain.matches()
                ? FeedPosition.parse(plain.group(1)).flatMap(position -> EndpointId.parse(plain.group(2))
                        .map(endpoint -> new DeliveryCursor(position, endpoint)))
                : Optional.empty();
    }
}
