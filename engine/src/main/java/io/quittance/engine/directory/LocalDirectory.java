package io.quittance.engine.directory;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one kind of actor in one process: at most one live actor per name, started by the first message to
 * it. An actor that wants to leave memory asks here; what arrives while it leaves is kept and given to its successor,
 * so no message falls between two lives. One that was told to stop and did not is stopped by force.
 */
public final class LocalDirectory<C> extends AbstractBehavior<LocalDirectory.Message<C>> {

    private static final Logger LOG = LoggerFactory.getLogger(LocalDirectory.class);

    /** How long an actor may take to stop before it is stopped by force. */
    static final Duration STOP_OVERDUE = Duration.ofSeconds(10);

    /** How many messages wait for an actor that is leaving; a further one is dropped, and its sender asks again. */
    static final int WAITING_MAX = 1_000;

    /** What a directory hears. */
    public sealed interface Message<C> {}

    /** A command for the actor of this name. */
    public record Deliver<C>(String name, C command) implements Message<C> {}

    /** The actor of this name has nothing left to do. */
    public record Leave<C>(String name) implements Message<C> {}

    private static final class Resident<C> {
        private final ActorRef<C> actor;
        private final Queue<C> waiting = new ArrayDeque<>(0);
        private Instant leavingSince = Instant.MAX;

        private Resident(ActorRef<C> actor) {
            this.actor = actor;
        }

        private boolean isLeaving() {
            return !leavingSince.equals(Instant.MAX);
        }
    }

    private final Map<String, Resident<C>> residents = new HashMap<>();
    private final BiFunction<String, ActorRef<Message<C>>, Behavior<C>> behaviors;
    private final C stop;
    private final InstantSource clock;
    private final BiConsumer<String, Throwable> failures;

    private LocalDirectory(
            ActorContext<Message<C>> context,
            BiFunction<String, ActorRef<Message<C>>, Behavior<C>> behaviors,
            C stop,
            InstantSource clock,
            BiConsumer<String, Throwable> failures) {
        super(context);
        this.failures = failures;
        this.behaviors = behaviors;
        this.stop = stop;
        this.clock = clock;
    }

    /**
     * An empty directory.
     *
     * @param behaviors makes the actor of a name, which asks this directory when it wants to leave
     * @param stop the command that every actor of this kind obeys by stopping
     * @param failures told the name and the cause when an actor dies of a failure
     */
    public static <C> Behavior<Message<C>> create(
            BiFunction<String, ActorRef<Message<C>>, Behavior<C>> behaviors,
            C stop,
            InstantSource clock,
            BiConsumer<String, Throwable> failures) {
        return Behaviors.setup(context -> new LocalDirectory<>(context, behaviors, stop, clock, failures));
    }

    @Override
    public Receive<Message<C>> createReceive() {
        return newReceiveBuilder()
                .onMessage(classOf(Deliver.class), this::onDeliver)
                .onMessage(classOf(Leave.class), this::onLeave)
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
            resident.actor.tell(deliver.command());
            return this;
        } else if (resident.waiting.size() < WAITING_MAX) {
            resident.waiting.add(deliver.command());
        } else {
            LOG.warn("{} has not left memory and {} messages wait; one more was dropped", deliver.name(), WAITING_MAX);
        }
        stopIfOverdue(deliver.name(), resident);
        return this;
    }

    private Behavior<Message<C>> onLeave(Leave<C> leave) {
        Resident<C> resident = residents.get(leave.name());
        if (resident != null && !resident.isLeaving()) {
            resident.leavingSince = clock.instant();
            resident.actor.tell(stop);
        }
        return this;
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
        return new Resident<>(actor);
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
