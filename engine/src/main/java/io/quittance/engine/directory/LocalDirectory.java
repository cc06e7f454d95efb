package io.quittance.engine.directory;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.quittance.engine.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one kind of actor in one process: at most one live actor per name, started by the first message to
 * it. One that heard nothing for a while is told so, and asks to leave when nothing is under way; what arrives while it
 * leaves is kept and given to its successor, so no message falls between two lives. One that was told to stop and did
 * not is stopped by force.
 */
public final class LocalDirectory<C> extends AbstractBehavior<LocalDirectory.Message<C>> {

    private static final Logger LOG = LoggerFactory.getLogger(LocalDirectory.class);

    /**
     * How long an actor may take to stop before it is stopped by force. Longer than a write may take: a successor must
     * not read the journal while its forerunner writes it.
     */
    static final Duration STOP_OVERDUE = Duration.ofSeconds(40);

    /** What a directory hears. */
    public sealed interface Message<C> {}

    /** A command for the actor of this name. */
    public record Deliver<C>(String name, C command) implements Message<C> {}

    /** The actor of this name has nothing left to do. */
    public record Leave<C>(String name) implements Message<C> {}

    /** Time to look for idle actors. */
    private record Round<C>() implements Message<C> {}

    /**
     * How actors leave memory. One timer for all of them, not one each.
     *
     * @param idle how long an actor hears nothing before it is told so; it leaves at the latest 1.5 times later
     * @param idleCommand what tells it
     * @param stop the command that every actor of this kind obeys by stopping
     */
    public record Residency<C>(Duration idle, C idleCommand, C stop) {}

    private static final class Resident<C> {
        private final String name;
        private final ActorRef<C> actor;
        private final Queue<C> waiting = new ArrayDeque<>(0);
        private Instant lastHeard;
        private boolean wasToldIdle;
        private boolean heardSinceToldIdle;
        private Instant leavingSince = Instant.MAX;

        private Resident(String name, ActorRef<C> actor, Instant started) {
            this.name = name;
            this.actor = actor;
            this.lastHeard = started;
        }

        private boolean isLeaving() {
            return !leavingSince.equals(Instant.MAX);
        }
    }

    /** The one that heard nothing for longest comes first. */
    private final Map<String, Resident<C>> residents = new LinkedHashMap<>(16, 0.75f, true);

    private final BiFunction<String, ActorRef<Message<C>>, Behavior<C>> behaviors;
    private final Residency<C> residency;
    private final InstantSource clock;
    private final BiConsumer<String, Throwable> failures;

    private LocalDirectory(
            ActorContext<Message<C>> context,
            BiFunction<String, ActorRef<Message<C>>, Behavior<C>> behaviors,
            Residency<C> residency,
            InstantSource clock,
            BiConsumer<String, Throwable> failures) {
        super(context);
        this.failures = failures;
        this.behaviors = behaviors;
        this.residency = residency;
        this.clock = clock;
    }

    /**
     * An empty directory.
     *
     * @param behaviors makes the actor of a name, which asks this directory when it wants to leave
     * @param residency how they leave memory
     * @param failures told the name and the cause when an actor dies of a failure
     */
    public static <C> Behavior<Message<C>> create(
            BiFunction<String, ActorRef<Message<C>>, Behavior<C>> behaviors,
            Residency<C> residency,
            InstantSource clock,
            BiConsumer<String, Throwable> failures) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Round<>(), residency.idle().dividedBy(2));
            return new LocalDirectory<>(context, behaviors, residency, clock, failures);
        }));
    }

    @Override
    public Receive<Message<C>> createReceive() {
        return newReceiveBuilder()
                .onMessage(classOf(Deliver.class), this::onDeliver)
                .onMessage(classOf(Leave.class), this::onLeave)
                .onMessage(classOf(Round.class), round -> onRound())
                .onSignal(ChildFailed.class, this::onFailed)
                .onSignal(Terminated.class, gone -> onGone(gone.getRef().path().name()))
                .build();
    }

    @SuppressWarnings("unchecked") // A class literal cannot carry the type argument.
    private static <T> Class<T> classOf(Class<?> raw) {
        return (Class<T>) raw;
    }

    private Behavior<Message<C>> onDeliver(Deliver<C> deliver) {
        Resident<C> resident = residents.computeIfAbsent(deliver.name(), this::start);
        if (!resident.isLeaving()) {
            resident.lastHeard = clock.instant();
            resident.heardSinceToldIdle = resident.wasToldIdle;
            resident.actor.tell(deliver.command());
            return this;
        } else if (resident.waiting.size() < Limits.MESSAGES_PER_LEAVING_INTENT_MAX) {
            resident.waiting.add(deliver.command());
        } else {
            LOG.warn(
                    "{} has not left memory and {} messages wait; one more was dropped",
                    deliver.name(),
                    Limits.MESSAGES_PER_LEAVING_INTENT_MAX);
        }
        stopIfOverdue(deliver.name(), resident);
        return this;
    }

    private Behavior<Message<C>> onLeave(Leave<C> leave) {
        Resident<C> resident = residents.get(leave.name());
        if (resident != null && resident.heardSinceToldIdle) {
            // It asked before it heard of new work, and may be in the middle of it when the stop arrives.
            resident.wasToldIdle = false;
            resident.heardSinceToldIdle = false;
        } else if (resident != null && !resident.isLeaving()) {
            resident.leavingSince = clock.instant();
            resident.actor.tell(residency.stop());
        }
        return this;
    }

    private Behavior<Message<C>> onRound() {
        Instant now = clock.instant();
        List<Resident<C>> idle = new ArrayList<>();
        for (Resident<C> eldest : residents.values()) {
            if (Duration.between(eldest.lastHeard, now).compareTo(residency.idle()) < 0) {
                break;
            }
            idle.add(eldest);
        }
        idle.forEach(resident -> tellIdle(resident, now));
        return this;
    }

    private void tellIdle(Resident<C> resident, Instant now) {
        residents.get(resident.name); // Moves it to the end of the order.
        resident.lastHeard = now;
        if (!resident.isLeaving()) {
            resident.wasToldIdle = true;
            resident.heardSinceToldIdle = false;
            resident.actor.tell(residency.idleCommand());
        }
    }

    private Behavior<Message<C>> onFailed(ChildFailed failed) {
        String name = failed.getRef().path().name();
        failures.accept(name, failed.getCause());
        return onGone(name);
    }

    private Behavior<Message<C>> onGone(String name) {
        Resident<C> former = residents.remove(name);
        if (former != null) {
            former.waiting.forEach(command -> onDeliver(new Deliver<>(name, command)));
        }
        return this;
    }

    private Resident<C> start(String name) {
        ActorRef<C> actor =
                getContext().spawn(behaviors.apply(name, getContext().getSelf()), name);
        getContext().watch(actor);
        return new Resident<>(name, actor, clock.instant());
    }

    /**
     * Akka 2.8.5 has no time limit of its own here (fixed in 2.8.6): without this, one stuck actor is gone for good.
     */
    private void stopIfOverdue(String name, Resident<C> resident) {
        if (Duration.between(resident.leavingSince, clock.instant()).compareTo(STOP_OVERDUE) > 0) {
            LOG.error(
                    "{} was told to stop and did not within {} s; stopping it by force",
                    name,
                    STOP_OVERDUE.toSeconds());
            getContext().stop(resident.actor);
        }
    }
}
