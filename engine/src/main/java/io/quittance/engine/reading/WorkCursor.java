package io.quittance.engine.reading;

import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.Due;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of the work list ended: an intent, and since when it needs attention. As text it is opaque.
 *
 * @param last the last intent of the page
 */
public record WorkCursor(Due last) {

    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,15})\\.(.+)");

    /** The cursor for callers. */
    public String text() {
        String plain = last.dueAt().toEpochMilli() + "." + last.id().value();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a cursor that a caller sent; empty when it is none. */
    public static Optional<WorkCursor> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        Matcher plain = SHAPE.matcher(new String(bytes, StandardCharsets.US_ASCII));
        return plain.matches()
                ? IntentId.parse(plain.group(2))
                        .map(id -> new WorkCursor(new Due(id, Instant.ofEpochMilli(Long.parseLong(plain.group(1))))))
                : Optional.empty();
    }
}
