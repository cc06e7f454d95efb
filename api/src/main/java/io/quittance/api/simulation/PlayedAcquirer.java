package io.quittance.api.simulation;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.attempt.Processor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * An acquirer with a book of its own and a bad line. It does not know a reference again: what is sent twice is done
 * twice. It keeps its word about time, but for authorisations that a mishap approves too late: those it tells of
 * without being asked, again and again. Used by the world's thread.
 */
final class PlayedAcquirer {

    static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    static final Duration ABSENCE_WINDOW = Duration.ofSeconds(30);

    private static final int QUICK_MILLIS = 400;
    private static final int KEPT_WORD_MILLIS =
            (int) ANSWER_DEADLINE.plus(ABSENCE_WINDOW).toMillis() - 1;

    private static final int LATE_MILLIS_MAX = 60_000;
    private static final int NEWS_AGAIN_MILLIS = 20_000;
    private static final int NEWS_TOLD_KINDLY = 3;
    private static final int PAYER_MILLIS_MAX = 240_000;
    private static final int FORGETS_MILLIS_MAX = 20_000;
    private static final int PAYER_TIME_MILLIS = 120_000;

    private final World world;
    private final Mishaps mishaps;
    private final Checks checks;
    private final UnaryOperator<AttemptOutcome> tongue;
    private final Map<String, Entry> book = new LinkedHashMap<>();
    private final PlayedLedger ledger = new PlayedLedger();
    private final Map<Lane, NewsDesk> listeners = new LinkedHashMap<>();
    private long downUntil = -1;
    private int untold;

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

    /** Nothing is left that it will do or tell without being asked. */
    boolean isQuiet() {
        return untold == 0;
    }

    private void process(Order order, long knownBy, CompletableFuture<AttemptOutcome> answer, Lane lane) {
        AttemptOutcome outcome = order instanceof AttemptOrder ? authorize(order) : decide(order);
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

    private AttemptOutcome authorize(Order order) {
        if (mishaps.strikes(Mishap.LATE_AFTER_NO)) {
            approveLate(order, 1_000 + world.chance().nextInt(LATE_MILLIS_MAX));
            return no();
        }
        return mishaps.strikes(Mishap.CHALLENGED) ? ask(order) : decide(order);
    }

    private AttemptOutcome decide(Order order) {
        if (mishaps.strikes(Mishap.DECLINED)) {
            return declined("The issuer said no.");
        } else if (mishaps.strikes(Mishap.NOT_PROCESSED)) {
            return new AttemptOutcome.NotProcessed("the issuer was not reached");
        }
        return apply(order);
    }

    /** The payer answers some time or other, or never; his time may be over long before the acquirer says so. */
    private AttemptOutcome ask(Order order) {
        String reference = order.downstreamReference();
        untold++;
        world.after(world.chance().nextInt(PAYER_MILLIS_MAX), () -> {
            AttemptOutcome answer = world.happens(600) ? decide(order) : declined("The payer did not confirm.");
            world.note("payer of " + reference + ": " + answer.getClass().getSimpleName());
            book.put(reference, new Entry(answer, world.elapsed()));
            spread(reference, NEWS_TOLD_KINDLY);
        });
        if (world.happens(500)) {
            world.after(soon(), () -> tellAll(reference));
        }
        if (mishaps.strikes(Mishap.FORGETFUL)) {
            world.after(world.chance().nextInt(FORGETS_MILLIS_MAX), () -> forget(reference));
        }
        Instant until = world.instant().plusMillis(world.chance().nextInt(PAYER_TIME_MILLIS));
        return new AttemptOutcome.ActionRequired(
                "https://issuer.example/" + reference, world.happens(500) ? null : until);
    }

    /**
     * From now on it knows nothing of the order, and takes the payer's answer all the same. One that never heard of the
     * order from it could not tell this from an order that was lost.
     */
    private void forget(String reference) {
        Entry entry = book.get(reference);
        Deed deed = checks.money().deed(reference);
        boolean isAsked = entry != null && entry.outcome instanceof AttemptOutcome.ActionRequired;
        if (isAsked && deed != null && deed.isAcknowledged) {
            world.note("forgot " + reference);
            book.remove(reference);
        }
    }

    private AttemptOutcome no() {
        return world.happens(500)
                ? declined("The issuer said no, and meant yes.")
                : new AttemptOutcome.NotProcessed("not processed, it said");
    }

    private static AttemptOutcome declined(String words) {
        return new AttemptOutcome.Declined(new Failure("card_declined", words, "insufficient_funds", "51", null));
    }

    private AttemptOutcome apply(Order order) {
        PlayedLedger.Effect effect = ledger.apply(order);
        if (effect == null) {
            return declined("The money does not allow it.");
        }
        checks.money().effect(order, effect.held(), effect.taken());
        if (effect.taken() > 0 && mishaps.strikes(Mishap.SETTLED)) {
            settleLater(MoneyChecks.original(order));
        }
        return new AttemptOutcome.Approved(new Approval("000017", "acq-" + order.downstreamReference()));
    }

    /** It breaks its word: an authorisation that it said was not is. */
    private void approveLate(Order order, long millis) {
        checks.money().unbound(order.downstreamReference());
        untold++;
        world.after(millis, () -> {
            book.put(order.downstreamReference(), new Entry(apply(order), world.elapsed()));
            spread(order.downstreamReference(), NEWS_TOLD_KINDLY);
        });
    }

    private void settleLater(String original) {
        untold++;
        world.after(world.chance().nextInt(LATE_MILLIS_MAX), () -> {
            world.note("settled " + original);
            ledger.settle(original, world.instant());
            checks.money().settled(original);
            spread(original, NEWS_TOLD_KINDLY);
        });
    }

    /** Tells whoever listens, again and again, until it was told so often without any mishap. */
    private void spread(String reference, int kindly) {
        if (kindly == 0) {
            untold--;
            return;
        }
        int left = tellAll(reference) == 0 || mishaps.isOn() ? kindly : kindly - 1;
        world.after(NEWS_AGAIN_MILLIS, () -> spread(reference, left));
    }

    private int tellAll(String reference) {
        List<Lane> living = listeners.keySet().stream().filter(Lane::isAlive).toList();
        living.forEach(lane -> Objects.requireNonNull(listeners.get(lane)).tell(reference));
        return living.size();
    }

    private InquiryAnswer look(String reference) {
        Entry entry = book.get(reference);
        return entry == null || entry.knownFrom > world.elapsed()
                ? new InquiryAnswer.NotFound()
                : new InquiryAnswer.Found(tongue.apply(entry.outcome), ledger.settledAt(reference));
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
            checks.money().sent(order);
            CompletableFuture<AttemptOutcome> answer = new CompletableFuture<>();
            if (isDown()) {
                tell(lane, soon(), () -> answer.complete(new AttemptOutcome.NotProcessed("connection refused")));
            } else if (order instanceof AttemptOrder && mishaps.strikes(Mishap.LATE_AFTER_WINDOW)) {
                approveLate(order, KEPT_WORD_MILLIS + world.chance().nextInt(LATE_MILLIS_MAX));
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
        public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
            String downstreamReference = inquiry.downstreamReference();
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
        public void onNews(NewsDesk desk) {
            listeners.put(lane, desk);
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
