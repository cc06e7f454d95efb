package io.quittance.persistence;

import static io.quittance.persistence.support.Payments.SHOP;
import static io.quittance.persistence.support.Payments.answered;
import static io.quittance.persistence.support.Payments.key;
import static io.quittance.persistence.support.Payments.payment;
import static io.quittance.persistence.support.Payments.result;
import static io.quittance.persistence.support.Payments.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.audit.JournalCheck;
import io.quittance.engine.intent.Refusal;
import io.quittance.persistence.support.AtOnce;
import io.quittance.persistence.support.ScriptedProcessor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests at the same moment, and one order at most. */
final class ConcurrentPaymentsTest {

    private static final int THREADS = 50;

    @TempDir
    private Path directory;

    private final ScriptedProcessor processor = ScriptedProcessor.approving();
    private PaymentEngine engine;

    @BeforeEach
    void open() {
        engine = start(Journals.embedded(directory), processor);
    }

    @AfterEach
    void closeAndCheck() {
        engine.close();
        JournalCheck check = new JournalCheck();
        Journals.reader(directory).forEach(0, check::accept);
        assertThat(check.findings()).isEmpty();
    }

    @Test
    void giveOneKeyOneOrderAndEqualAnswers() {
        List<PaymentResult.Answered> answers =
                AtOnce.from(THREADS, thread -> answered(engine.pay(SHOP, payment("cart-1"), key("key-1"))));

        assertThat(processor.orders()).hasSize(1);
        assertThat(answers)
                .hasSize(THREADS)
                .extracting(PaymentResult.Answered::intent)
                .containsOnly(answers.get(0).intent());
        assertThat(answers).extracting(PaymentResult.Answered::stage).containsOnly(PaymentResult.Stage.CREATED);
        assertThat(answers).filteredOn(answer -> !answer.replayed()).hasSize(1);
    }

    @Test
    void giveOneKeyOverTwoReferencesOneOrder() {
        List<PaymentResult> results =
                AtOnce.from(THREADS, thread -> result(engine.pay(SHOP, payment("cart-" + thread % 2), key("key-1"))));

        assertThat(processor.orders()).hasSize(1);
        assertThat(results)
                .filteredOn(result -> result instanceof PaymentResult.Answered)
                .hasSize(THREADS / 2);
        assertThat(results)
                .filteredOn(result -> result instanceof PaymentResult.Refused)
                .allSatisfy(result -> {
                    Refusal refusal = ((PaymentResult.Refused) result).refusal();
                    assertThat(refusal.code()).isEqualTo(Refusal.Code.IDEMPOTENCY_KEY_REUSED);
                    assertThat(refusal.mismatchedFields()).containsExactly("reference_id");
                });
    }

    @Test
    void giveOneReferenceUnderManyKeysOneOrder() {
        List<PaymentResult> results =
                AtOnce.from(THREADS, thread -> result(engine.pay(SHOP, payment("cart-1"), key("key-" + thread))));

        assertThat(processor.orders()).hasSize(1);
        assertThat(results).allSatisfy(result -> assertThat(result)
                .satisfiesAnyOf(paid -> assertThat(paid).isInstanceOf(PaymentResult.Answered.class), busy -> assertThat(
                                ((PaymentResult.Refused) busy).refusal().code())
                        .isEqualTo(Refusal.Code.ATTEMPT_IN_PROGRESS)));
        assertThat(results)
                .filteredOn(result -> result instanceof PaymentResult.Answered)
                .isNotEmpty();
    }

    @Test
    void giveEachReferenceItsOwnOrder() {
        List<PaymentResult.Answered> answers = AtOnce.from(
                THREADS, thread -> answered(engine.pay(SHOP, payment("cart-" + thread), key("key-" + thread))));

        assertThat(processor.orders()).hasSize(THREADS);
        assertThat(answers).extracting(answer -> answer.intent().id()).doesNotHaveDuplicates();
    }
}
