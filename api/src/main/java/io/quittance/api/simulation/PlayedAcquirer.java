package io.quittance.api.simulation;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.attempt.Processor;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * An acquirer with a book of its own and a bad line. It does not know a reference again: what is sent twice is charged
 * twice. It keeps its word about time: an order that has not been processed by its window never will be, and what it
 * processed it knows by then. Used by the world's thread.
 */
final class PlayedAcquirer {

    static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    static final Duration ABSENCE_WINDOW = Duration.ofSeconds(30);

    private static final int QUICK_MILLIS = 400;
    private static final int KEPT_WORD_MILLIS =
            (int) ANSWER_DEADLINE.plus(ABSENCE_WINDOW).toMillis() - 1;

    private final World world;
    private final Mishaps mishaps;
    private final Checks checks;
    private final UnaryOperator<AttemptOutcome> tongue;
    private final Map<String, Entry> book = new LinkedHashMap<>();
    private long downUntil = -1;

    private record Entry(AttemptOutcome outcome, long knownFrom) {}

    /** @param tongue what it says of what it did; the truth, unless a test plants a lie */
    PlayedAcquirer(World world, Mishaps mishaps, Checks checks, UnaryOperator<AttemptOutcome> tongue) {
        this.world = world;
        this.mishaps = mishaps;
        this.checks = checks;
        this.tongue = tongue;
    }

    /** Nobody reaches it for a while. */
    void goDown(long millis) {
        downUntil = world.elapsed() + millis;
    }

    /** A process's line to it, which ends with the process. */
    Processor lineOf(Lane lane) {
        return new Line(lane);
    }

    private boolean isDown() {
        return world.elapsed() < downUntil;
    }

    private int soon() {
        return 5 + world.chance().nextInt(QUICK_MILLIS);
    }

    private int late() {
        return (int) ANSWER_DEADLINE.toMillis() + world.chance().nextInt(20_000);
    }

    private void process(Order order, long knownBy, CompletableFuture<AttemptOutcome> answer, Lane lane) {
        AttemptOutcome outcome = decide(order);
        if (outcome instanceof AttemptOutcome.Approved) {
            checks.charged(order.downstreamReference(), order.amount().minorUnits());
        }
        boolean isHidden = mishaps.strikes(Mishap.HIDDEN);
        long hidden = isHidden && knownBy > world.elapsed()
                ? world.elapsed() + world.chance().nextLong(knownBy - world.elapsed())
                : world.elapsed();
        book.put(order.downstreamReference(), new Entry(outcome, hidden));
        if (!mishaps.strikes(Mishap.ANSWER_LOST)) {
            int travel = mishaps.strikes(Mishap.ANSWER_LATE) ? late() : soon();
            tell(lane, travel, () -> answer.complete(tongue.apply(outcome)));
        }
    }

    private AttemptOutcome decide(Order order) {
        if (mishaps.strikes(Mishap.DECLINED)) {
            return new AttemptOutcome.Declined(
                    new Failure("card_declined", "The issuer said no.", "insufficient_funds", "51", null));
        } else if (mishaps.strikes(Mishap.NOT_PROCESSED)) {
            return new AttemptOutcome.NotProcessed("the issuer was not reached");
        }
        return new AttemptOutcome.Approved(new Approval("000017", "acq-" + order.downstreamReference()));
    }

    private InquiryAnswer look(String reference) {
        Entry entry = book.get(reference);
        return entry == null || entry.knownFrom > world.elapsed()
                ? new InquiryAnswer.NotFound()
                : new InquiryAnswer.Found(tongue.apply(entry.outcome));
    }

    /** What is said to a process that died is heard by nobody. */
    private void tell(Lane lane, long travel, Runnable words) {
        world.after(travel, () -> {
            if (lane.isAlive()) {
                words.run();
            }
        });
    }

    private final class Line implements Processor {
        private final Lane lane;

        Line(Lane lane) {
            this.lane = lane;
        }

        @Override
        public String name() {
            return "played";
        }

        @Override
        public Set<Capability> capabilities() {
            return EnumSet.allOf(Capability.class);
        }

        @Override
        public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
            return send(order);
        }

        @Override
        public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
            return send(order);
        }

        private CompletionStage<AttemptOutcome> send(Order order) {
            checks.sent(order);
            CompletableFuture<AttemptOutcome> answer = new CompletableFuture<>();
            if (isDown()) {
                tell(lane, soon(), () -> answer.complete(new AttemptOutcome.NotProcessed("connection refused")));
            } else if (!mishaps.strikes(Mishap.ORDER_LOST)) {
                long knownBy = world.elapsed() + KEPT_WORD_MILLIS;
                int travel = mishaps.strikes(Mishap.ORDER_LATE) ? world.chance().nextInt(KEPT_WORD_MILLIS) : soon();
                world.after(travel, () -> process(order, knownBy, answer, lane));
                if (mishaps.strikes(Mishap.LINE_BROKEN)) {
                    tell(lane, soon(), () -> answer.completeExceptionally(new IOException("connection reset")));
                }
            }
            return answer;
        }

        @Override
        public CompletionStage<InquiryAnswer> inquire(String downstreamReference) {
            CompletableFuture<InquiryAnswer> answer = new CompletableFuture<>();
            world.note("inquiry " + downstreamReference);
            if (isDown()) {
                tell(lane, soon(), () -> answer.complete(new InquiryAnswer.NoAnswer("connection refused")));
            } else if (!mishaps.strikes(Mishap.INQUIRY_LOST)) {
                world.after(soon(), () -> {
                    InquiryAnswer words = look(downstreamReference);
                    int travel = mishaps.strikes(Mishap.INQUIRY_LATE) ? late() : soon();
                    tell(lane, travel, () -> answer.complete(words));
                });
            }
            return answer;
        }

        @Override
        public Duration answerDeadline() {
            return ANSWER_DEADLINE;
        }

        @Override
        public Duration absenceWindow() {
            return ABSENCE_WINDOW;
        }
    }
}
