package io.quittance.persistence.sqlite;

import static io.quittance.persistence.support.Payments.CARD_NUMBER;
import static io.quittance.persistence.support.Payments.SHOP;
import static io.quittance.persistence.support.Payments.answered;
import static io.quittance.persistence.support.Payments.found;
import static io.quittance.persistence.support.Payments.pay;
import static io.quittance.persistence.support.Payments.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.Journal;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.audit.JournalCheck;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.journal.Durability;
import io.quittance.engine.journal.JournalCounters;
import io.quittance.persistence.DataDirectoryInUse;
import io.quittance.persistence.Journals;
import io.quittance.persistence.serialization.EventNames;
import io.quittance.persistence.support.ChildProcess;
import io.quittance.persistence.support.ScriptedProcessor;
import io.quittance.persistence.support.SecondOpener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteJournalTest {

    private static final List<String> SECRETS = List.of(
            CARD_NUMBER,
            "Birthday cake",
            "Miller",
            "seven",
            "io.quittance",
            "IntentCreated",
            "java.",
            "akka.",
            "Record");

    @TempDir
    private Path directory;

    @Test
    void answersAfterAReopeningAsBefore() {
        PaymentResult.Answered first;
        try (PaymentEngine engine = start(Journals.embedded(directory), ScriptedProcessor.approving())) {
            first = pay(engine, "cart-1", "key-1");
            assertThat(first.intent().status()).isEqualTo(IntentStatus.SUCCEEDED);
        }

        ScriptedProcessor later = ScriptedProcessor.approving();
        try (PaymentEngine engine = start(Journals.embedded(directory), later)) {
            PaymentResult.Answered replay = pay(engine, "cart-1", "key-1");

            assertThat(replay).isEqualTo(new PaymentResult.Answered(first.intent(), first.stage(), true));
            assertThat(answered(engine.find(SHOP, id("cart-1"))).intent()).isEqualTo(first.intent());
            assertThat(later.orders()).isEmpty();
            assertThat(later.inquiries()).isEmpty();
        }
    }

    @Test
    void holdsAHashChainThatAnyoneCanCheck() {
        try (PaymentEngine engine = start(Journals.embedded(directory), ScriptedProcessor.approving())) {
            pay(engine, "cart-1", "key-1");
            pay(engine, "cart-2", "key-2");
            JournalCheck whileOpen = check();

            assertThat(whileOpen.findings()).isEmpty();
            assertThat(whileOpen.entries()).isEqualTo(6);
            assertThat(found(engine.events(SHOP, id("cart-1"))))
                    .extracting(JournalEntry::manifest)
                    .containsExactly("intent.created.v1", "intent.attempt_started.v1", "intent.attempt_approved.v1");
        }

        JournalCheck afterwards = check();
        assertThat(afterwards.findings()).isEmpty();
        assertThat(afterwards.streams()).isEqualTo(2);
        assertThat(EventNames.all().keySet()).containsAll(afterwards.counts().keySet());
    }

    @Test
    void isPowerSafeAndCountsItsCommits() {
        try (PaymentEngine engine = start(Journals.embedded(directory), ScriptedProcessor.approving())) {
            assertThat(engine.durability()).isEqualTo(Durability.POWER_SAFE);
            assertThat(engine.journalCounters()).isEqualTo(new JournalCounters(0, 0));

            pay(engine, "cart-1", "key-1");

            assertThat(engine.journalCounters().events()).isEqualTo(3);
            assertThat(engine.journalCounters().commits()).isEqualTo(2);
        }
    }

    @Test
    void refusesASecondOpenerInTheSameProcess() {
        try (Journal first = Journals.embedded(directory)) {
            assertThat(first.durability()).isEqualTo(Durability.POWER_SAFE);
            assertThatThrownBy(() -> Journals.embedded(directory))
                    .isInstanceOf(DataDirectoryInUse.class)
                    .hasMessageContainingAll(directory.toString(), "Nothing was opened or changed");
        }

        Journals.embedded(directory).close();
    }

    @Test
    void refusesASecondOpenerInAnotherProcess() {
        try (PaymentEngine engine = start(Journals.embedded(directory), ScriptedProcessor.approving())) {
            assertThat(ChildProcess.run(List.of(), SecondOpener.class, directory))
                    .containsExactly(new DataDirectoryInUse(directory).getMessage());
            assertThat(pay(engine, "cart-1", "key-1").intent().status()).isEqualTo(IntentStatus.SUCCEEDED);
        }

        assertThat(ChildProcess.run(List.of(), SecondOpener.class, directory)).containsExactly("opened, POWER_SAFE");
    }

    @Test
    void letsGoOfADirectoryThatItCouldNotOpen() throws IOException {
        Path journal = Files.writeString(directory.resolve(Journals.JOURNAL_FILE), "no database".repeat(1_000));
        assertThatThrownBy(() -> Journals.embedded(directory)).isInstanceOf(StoreException.class);

        Files.delete(journal);
        Journals.embedded(directory).close();
    }

    @Test
    void letsGoOfADirectoryWhoseKeysItCouldNotOpen() throws IOException {
        Path keys = Files.writeString(directory.resolve("keys.db"), "no database".repeat(1_000));
        assertThatThrownBy(() -> Journals.embedded(directory)).isInstanceOf(StoreException.class);

        Files.delete(keys);
        Journals.embedded(directory).close();
    }

    /** Goal: the files hold nothing that they must not. Method: look at every byte, while open and afterwards. */
    @Test
    void holdsOurNamesAndNoSecretInAnyFile() throws IOException {
        try (PaymentEngine engine = start(Journals.embedded(directory), ScriptedProcessor.approving())) {
            pay(engine, "cart-1", "key-1");
            assertThat(files()).contains("journal.db", "journal.db-wal", "keys.db");
            holdsNoSecret();
        }
        holdsNoSecret();
        assertThat(bytesOf("journal.db").contains("intent.created.v1")).isTrue();
    }

    @Test
    void isOneFileAfterItWasClosed() throws IOException {
        try (PaymentEngine engine = start(Journals.embedded(directory), ScriptedProcessor.approving())) {
            pay(engine, "cart-1", "key-1");
        }

        assertThat(files()).containsExactlyInAnyOrder("journal.db", "keys.db", "read-model.db", "quittance.lock");
        assertThat(check().entries()).isEqualTo(3);
    }

    private void holdsNoSecret() throws IOException {
        for (String file : files()) {
            String bytes = bytesOf(file);
            assertThat(SECRETS.stream().filter(bytes::contains)).as(file).isEmpty();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
        }
    }

    private String bytesOf(String file) throws IOException {
        return new String(Files.readAllBytes(directory.resolve(file)), StandardCharsets.ISO_8859_1);
    }

    private JournalCheck check() {
        JournalCheck check = new JournalCheck();
        Journals.reader(directory).forEach(0, check::accept);
        return check;
    }

    private static IntentId id(String reference) {
        return IntentId.ofReference(SHOP, reference);
    }
}
