package io.quittance.api.http;

import io.quittance.engine.id.TerminalId;
import io.quittance.engine.reading.Page;
import io.quittance.engine.terminal.TerminalView;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of terminals ended, newest first. A terminal's place never changes, so pages neither repeat nor skip
 * what was there when the first was read, also when the terminal of the cursor is gone. As text it is opaque. Pure.
 *
 * @param registeredAt when the last terminal of the page was registered
 * @param id its name; orders those of one moment
 */
public record TerminalCursor(Instant registeredAt, TerminalId id) {

    private static final Comparator<TerminalCursor> NEWEST_FIRST = Comparator.comparing(TerminalCursor::registeredAt)
            .reversed()
            .thenComparing(cursor -> cursor.id().value());

    static TerminalCursor of(TerminalView terminal) {
        return new TerminalCursor(terminal.registeredAt(), terminal.id());
    }

    /** The cursor for callers. */
    String text() {
        byte[] bytes = (registeredAt + " " + id).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads a cursor that a caller sent; empty when it is none. */
    public static Optional<TerminalCursor> parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", 2);
            Instant registeredAt = Instant.parse(parts[0]);
            return parts.length < 2
                    ? Optional.empty()
                    : TerminalId.parse(parts[1]).map(id -> new TerminalCursor(registeredAt, id));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The page of these terminals that begins behind the cursor, or with the newest. */
    public static Page<TerminalView> page(List<TerminalView> terminals, int limit, @Nullable TerminalCursor after) {
        List<TerminalView> rest = terminals.stream()
                .filter(terminal -> after == null || NEWEST_FIRST.compare(after, of(terminal)) < 0)
                .sorted(Comparator.comparing(TerminalCursor::of, NEWEST_FIRST))
                .toList();
        List<TerminalView> page = rest.subList(0, Math.min(limit, rest.size()));
        boolean hasMore = rest.size() > page.size();
        return new Page<>(page, hasMore, hasMore ? of(page.get(page.size() - 1)).text() : null, 0);
    }
}
