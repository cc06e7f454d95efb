package io.quittance.persistence;

import static io.quittance.persistence.support.Payments.SHOP;
import static io.quittance.persistence.support.Payments.answered;
import static io.quittance.persistence.support.Payments.hurriedPayment;
import static io.quittance.persistence.support.Payments.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.NewsResult;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.reading.Listing;
import io.quittance.persistence.support.Payments;
import io.quittance.persistence.support.ScriptedProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an engine says to who keeps news, and when: not before everything that is new is in the journal. */
final class KeptNewsTest {
    private static final IntentId CART = IntentId.ofReference(SHOP, "cart-1");
    private static final String REFERENCE = CART + "-1";
    private static final AttemptOutcome UNKNOWN = new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "no answer");
    private static final AttemptOutcome PAYER =
            new AttemptOutcome.ActionRequired("https://issuer.example/challenge", null);

    @TempDir
    private Path directory;

    private final Counterparty counterparty = new Counterparty();

    @Test
    void theOutcomeAndTheSettlementAreInTheJournalBeforeItIsAnswered() {
        counterparty.outcome = new CompletableFuture<>();
        counterparty.answer =
                new InquiryAnswer.Found(ScriptedProcessor.APPROVED, Instant.parse("2026-03-13T10:00:00Z"));
        try (PaymentEngine engine = start()) {
            answered(engine.pay(SHOP, hurriedPayment("cart-1"), key("key-1")));

            assertThat(deliver(REFERENCE)).isEqualTo(NewsResult.ANSWERED);

            assertThat(manifests(engine)).endsWith("intent.attempt_approved.v1", "intent.settled.v1");
        }
    }

    @ParameterizedTest
    @MethodSource
    void whatWasSaidDecidesWhetherItIsDone(InquiryAnswer said, NewsResult result) {
        counterparty.answer = said;
        try (PaymentEngine engine = start()) {
            Payments.pay(engine, "cart-1", "key-1");
            List<String> before = manifests(engine);

            assertThat(deliver(REFERENCE)).isEqualTo(result);

            assertThat(manifests(engine)).isEqualTo(before);
            assertThat(counterparty.inquiries).hasValue(1);
        }
    }

    static Stream<Arguments> whatWasSaidDecidesWhetherItIsDone() {
        return Stream.of(
                Arguments.of(new InquiryAnswer.Found(ScriptedProcessor.APPROVED), NewsResult.ANSWERED),
                Arguments.of(new InquiryAnswer.Found(new AttemptOutcome.NotProcessed("undone")), NewsResult.ANSWERED),
                Arguments.of(new InquiryAnswer.Found(UNKNOWN), NewsResult.UNANSWERED),
                Arguments.of(new InquiryAnswer.Found(PAYER), NewsResult.UNANSWERED),
                Arguments.of(new InquiryAnswer.NotFound(), NewsResult.UNANSWERED),
                Arguments.of(new InquiryAnswer.NoAnswer("broken"), NewsResult.UNANSWERED));
    }

    @Test
    void aPayerWhoIsStillAtItIsAnAnswerWhileTheAttemptIsOpen() {
        counterparty.outcome = CompletableFuture.completedFuture(PAYER);
        counterparty.answer = new InquiryAnswer.Found(PAYER);
        try (PaymentEngine engine = start()) {
            answered(engine.pay(SHOP, hurriedPayment("cart-1"), key("key-1")));

            assertThat(deliver(REFERENCE)).isEqualTo(NewsResult.ANSWERED);
        }
    }

    @Test
    void whatIsNoOrdersIsNotAskedAbout() {
        try (PaymentEngine engine = start()) {
            Payments.pay(engine, "cart-1", "key-1");

            assertThat(deliver(CART + "-2")).isEqualTo(NewsResult.NOTHING_TO_ASK);
            assertThat(deliver(IntentId.ofReference(SHOP, "cart-2") + "-1")).isEqualTo(NewsResult.NOTHING_TO_ASK);
            assertThat(deliver("nobody's")).isEqualTo(NewsResult.NOTHING_TO_ASK);
            assertThat(counterparty.inquiries).hasValue(0);
        }
    }

    @Test
    void whoCannotBeAskedIsNotAsked() {
        counterparty.offers = EnumSet.noneOf(Capability.class);
        try (PaymentEngine engine = start()) {
            Payments.pay(engine, "cart-1", "key-1");

            assertThat(deliver(REFERENCE)).isEqualTo(NewsResult.NOTHING_TO_ASK);
            assertThat(counterparty.inquiries).hasValue(0);
        }
    }

    @Test
    void anEngineThatIsClosedHasAskedNobody() {
        start().close();

        assertThat(deliver(REFERENCE)).isEqualTo(NewsResult.UNANSWERED);
    }

    private PaymentEngine start() {
        return Payments.start(Journals.embedded(directory), counterparty);
    }

    private NewsResult deliver(String reference) {
        return counterparty
                .desk
                .deliver(reference)
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static List<String> manifests(PaymentEngine engine) {
        Listing.Found<JournalEntry> found = (Listing.Found<JournalEntry>)
                engine.events(SHOP, CART).toCompletableFuture().join();
        return found.page().data().stream().map(JournalEntry::manifest).toList();
    }

    /** Approves at once, unless the test says otherwise. */
    private static final class Counterparty implements Processor {
        private final AtomicInteger inquiries = new AtomicInteger();
        private Set<Capability> offers = EnumSet.allOf(Capability.class);
        private CompletableFuture<AttemptOutcome> outcome =
                CompletableFuture.completedFuture(ScriptedProcessor.APPROVED);
        private InquiryAnswer answer = new InquiryAnswer.NotFound();
        private volatile NewsDesk desk;

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Set<Capability> capabilities() {
            return offers;
        }

        @Override
        public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
            return outcome.copy();
        }

        @Override
        public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
            return outcome.copy();
        }

        @Override
        public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
            inquiries.incrementAndGet();
            return CompletableFuture.completedFuture(answer);
        }

        @Override
        public void onNews(NewsDesk told) {
            desk = told;
        }

        @Override
        public Duration answerDeadline() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration absenceWindow() {
            return Duration.ofSeconds(60);
        }
    }
}
