package io.quittance.api.http;

import io.quittance.engine.id.CardId;
import io.quittance.engine.reading.Page;
import io.quittance.engine.vault.CardView;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of saved cards ended, newest first. A card's place never changes, so pages neither repeat nor skip what
 * was there when the first was read, also when the card of the cursor is gone. As text it is opaque. Pure.
 *
 * @param createdAt when the last card of the page was kept
 * @param id its name; orders those of one moment
 */
public record CardCursor(Instant createdAt, CardId id) {

    private static final Comparator<CardCursor> NEWEST_FIRST = Comparator.comparing(CardCursor::createdAt)
            .reversed()
            .thenComparing(cursor -> cursor.id().body());

    static CardCursor of(CardView view) {
        return new CardCursor(view.card().createdAt(), view.card().id());
    }

    /** The cursor for callers. */
    String text() {
        byte[] bytes = (createdAt + " " + id.crossReference()).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads a cursor that a caller sent; empty when it is none. */
    public static Optional<CardCursor> parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", 2);
            Instant createdAt = Instant.parse(parts[0]);
            return parts.length < 2
                    ? Optional.empty()
                    : CardId.ofCrossReference(parts[1]).map(id -> new CardCursor(createdAt, id));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The page of these cards that begins behind the cursor, or with the newest. */
    public static Page<CardView> page(List<CardView> cards, int limit, @Nullable CardCursor after) {
        List<CardView> rest = cards.stream()
                .filter(card -> after == null || NEWEST_FIRST.compare(after, of(card)) < 0)
                .sorted(Comparator.comparing(CardCursor::of, NEWEST_FIRST))
                .toList();
        List<CardView> page = rest.subList(0, Math.min(limit, rest.size()));
        boolean hasMore = rest.size() > page.size();
        return new Page<>(page, hasMore, hasMore ? of(page.get(page.size() - 1)).text() : null, 0);
    }
}
