package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RawJournalTest {

    @Test
    void measuresEveryGroupAndLeavesNothingBehind(@TempDir Path directory) throws Exception {
        RawJournalLimit limit = RawJournal.measure(directory, Duration.ofMillis(50));

        assertThat(limit.groups())
                .extracting(RawJournalLimit.Group::rowsPerCommit)
                .containsExactlyElementsOf(RawJournal.ROWS_PER_COMMIT);
        assertThat(limit.groups())
                .allSatisfy(group -> assertThat(group.rowsPerSecond()).isPositive());
        assertThat(limit.bytesPerRow()).isGreaterThan(RawJournal.PAYLOAD_BYTES);
        assertThat(limit.place()).contains(directory.toRealPath().toString());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void comparesWithTheGroupThatIsNearestByRatio() {
        RawJournalLimit limit = new RawJournalLimit(
                List.of(group(1, 10), group(16, 90), group(64, 300), group(256, 200)), 700, "/disk", null);

        assertThat(limit.nearest(Reading.of(8))).contains(group(16, 90));
        assertThat(limit.nearest(Reading.of(40))).contains(group(64, 300));
        assertThat(limit.nearest(Reading.of(5_000))).contains(group(256, 200));
        assertThat(limit.nearest(Reading.notMeasured("unknown"))).isEmpty();
        assertThat(limit.best()).contains(group(64, 300));
    }

    private static RawJournalLimit.Group group(int rowsPerCommit, double rowsPerSecond) {
        return new RawJournalLimit.Group(rowsPerCommit, rowsPerSecond);
    }
}
