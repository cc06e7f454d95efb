package io.quittance.persistence;

import static io.quittance.persistence.support.Payments.SHOP;
import static io.quittance.persistence.support.Payments.answered;
import static io.quittance.persistence.support.Payments.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.audit.JournalCheck;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.persistence.support.ChildProcess;
import io.quittance.persistence.support.FullDisk;
import io.quittance.persistence.support.ScriptedProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal cannot be written any more. Method: a process whose files may not pass 2 MiB pays until it fails. */
final class FullDiskTest {

    private static final List<String> LIMITED = List.of("sh", "-c", "ulimit -f 4096; exec \"$@\"", "sh");

    @TempDir
    private Path directory;

    @Test
    void stopsTakingRequestsAndLosesNothingThatItAcknowledged() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "SKIPPED: no shell here that could limit a file");

        List<String> said = ChildProcess.run(LIMITED, FullDisk.class, directory);

        List<String> paid = after("paid ", said);
        List<String> ordered = after("ordered ", said);
        assertThat(said)
                .contains("failed true", "pay OVERLOADED", "create OVERLOADED", "find OVERLOADED")
                .endsWith("closed");
        assertThat(paid).hasSizeGreaterThan(10);
        assertThat(ordered)
                .doesNotHaveDuplicates()
                .containsAll(paid.stream().map(id -> id + "-1").toList());
        stillKnows(paid, ordered);
    }

    /** What was ordered is durable, so a new process knows it; what was acknowledged is paid. */
    private void stillKnows(List<String> paid, List<String> ordered) {
        ScriptedProcessor later = ScriptedProcessor.silent();
        try (PaymentEngine engine = start(Journals.embedded(directory), later)) {
            assertThat(paid).allSatisfy(id -> assertThat(answered(engine.find(SHOP, new IntentId(id)))
                            .intent()
                            .status())
                    .isEqualTo(IntentStatus.SUCCEEDED));
            assertThat(ordered).allSatisfy(reference -> assertThat(answered(
                                    engine.find(SHOP, new IntentId(reference.substring(0, reference.lastIndexOf('-')))))
                            .intent()
                            .attempts())
                    .isNotEmpty());
            assertThat(later.orders()).isEmpty();
        }
        JournalCheck check = new JournalCheck();
        Journals.reader(directory).forEach(0, check::accept);
        assertThat(check.findings()).isEmpty();
    }

    private static List<String> after(String word, List<String> said) {
        return said.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }
}
