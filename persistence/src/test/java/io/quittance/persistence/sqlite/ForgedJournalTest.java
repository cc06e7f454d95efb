package io.quittance.persistence.sqlite;

import static io.quittance.persistence.support.Payments.SHOP;
import static io.quittance.persistence.support.Payments.answered;
import static io.quittance.persistence.support.Payments.hurriedPayment;
import static io.quittance.persistence.support.Payments.key;
import static io.quittance.persistence.support.Payments.pay;
import static io.quittance.persistence.support.Payments.payment;
import static io.quittance.persistence.support.Payments.refused;
import static io.quittance.persistence.support.Payments.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.audit.JournalCheck;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.intent.Refusal;
import io.quittance.persistence.Journals;
import io.quittance.persistence.support.Forger;
import io.quittance.persistence.support.ScriptedProcessor;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens when somebody changed the journal outside Quittance: two carts were paid, and one row is forged. */
final class ForgedJournalTest {

    private static final IntentId FORGED = IntentId.ofReference(SHOP, "forged");
    private static final Duration SOON = Duration.ofSeconds(4);
    private static final IntentId SOUND = IntentId.ofReference(SHOP, "sound");

    @TempDir
    private Path directory;

    private Forger forger;

    @BeforeEach
    void payTwoCarts() {
        try (PaymentEngine engine = start(Journals.embedded(directory), ScriptedProcessor.approving())) {
            pay(engine, "forged", "key-of-forged");
            pay(engine, "sound", "key-of-sound");
        }
        forger = new Forger(directory.resolve(Journals.JOURNAL_FILE));
    }

    @Test
    void quarantinesAnIntentWhoseAmountWasChangedAndNoOther() throws SQLException {
        forger.flip(FORGED, 1, forger.placeOf(FORGED, 1, "1250"), '1' ^ '2');

        quarantinesOneIntent();
        assertThat(findings()).contains("event 1 (intent.created.v1").doesNotContain(SOUND.value());
    }

    @Test
    void quarantinesAnIntentWhoseRowIsNoFrameAnyMoreAndNoOther() throws SQLException {
        forger.flip(FORGED, 2, 0, 1);

        quarantinesOneIntent();
        assertThat(findings()).contains("event 2 (intent.attempt_started.v1").doesNotContain(SOUND.value());
    }

    @Test
    void quarantinesAnIntentWhoseApprovalFollowsNoAttemptAnyMore() throws SQLException {
        forger.remove(FORGED, 2);

        quarantinesOneIntent();
        assertThat(findings())
                .contains(FORGED + " has event 3 where 2 must follow: an event was removed, added or moved")
                .doesNotContain(SOUND.value());
    }

    @ParameterizedTest(name = "byte {1} of event {0}")
    @CsvSource({"1, 0", "1, 9", "1, 72", "1, 73", "2, 83", "2, 84", "2, 200", "3, -2", "3, -1"})
    void namesThePlaceOfOneFlippedBit(long sequence, int place) throws SQLException {
        forger.flip(FORGED, sequence, place, 1);

        assertThat(findings())
                .contains("intent|" + FORGED + " event " + sequence + " (intent.")
                .contains("is not the one that was written")
                .doesNotContain(SOUND.value());
    }

    /** Goal: nobody waits for an intent that will not answer. Method: callers who would wait for twenty seconds. */
    @Test
    void answersAtOnceThatAnIntentCannotBeRead() throws SQLException {
        forger.flip(FORGED, 1, forger.placeOf(FORGED, 1, "1250"), '1' ^ '2');

        try (PaymentEngine engine = start(Journals.embedded(directory), ScriptedProcessor.approving())) {
            for (String key : List.of("key-of-forged", "another-key", "another-key")) {
                CompletionStage<PaymentResult> refused = engine.pay(SHOP, payment("forged"), key(key));
                assertThat(refused.toCompletableFuture()).succeedsWithin(SOON);
                assertThat(refused(refused).refusal().code()).isEqualTo(Refusal.Code.INTERNAL);
            }
            assertThat(engine.find(SHOP, FORGED).toCompletableFuture()).succeedsWithin(SOON);
            assertThat(engine.standing(SHOP, PaymentEngine.PAY_PATH, key("key-of-forged"))
                            .toCompletableFuture())
                    .succeedsWithin(SOON);
        }
    }

    private void quarantinesOneIntent() {
        ScriptedProcessor processor = ScriptedProcessor.approving();
        try (PaymentEngine engine = start(Journals.embedded(directory), processor)) {
            CompletionStage<PaymentResult> found = engine.find(SHOP, FORGED);
            CompletionStage<PaymentResult> repeated = engine.pay(SHOP, hurriedPayment("forged"), key("key-of-forged"));
            CompletionStage<PaymentResult> paidAnew = engine.pay(SHOP, hurriedPayment("forged"), key("another-key"));

            assertThat(answered(engine.find(SHOP, SOUND)).intent().status()).isEqualTo(IntentStatus.SUCCEEDED);
            assertThat(pay(engine, "new", "key-of-new").intent().status()).isEqualTo(IntentStatus.SUCCEEDED);
            assertThat(List.of(refused(found), refused(repeated), refused(paidAnew)))
                    .allSatisfy(refused -> assertThat(refused.intent()).isNull());
            assertThat(processor.orders()).hasSize(1);
            assertThat(processor.inquiries()).isEmpty();
            assertThat(engine.isReady()).isTrue();
            assertThat(engine.failed().toCompletableFuture()).isNotDone();
        }
    }

    private String findings() {
        JournalCheck check = new JournalCheck();
        Journals.reader(directory).forEach(0, check::accept);
        return String.join("\n", check.findings());
    }
}
