package io.quittance.engine.intent;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.quittance.engine.Limits;
import io.quittance.engine.id.IntentId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a start, wakes the intents whose last attempt was left open, so that a payment which nobody asks for again is
 * resolved all the same. It wakes them at a bounded rate, so that a restart after a long outage is no storm.
 */
public final class OpenAttemptSweep {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAttemptSweep.class);

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int WAKE_PER_TICK = Limits.WAKE_PER_SECOND / 10;

    private sealed interface Message {}

    private record Found(List<IntentId> open) implements Message {}

    private record Failed(Throwable cause) implements Message {}

    private record WakeFrom(List<IntentId> open, int index) implements Message {}

    private OpenAttemptSweep() {}

    /** Wakes, once, the intents that the search finds. */
    public static Behavior<Void> once(CompletionStage<List<IntentId>> search, IntentDirectory directory) {
        return Behaviors.<Message>setup(context -> {
                    context.pipeToSelf(search, (open, failure) -> open != null ? new Found(open) : new Failed(failure));
                    return Behaviors.withTimers(timers -> sweeping(timers, directory));
                })
                .unsafeCast();
    }

    private static Behavior<Message> sweeping(TimerScheduler<Message> timers, IntentDirectory directory) {
        return Behaviors.receive(Message.class)
                .onMessage(Found.class, found -> {
                    if (!found.open.isEmpty()) {
                        LOG.info("{} attempts were left open; asking their counterparties", found.open.size());
                    }
                    return wake(timers, directory, new WakeFrom(found.open, 0));
                })
                .onMessage(WakeFrom.class, from -> wake(timers, directory, from))
                .onMessage(Failed.class, failed -> {
                    LOG.error(
                            "cannot look for open attempts; the repeat of a request still resolves its own",
                            failed.cause);
                    return Behaviors.stopped();
                })
                .build();
    }

    private static Behavior<Message> wake(TimerScheduler<Message> timers, IntentDirectory directory, WakeFrom from) {
        int end = Math.min(from.index + WAKE_PER_TICK, from.open.size());
        from.open.subList(from.index, end).forEach(id -> directory.tell(id, IntentCommand.Wake.INSTANCE));
        if (end == from.open.size()) {
            return Behaviors.stopped();
        }
        timers.startSingleTimer(new WakeFrom(from.open, end), TICK);
        return Behaviors.same();
    }
}
