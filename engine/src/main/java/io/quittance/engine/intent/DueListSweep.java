package io.quittance.engine.intent;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Availability;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the intents that owe something and that nobody asks for: after a restart those whose outcome is open, later
 * those whose time has come (design decision 6). It goes round the due list, a page per step, so that a restart after a
 * long outage is no storm; a list that cannot be read now is read in the next step.
 *
 * <p>When the counterparty answers again after it did not, every open doubt is asked about at once, at the same pace.
 * While it does not answer, one doubt is asked about every few seconds, so that its return is noticed.
 */
public final class DueListSweep {

    private static final Logger LOG = LoggerFactory.getLogger(DueListSweep.class);

    private static final int PAGE = (int) (Limits.WAKE_PER_SECOND * Limits.DUE_LIST_STEP.toMillis() / 1_000);

    /** What the sweep hears. */
    sealed interface Message {}

    private enum Step implements Message {
        LOOK,
        PROBE,
        PROBED
    }

    private record Found(List<Due> due, int round) implements Message {}

    private record Unread(Throwable cause) implements Message {}

    /** Whether the counterparty answers has changed. */
    private record Changed(boolean isAnswering) implements Message {}

    /** The due list; a part of the read model. */
    @FunctionalInterface
    public interface DueList {
        /** What is due at this moment, the longest due first, after the one given; at most this many. */
        CompletionStage<List<Due>> due(Instant now, @Nullable Due after, int most);
    }

    private final ActorContext<Message> context;
    private final TimerScheduler<Message> timers;
    private final DueList list;
    private final InstantSource clock;
    private final IntentDirectory directory;
    private @Nullable Due last;
    private boolean isAnswering = true;
    private int round;
    private int inquireRound = -1;
    private boolean hasInquiredOfLate;
    private boolean owesInquiry;

    private DueListSweep(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            DueList list,
            InstantSource clock,
            IntentDirectory directory) {
        this.context = context;
        this.timers = timers;
        this.list = list;
        this.clock = clock;
        this.directory = directory;
    }

    /** The sweep of one engine. */
    public static Behavior<Void> create(
            DueList list, InstantSource clock, Availability counterparty, IntentDirectory directory) {
        return Behaviors.<Message>setup(context -> Behaviors.withTimers(timers -> {
                    var self = context.getSelf();
                    counterparty.onChange(isAnswering -> self.tell(new Changed(isAnswering)));
                    timers.startTimerWithFixedDelay(Step.PROBE, Limits.PROBE_STEP);
                    DueListSweep sweep = new DueListSweep(context, timers, list, clock, directory);
                    sweep.look();
                    return sweep.behavior();
                }))
                .unsafeCast();
    }

    private Behavior<Message> behavior() {
        return Behaviors.receive(Message.class)
                .onMessageEquals(Step.LOOK, () -> {
                    look();
                    return Behaviors.same();
                })
                .onMessageEquals(Step.PROBE, this::onProbe)
                .onMessageEquals(Step.PROBED, Behaviors::same)
                .onMessage(Found.class, this::onFound)
                .onMessage(Unread.class, this::onUnread)
                .onMessage(Changed.class, this::onChanged)
                .build();
    }

    private void look() {
        int asked = round;
        context.pipeToSelf(
                read(horizon(), last, PAGE),
                (due, failure) -> due != null ? new Found(due, asked) : new Unread(failure));
    }

    /** A list that throws is one that cannot be read now: the sweep outlives it. */
    private CompletionStage<List<Due>> read(Instant by, @Nullable Due after, int most) {
        try {
            return list.due(by, after, most);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** At the start nobody looks after what a former process left open, so its answers need not be overdue. */
    private Instant horizon() {
        Instant now = clock.instant();
        return round == 0 ? now.plus(Limits.COUNTERPARTY_ANSWER) : now;
    }

    /** A page of a round that was given up wakes whom it names, and says nothing about where the new round stands. */
    private Behavior<Message> onFound(Found found) {
        for (Due due : found.due) {
            directory.tell(due.id(), IntentCommand.Wake.INSTANCE);
            if (found.round == inquireRound) {
                directory.tell(due.id(), IntentCommand.Inquire.INSTANCE);
            }
        }
        boolean isEnd = found.due.size() < PAGE;
        if (found.round == round) {
            last = isEnd ? null : found.due.get(found.due.size() - 1);
            round += isEnd ? 1 : 0;
        }
        timers.startSingleTimer(Step.LOOK, Limits.DUE_LIST_STEP);
        return Behaviors.same();
    }

    private Behavior<Message> onUnread(Unread unread) {
        LOG.error(
                "the due list cannot be read now; it is read again in a moment. A request about an intent still"
                        + " resolves it",
                unread.cause);
        timers.startSingleTimer(Step.LOOK, Limits.DUE_LIST_STEP);
        return Behaviors.same();
    }

    private Behavior<Message> onChanged(Changed changed) {
        if (changed.isAnswering && !isAnswering) {
            owesInquiry = true;
        }
        isAnswering = changed.isAnswering;
        inquireIfOwed();
        return Behaviors.same();
    }

    /** The next round begins at the head of the list; not more often than a probe is made. */
    private void inquireIfOwed() {
        if (owesInquiry && isAnswering && !hasInquiredOfLate) {
            LOG.info("the counterparty answers again; every open outcome is asked about now");
            owesInquiry = false;
            hasInquiredOfLate = true;
            last = null;
            round++;
            inquireRound = round;
        }
    }

    private Behavior<Message> onProbe() {
        hasInquiredOfLate = false;
        inquireIfOwed();
        if (!isAnswering) {
            context.pipeToSelf(read(clock.instant(), null, 1), (due, failure) -> {
                if (due != null && !due.isEmpty()) {
                    directory.tell(due.get(0).id(), IntentCommand.Inquire.INSTANCE);
                }
                return Step.PROBED;
            });
        }
        return Behaviors.same();
    }
}
