package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.id.TerminalId;
import io.quittance.engine.reading.Page;
import io.quittance.engine.terminal.TerminalView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminalCursorTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00.123456Z");

    /** Three of one moment, one before them and one after. */
    private final List<TerminalView> all =
            List.of(terminal('c', 1), terminal('z', 0), terminal('a', 1), terminal('m', 2), terminal('b', 1));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 100})
    void pagesOfAnySizeTellEveryTerminalOnceNewestFirst(int limit) {
        List<Character> told = new ArrayList<>();
        Page<TerminalView> page = TerminalCursor.page(all, limit, null);
        told.addAll(letters(page));
        while (page.hasMore()) {
            assertThat(page.data()).hasSize(limit);
            page = TerminalCursor.page(
                    all, limit, TerminalCursor.parse(page.nextCursor()).orElseThrow());
            told.addAll(letters(page));
        }

        assertThat(told).containsExactly('m', 'a', 'b', 'c', 'z');
        assertThat(page.nextCursor()).isNull();
    }

    @Test
    void aPageGoesOnWhereItsTerminalWasBeforeItWasRemoved() {
        Page<TerminalView> first = TerminalCursor.page(all, 2, null);
        TerminalCursor cursor = TerminalCursor.parse(first.nextCursor()).orElseThrow();
        List<TerminalView> without = new ArrayList<>(all);
        without.removeAll(first.data());
        without.add(terminal('n', 9));

        assertThat(letters(TerminalCursor.page(without, 10, cursor))).containsExactly('b', 'c', 'z');
    }

    @Test
    void whereThereAreNoneThePageIsEmpty() {
        assertThat(TerminalCursor.page(List.of(), 10, null)).isEqualTo(new Page<>(List.of(), false, null, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "now",
                "2026-11-21T10:00:00Z",
                "2026-11-21T10:00:00Z pi_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "2026-11-21 tm_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "+9999999999-01-01T00:00:00Z tm_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void whatIsNoCursorIsNot(String content) {
        String encoded = Base64.getUrlEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));

        assertThat(TerminalCursor.parse(encoded)).isEmpty();
        assertThat(TerminalCursor.parse(content + "\u00e4")).isEmpty();
    }

    private static List<Character> letters(Page<TerminalView> page) {
        return page.data().stream()
                .map(terminal -> terminal.id().value().charAt(3))
                .toList();
    }

    private static TerminalView terminal(char letter, long seconds) {
        TerminalId id = new TerminalId("tm_" + String.valueOf(letter).repeat(32));
        Instant at = START.plusSeconds(seconds);
        return new TerminalView(id, "Till", "tcp://a:1", null, true, null, null, List.of(), 0, 0, null, at);
    }
}
