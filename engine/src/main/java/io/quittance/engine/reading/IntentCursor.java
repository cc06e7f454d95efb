package io.quittance.engine.reading;

import io.quittance.engine.reading.IntentQuery.Filter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of intents ended. An intent's place is fixed when it is created, so pages neither repeat nor skip what
 * was there when the first was read. As text it is opaque, and it belongs to the filter that it came from.
 *
 * @param createdAt when the last intent of the page was created, milliseconds since 1970
 * @param position where its creation stands in the journal
 */
public record IntentCursor(long createdAt, long position) {

    private static final byte VERSION = 1;
    private static final int BYTES = 1 + Long.BYTES + Long.BYTES + Integer.BYTES;

    /** The cursor for callers. */
    public String text(Filter filter) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(createdAt)
                .putLong(position)
                .putInt(mark(filter))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads a cursor that a caller sent; empty when it is none, or came from another filter. */
    public static Optional<IntentCursor> parse(String text, Filter filter) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length != BYTES || buffer.get() != VERSION) {
            return Optional.empty();
        }
        IntentCursor cursor = new IntentCursor(buffer.getLong(), buffer.getLong());
        return buffer.getInt() == mark(filter) ? Optional.of(cursor) : Optional.empty();
    }

    /** The same for the same filter, also in another process; {@code hashCode} of an enum would not be. */
    private static int mark(Filter filter) {
        return Arrays.hashCode(new Object[] {
            filter.referenceId(),
            filter.status() == null ? null : filter.status().text(),
            filter.customerId(),
            filter.terminalId(),
            filter.inDoubt(),
            filter.createdFrom(),
            filter.createdTo()
        });
    }
}
