package io.quittance.engine.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.journal.HashChain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JournalCheckTest {

    private static final String CREATED = "intent.created.v1";
    private static final String STARTED = "intent.attempt_started.v1";
    private static final String APPROVED = "intent.attempt_approved.v1";

    @Test
    void findsNothingWrongWithWhatWasWritten() {
        JournalCheck check = check(twoStreams());

        assertThat(check.findings()).isEmpty();
        assertThat(check.entries()).isEqualTo(6);
        assertThat(check.streams()).isEqualTo(2);
        assertThat(check.counts())
                .containsExactly(Map.entry(APPROVED, 2L), Map.entry(STARTED, 2L), Map.entry(CREATED, 2L));
    }

    @Test
    void findsNothingWrongWithAnEmptyJournal() {
        JournalCheck check = check(List.of());

        assertThat(check.findings()).isEmpty();
        assertThat(check.entries()).isZero();
    }

    @Test
    void namesTheEventThatIsNotTheOneWrittenAndNoOther() {
        List<JournalEntry> entries = twoStreams();
        JournalEntry second = entries.get(2);
        entries.set(2, new JournalEntry(3, "intent|a", 2, STARTED, "{\"n\":9}".getBytes(UTF_8), second.hash()));

        assertThat(check(entries).findings())
                .contains("intent|a event 2 (" + STARTED + ", position 3) is not the one that was written")
                .noneMatch(finding -> finding.contains("intent|b"));
    }

    @Test
    void namesAGap() {
        List<JournalEntry> entries = twoStreams();
        entries.remove(2);

        assertThat(check(entries).findings())
                .contains("intent|a has event 3 where 2 must follow: an event was removed, added or moved")
                .noneMatch(finding -> finding.contains("intent|b"));
    }

    @Test
    void namesAnEventThatWasRemovedAndItsGapClosed() {
        List<JournalEntry> entries = twoStreams();
        entries.remove(2);
        JournalEntry third = entries.get(3);
        entries.set(3, new JournalEntry(5, "intent|a", 2, APPROVED, third.payload(), third.hash()));

        assertThat(check(entries).findings())
                .containsExactly("intent|a event 2 (" + APPROVED + ", position 5) is not the one that was written");
    }

    @Test
    void namesAnEventThatWasMovedToAnotherStream() {
        List<JournalEntry> entries = twoStreams();
        JournalEntry last = entries.get(5);
        entries.set(5, new JournalEntry(6, "intent|c", 1, APPROVED, last.payload(), last.hash()));

        assertThat(check(entries).findings())
                .containsExactly("intent|c event 1 (" + APPROVED + ", position 6) is not the one that was written");
    }

    @Test
    void showsALinkInHexAndPrintsNoPayload() {
        JournalEntry entry = new JournalEntry(1, "intent|a", 1, CREATED, "secret".getBytes(UTF_8), new byte[32]);

        assertThat(entry.hashHex()).isEqualTo("0".repeat(64));
        assertThat(entry.toString()).contains("intent|a#1").doesNotContain("secret");
    }

    private static JournalCheck check(List<JournalEntry> entries) {
        JournalCheck check = new JournalCheck();
        entries.forEach(check::accept);
        return check;
    }

    /** Two streams of three events each, interleaved. */
    private static List<JournalEntry> twoStreams() {
        List<JournalEntry> entries = new ArrayList<>();
        Map<String, HashChain> chains = new HashMap<>();
        for (String manifest : List.of(CREATED, STARTED, APPROVED)) {
            for (String stream : List.of("intent|a", "intent|b")) {
                HashChain chain = chains.computeIfAbsent(stream, HashChain::of);
                byte[] payload = ("{\"n\":" + entries.size() + "}").getBytes(UTF_8);
                byte[] hash = chain.append(manifest, payload);
                entries.add(new JournalEntry(entries.size() + 1L, stream, chain.length(), manifest, payload, hash));
            }
        }
        return entries;
    }
}
