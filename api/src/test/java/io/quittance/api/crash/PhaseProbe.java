package io.quittance.api.crash;

import io.quittance.api.ServerProbe;
import io.quittance.engine.Journal;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import io.quittance.engine.journal.EventCodec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/**
 * The crash campaign's hooks: notes the phase of every order where it passes from one part to the next, and holds it
 * there when the campaign says so. What is held never goes on; the kill comes.
 */
public final class PhaseProbe implements ServerProbe {

    private final PhaseFile phases;

    public PhaseProbe(PhaseFile phases) {
        this.phases = phases;
    }

    @Override
    public Journal journal(Journal journal) {
        EventCodec codec = new NotingCodec(journal.codec());
        return proxy(Journal.class, journal, (method, result) -> method.equals("codec") ? codec : result);
    }

    @Override
    public Processor processor(Processor processor) {
        return new NotingProcessor(processor);
    }

    @Override
    public PaymentEngine engine(PaymentEngine engine) {
        return proxy(
                PaymentEngine.class,
                engine,
                (method, result) -> Set.of("pay", "operate", "attempt").contains(method) ? recorded(result) : result);
    }

    @SuppressWarnings("unchecked") // All three methods return it.
    private Object recorded(Object result) {
        return ((CompletionStage<PaymentResult>) result).thenCompose(told -> {
            if (told instanceof PaymentResult.Answered answered) {
                noteEnds(answered.intent().snapshot().facts());
                if (phases.isHeld(Phase.P5)) {
                    return new CompletableFuture<>();
                }
            }
            return CompletableFuture.completedFuture(told);
        });
    }

    private void noteEnds(IntentFacts facts) {
        facts.attempts().stream()
                .filter(attempt -> !attempt.course().isOpen())
                .forEach(attempt -> phases.note(Phase.P5, attempt.downstreamReference()));
        facts.operations().stream()
                .filter(operation -> !operation.course().isOpen())
                .forEach(operation -> phases.note(Phase.P5, operation.downstreamReference()));
    }

    /** Blocks the thread for good when orders are to be held at this phase. */
    private void holdHere(Phase phase) {
        while (phases.isHeld(phase)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private final class NotingCodec implements EventCodec {

        private final EventCodec codec;

        private NotingCodec(EventCodec codec) {
            this.codec = codec;
        }

        @Override
        public String manifest(Object event) {
            return codec.manifest(event);
        }

        @Override
        public byte[] encode(Object event) {
            if (event instanceof AttemptStarted started) {
                phases.note(Phase.P1, started.downstreamReference());
                holdHere(Phase.P1);
            } else if (event instanceof OperationStarted started) {
                phases.note(Phase.P1, started.downstreamReference());
                holdHere(Phase.P1);
            }
            return codec.encode(event);
        }

        @Override
        public Object decode(String manifest, byte[] payload) {
            return codec.decode(manifest, payload);
        }
    }

    private final class NotingProcessor implements Processor {

        private final Processor processor;

        private NotingProcessor(Processor processor) {
            this.processor = processor;
        }

        private CompletionStage<AttemptOutcome> send(Order order) {
            String reference = order.downstreamReference();
            phases.note(Phase.P2, reference);
            if (phases.isHeld(Phase.P2)) {
                return new CompletableFuture<>();
            }
            CompletionStage<AttemptOutcome> outcome = order.sendTo(processor);
            phases.note(Phase.P3, reference);
            return outcome.thenCompose(answer -> {
                if (phases.isHeld(Phase.P3)) {
                    return new CompletableFuture<>();
                }
                phases.note(Phase.P4, reference);
                return phases.isHeld(Phase.P4) ? new CompletableFuture<>() : CompletableFuture.completedFuture(answer);
            });
        }

        @Override
        public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
            return send(order);
        }

        @Override
        public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
            return send(order);
        }

        @Override
        public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
            return processor.inquire(inquiry);
        }

        @Override
        public String name() {
            return processor.name();
        }

        @Override
        public Set<Capability> capabilities() {
            return processor.capabilities();
        }

        @Override
        public Duration answerDeadline() {
            return processor.answerDeadline();
        }

        @Override
        public Duration absenceWindow() {
            return processor.absenceWindow();
        }

        @Override
        public void onNews(NewsDesk desk) {
            processor.onNews(desk);
        }
    }

    private interface Change {
        Object apply(String method, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, Change change) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return change.apply(method.getName(), method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
