package io.quittance.api.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.quittance.api.simulation.MutantLab.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Goal: the simulation finds what it is there to find. Method: deliberate bugs are planted into the engine's sources,
 * one at a time, and each must be caught within a bounded number of seeds; the table of them is a document.
 */
final class MutantsTest {

    private static final int SEEDS_MAX = 300;
    private static final List<Integer> WITHIN = List.of(1, 10, 30, 100, SEEDS_MAX);
    private static final Path ROOT = root();
    private static final Path DOCUMENT = ROOT.resolve("engine/docs/mutants.md");
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.quittance.engine");
    private static final Level LEVEL = LOG.getLevel();

    @TempDir
    Path workshop;

    @BeforeAll
    static void beSilent() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(LEVEL);
    }

    @Test
    void everyMutantIsCaughtAndTheTableSaysSo() throws IOException {
        List<Mutant> mutants = Mutants.ALL;
        List<Verdict> verdicts = hunt(mutants);

        assertThat(IntStream.range(0, mutants.size())
                        .filter(i -> verdicts.get(i).violation().isEmpty())
                        .mapToObj(mutants::get))
                .as("not caught within %s seeds", SEEDS_MAX)
                .isEmpty();
        Path written = Files.writeString(Path.of("target", "mutants.md"), document(mutants, verdicts));
        assertThat(Files.readString(DOCUMENT))
                .as("when the change is right: cp %s %s", written.toAbsolutePath(), DOCUMENT)
                .isEqualTo(Files.readString(written));
    }

    @Test
    void aSnippetThatIsNoLongerThereFailsLoudly() {
        Mutant stale = Mutant.of("stale").edit("pom.xml", "no such words", "");

        assertThatThrownBy(() -> new MutantLab(ROOT, workshop).hunt(stale, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no longer holds this snippet");
    }

    @Test
    void aMutantThatChangesNothingIsNotCaught() {
        Mutant harmless = Mutant.of("harmless")
                .edit(
                        "engine/src/main/java/io/quittance/engine/Limits.java",
                        "IDEMPOTENCY_KEY_CHARS_MAX = 255;",
                        "IDEMPOTENCY_KEY_CHARS_MAX = 254;");

        assertThat(new MutantLab(ROOT, workshop).hunt(harmless, 10).violation()).isEmpty();
    }

    private List<Verdict> hunt(List<Mutant> mutants) {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            MutantLab lab = new MutantLab(ROOT, workshop);
            List<Future<Verdict>> hunts = mutants.stream()
                    .map(mutant -> threads.submit(() -> lab.hunt(mutant, SEEDS_MAX)))
                    .toList();
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<Verdict> hunt : hunts) {
                verdicts.add(hunt.get());
            }
            return verdicts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static String document(List<Mutant> mutants, List<Verdict> verdicts) {
        StringBuilder text = new StringBuilder("""
                # Mutants

                Deliberate bugs, planted one at a time into a copy of the sources by `MutantsTest`, and what the
                simulation says of the first seed that catches each. The invariants are listed in
                [ARCHITECTURE.md](ARCHITECTURE.md#simulation).

                | bug | caught by | within seeds |
                |---|---|---|
                """);
        for (int i = 0; i < mutants.size(); i++) {
            Verdict verdict = verdicts.get(i);
            int within = WITHIN.stream()
                    .filter(bound -> bound >= verdict.seeds())
                    .findFirst()
                    .orElseThrow();
            String invariant =
                    verdict.violation().substring(0, verdict.violation().indexOf(':'));
            text.append("| %s | %s | %s |%n".formatted(mutants.get(i).name(), invariant, within));
        }
        return text.toString();
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("engine/docs"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
