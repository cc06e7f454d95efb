package io.quittance.api.acquirer;

import static io.quittance.api.acquirer.Given.CLOCK;
import static io.quittance.api.acquirer.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.attempt.AttemptOrder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcquirerLedgerTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("deep").resolve("acquirer.jsonl");
    }

    @Test
    void writesOneLinePerOrder() throws IOException {
        record(Given.order("pi_a-1"), Given.order("pi_b-1", 1251));

        assertThat(Files.readAllLines(file))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo(json("{'n':1,'at':'2026-11-21T10:15:30.123Z',"
                                        + "'kind':'authorization','reference':'pi_a-1','original':'pi_a-1',"
                                        + "'amount':1250,'currency':'EUR','card':'520000XXXXXX0056',"
                                        + "'held':0,'taken':1250,"
                                        + "'decision':'approved','code':'000001'}")),
                        second -> assertThat(second)
                                .startsWith(json("{'n':2,"))
                                .contains(json("'decision':'declined','code':'51',"))
                                .contains(json("'decline_code':'insufficient_funds',")));
    }

    @Test
    void knowsAfterReopeningWhatItTold() throws IOException {
        List<LedgerEntry> told = record(
                Given.order("pi_a-1"),
                Given.order("pi_b-1", 1251),
                Given.order("pi_c-1", 1291),
                Given.order("pi_d-1", 1250, "340000150358074", null));

        try (AcquirerLedger ledger = open()) {
            assertThat(told).allSatisfy(entry -> assertThat(settled(ledger.find(entry.reference())))
                    .containsExactly(entry));
            assertThat(settled(ledger.find("pi_x-1"))).isEmpty();
        }
    }

    @Test
    void countsOnAfterReopening() throws IOException {
        record(Given.order("pi_a-1"));

        assertThat(record(Given.order("pi_b-1"))).extracting(LedgerEntry::n).containsExactly(2L);
    }

    @Test
    void chargesASecondOrderUnderTheSameReferenceAgain() throws IOException {
        record(Given.order("pi_a-1"), Given.order("pi_b-1", 1251), Given.order("pi_a-1"), Given.order("pi_b-1", 1251));

        try (AcquirerLedger ledger = open()) {
            assertThat(settled(ledger.find("pi_a-1")))
                    .extracting(LedgerEntry::n)
                    .containsExactly(1L, 3L);
            LedgerSummary summary = ledger.summary();
            assertThat(summary.entries()).isEqualTo(4);
            assertThat(summary.approved()).isEqualTo(2);
            assertThat(summary.declined()).isEqualTo(2);
            assertThat(summary.approvedAmounts()).containsOnly(Map.entry("EUR", 2500L));
            assertThat(summary.chargedMoreThanOnce()).containsExactly("pi_a-1");
            assertThat(summary.receivedMoreThanOnce()).containsExactly("pi_a-1", "pi_b-1");
        }
    }

    @Test
    void keepsEveryOrderOfACrowd() throws IOException {
        AttemptOrder[] crowd = IntStream.range(0, 3_000)
                .mapToObj(i -> Given.order("pi_" + i + "-1"))
                .toArray(AttemptOrder[]::new);

        List<LedgerEntry> told = record(crowd);

        assertThat(told)
                .extracting(LedgerEntry::n)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 3_000).boxed().toList());
        assertThat(Files.readAllLines(file)).hasSize(3_000);
    }

    /**
     * Goal: a crash loses nothing that was told. Method: cut the file at every byte; whole lines stay, and only those.
     */
    @Test
    void losesNoWholeLineWhereverACrashCutsTheFile() throws IOException {
        record(Given.order("pi_a-1"), Given.order("pi_b-1"));
        byte[] whole = Files.readAllBytes(file);
        int firstEnd = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;

        int[] cuts = IntStream.rangeClosed(0, whole.length)
                .filter(cut -> cut % 7 == 0 || Math.abs(cut - firstEnd) < 3 || whole.length - cut < 3)
                .toArray();
        for (int length : cuts) {
            Files.write(file, Arrays.copyOf(whole, length));
            int expected = length < firstEnd ? 0 : length < whole.length ? 1 : 2;
            try (AcquirerLedger ledger = open()) {
                assertThat(ledger.summary().entries()).as("cut at %d", length).isEqualTo(expected);
            }
            assertThat(Files.size(file)).isEqualTo(new long[] {0, firstEnd, whole.length}[expected]);
        }
    }

    @Test
    void writesOnAfterATornLine() throws IOException {
        record(Given.order("pi_a-1"));
        Files.writeString(file, "{\"n\":2,\"at\":\"2026-", StandardOpenOption.APPEND);

        record(Given.order("pi_b-1"));

        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("{\"n\":2,")
                .contains("pi_b-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'n':2}\n",
                "\0\0\0\n",
                "{'n':3,'at':'2026-11-21T10:15:30.123Z','reference':'pi_a-1','amount':1250,'currency':'EUR',"
                        + "'card':'','decision':'approved'}\n"
            })
    void refusesAFileThatIsNotAsItWasWritten(String line) throws IOException {
        record(Given.order("pi_a-1"));
        Files.writeString(file, json(line), StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(this::open).isInstanceOf(LedgerRefused.class).hasMessageContaining("damaged at line 2");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void refusesASecondOpener() throws IOException {
        try (AcquirerLedger first = open()) {
            assertThatThrownBy(this::open).isInstanceOf(LedgerRefused.class).hasMessageContaining("in use");
            assertThat(settled(first.append(Given.order("pi_a-1"), new Verdict.Approved()))
                            .n())
                    .isEqualTo(1);
        }
        open().close();
    }

    @Test
    void refusesAnotherProcessEvenAfterSomebodyReadTheFile() throws Exception {
        try (AcquirerLedger first = open()) {
            settled(first.append(Given.order("pi_a-1"), new Verdict.Approved()));
            Files.readAllBytes(file);

            Process second = LedgerVictim.start(file);
            assertThat(LedgerVictim.words(second).readLine()).isEqualTo("in use");
            assertThat(second.waitFor()).isZero();
        }
    }

    /**
     * Goal: what was acknowledged survives SIGKILL. Method: kill a process that records, and look for what it printed.
     */
    @Test
    void missesNothingThatAKilledProcessAcknowledged() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        Process victim = LedgerVictim.start(file);
        try (BufferedReader words = LedgerVictim.words(victim)) {
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                acknowledged.add(word);
                if (acknowledged.size() == 2_000) {
                    victim.toHandle().destroyForcibly();
                }
            }
        } finally {
            victim.destroyForcibly().waitFor();
        }

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(2_000);
        acknowledged.removeIf(word -> !word.endsWith("-1"));
        try (AcquirerLedger ledger = open()) {
            assertThat(acknowledged).allSatisfy(reference -> assertThat(settled(ledger.find(reference)))
                    .hasSize(1));
        }
    }

    /** Goal: a ledger that could not write says nothing more. Method: a process whose files may not pass 64 KiB. */
    @Test
    void recordsAndTellsNothingAfterAFailedWrite() throws Exception {
        Process victim = LedgerVictim.start(file, "sh", "-c", "ulimit -f 64; exec \"$@\"", "sh");
        List<String> words;
        try (BufferedReader reader = LedgerVictim.words(victim)) {
            words = reader.lines().toList();
        }

        assertThat(words).last().isEqualTo("refused, and told nothing");
        try (AcquirerLedger ledger = open()) {
            List<String> acknowledged =
                    words.stream().filter(word -> word.endsWith("-1")).toList();
            assertThat(acknowledged).isNotEmpty().allSatisfy(reference -> assertThat(settled(ledger.find(reference)))
                    .hasSize(1));
        }
    }

    @Test
    void refusesOrdersAfterItWasClosed() throws IOException {
        AcquirerLedger ledger = open();
        ledger.close();

        assertThat(ledger.append(Given.order("pi_a-1"), new Verdict.Approved())).isCompletedExceptionally();
        assertThat(file).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5200000000000056",
                "340000150358074",
                "4456530000001013",
                "371449635392376",
                "630495060000000000",
                "501800000009"
            })
    void holdsNoCardNumberInAnyByte(String number) throws IOException {
        record(
                Given.order("pi_a-1", 1250, number, "7777"),
                Given.order("pi_b-1", 1251, number, "7777"),
                Given.order("pi_c-1", 1291, number, "7777"));

        String text = Files.readString(file);
        assertThat(text).contains(number.substring(number.length() - 4)).doesNotContain("7777");
        for (int start = 0; start + 7 <= number.length(); start++) {
            assertThat(text).doesNotContain(number.substring(start, start + 7));
        }
    }

    private List<LedgerEntry> record(AttemptOrder... orders) throws IOException {
        try (AcquirerLedger ledger = open()) {
            List<CompletionStage<LedgerEntry>> stages = Arrays.stream(orders)
                    .map(order -> ledger.append(order, AcquirerScript.decide(order)))
                    .toList();
            return stages.stream().map(Given::settled).toList();
        }
    }

    private AcquirerLedger open() throws IOException {
        return AcquirerLedger.open(file, CLOCK);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
