package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BenchReportTest {

    private static final List<String> NAMES =
            List.of(("scenario unit target mode rate_per_second connections warm_up_seconds measured_seconds seed "
                            + "per_second requests errors unsent trivial errors_by_reason error_samples latency_ms cpu "
                            + "journal raw_limit started_at version commit command machine not_measured")
                    .split(" "));
    private static final Reading MISSING = Reading.notMeasured("no /metrics");
    private static final RawJournalLimit RAW = new RawJournalLimit(
            List.of(
                    new RawJournalLimit.Group(16, 50_000),
                    new RawJournalLimit.Group(64, 80_000),
                    new RawJournalLimit.Group(256, 100_000)),
            700,
            "/disk (ext4)",
            null);
    private static final Usage.Journal JOURNAL = new Usage.Journal(
            Reading.of(4), Reading.of(0.1), Reading.of(40), Reading.of(40_000), Reading.of(2_800), Reading.of(700));

    @Test
    void jsonHasEveryFigureUnderItsName() throws Exception {
        JsonNode json = new ObjectMapper().readTree(report(JOURNAL, RAW).json());

        assertThat(json.fieldNames()).toIterable().containsExactlyElementsOf(NAMES);
        assertThat(json.at("/per_second").asDouble()).isEqualTo(10_000.123);
        assertThat(json.at("/latency_ms/p99_9").asDouble()).isEqualTo(9.5);
        assertThat(json.at("/error_samples/0/answer").asText()).isEqualTo("{}");
        assertThat(json.at("/cpu/server_percent").asDouble()).isEqualTo(150);
        assertThat(json.at("/journal/rows_per_commit").asDouble()).isEqualTo(40);
        assertThat(json.at("/raw_limit/groups/2/rows_per_second").asDouble()).isEqualTo(100_000);
        assertThat(json.at("/raw_limit/ratio_to_nearest").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/raw_limit/ratio_to_best").asDouble()).isEqualTo(0.4);
        assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
    }

    @Test
    void aFigureThatWasNotTakenIsNullAndSaysWhy() throws Exception {
        Usage.Journal unknown = new Usage.Journal(MISSING, MISSING, MISSING, MISSING, MISSING, MISSING);

        JsonNode json = new ObjectMapper()
                .readTree(report(unknown, RawJournalLimit.notMeasured("not asked for"))
                        .json());

        assertThat(json.at("/journal/rows_per_answer").isNull()).isTrue();
        assertThat(json.at("/not_measured").get("journal.rows_per_answer").asText())
                .isEqualTo("no /metrics");
        assertThat(json.at("/not_measured").get("journal.fsyncs_per_commit").asText())
                .isEqualTo("not asked for");
        assertThat(json.at("/not_measured").get("raw_limit.ratio_to_best").asText())
                .isEqualTo("not asked for");
        assertThat(json.at("/raw_limit/groups")).isEmpty();
    }

    @Test
    void theTextTellsTheSame() {
        assertThat(report(JOURNAL, RAW).text())
                .contains("payment, open at 12,000 per second, 64 connections")
                .contains("10,000.1 payments/s")
                .contains("p50 1.50 ms, p99 5.00 ms, p99.9 9.50 ms, max 20.00 ms, from the intended start")
                .contains("1 of 100,001 requests, and 3 more were due but never sent: overloaded")
                .contains("1 × status 503")
                .contains("server 150 % (15.0 s), driver 20 % (2.0 s) (20.0 µs per answer)")
                .contains("rows 4.00, commits 0.100, bytes 2,800 (growth of journal.db and journal.db-wal together)")
                .contains("per payment not measured: not asked for")
                .contains("16 → 50,000, 64 → 80,000, 256 → 100,000")
                .contains("(64 rows per commit) 0.50, at the best 0.40")
                .contains("2 cores, EPYC, 24.0 GiB, Linux 6, OpenJDK 17")
                .contains("commit abc")
                .contains("java -jar quittance.jar bench");
    }

    @Test
    void aScenarioThatMovesNothingIsComparedWithATrivialRoute() throws Exception {
        BenchReport told = report(JOURNAL, RAW);
        BenchReport compared = new BenchReport(
                        LoadPlan.of(Scenario.REPLAY),
                        told.target(),
                        told.outcome(),
                        told.trivialPerSecond(),
                        told.usage(),
                        told.fsyncs(),
                        told.rawLimit(),
                        told.provenance())
                .with(Reading.of(12_500));

        assertThat(compared.text())
                .contains("12,500.0 GET /health/live of the same server in the same run; ratio 0.80");
        assertThat(new ObjectMapper()
                        .readTree(compared.json())
                        .at("/trivial/ratio")
                        .asDouble())
                .isEqualTo(0.8);
    }

    private static BenchReport report(Usage.Journal journal, RawJournalLimit raw) {
        return new BenchReport(
                LoadPlan.of(Scenario.PAYMENT).open(12_000),
                "http://127.0.0.1:8080",
                new Outcome(
                        10_000.1234,
                        new Latency(100_000, 2, 1.5, 5, 9.5, 20),
                        1,
                        Map.of("status 503", 1L),
                        List.of(new ErrorSample("status 503", "{}")),
                        3),
                Reading.notMeasured("not asked for"),
                new Usage(new Usage.Cpu(Reading.of(15), Reading.of(2), 10, Reading.of(20)), journal),
                FsyncUse.notMeasured("not asked for"),
                raw,
                new Provenance(
                        Instant.parse("2026-11-21T00:00:00Z"),
                        "0.1.0",
                        "abc",
                        "java -jar quittance.jar bench",
                        new Machine(2, "EPYC", 24L << 30, "Linux 6", "OpenJDK 17")));
    }
}
