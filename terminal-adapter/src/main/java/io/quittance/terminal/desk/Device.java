package io.quittance.terminal.desk;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.NotProcessed;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.terminal.TerminalResult.Deed;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.protocol.DeviceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One terminal: it gives its orders to the device one after the other, each in a {@link TerminalSession} of its own,
 * and lets the others wait, a few and for a while. At rest it asks the device how it is. A terminal that fails again
 * and again is left alone for a while, so that its orders are refused at once and not after a long wait.
 *
 * <p>What was left unknown is forgotten here as soon as the device is heard again: then whoever ordered it is told to
 * ask. In memory only: whoever ordered it asks anyway.
 */
final class Device extends AbstractBehavior<Device.Command> {

    /** What a terminal hears. */
    sealed interface Command {}

    /** Do this when its turn comes. */
    record Order(Job job) implements Command {}

    /** An order was looked up: of a process or a session that is gone, it may still be what keeps the device busy. */
    record LookedUp(String known) implements Command {}

    /** Cancel what is running. */
    record CancelDialogue(CompletableFuture<Deed> done) implements Command {}

    /**
     * What is known of the terminal has changed: it starts with a clean record.
     *
     * @param isAsked whether it is to be asked how it is
     */
    record Changed(boolean isAsked) implements Command {}

    /** Tell how you stand. */
    record Look(CompletableFuture<Seen> seen) implements Command {}

    /** The device said something that nobody had asked for. */
    record Heard(JsonRpcMessage message) implements Command {}

    /** Private: the session at the device has an outcome. */
    private record Ended(Job job, AttemptOutcome outcome) implements Command {}

    /** Private: how the device says it is. */
    private record StatusTold(Optional<DeviceStatus> status) implements Command {}

    private enum Timer implements Command {
        HEARTBEAT
    }

    /** How a terminal stands, and the references of the orders at it, the running one first. */
    record Seen(Standing standing, List<String> queue) {}

    /** What a terminal is given. */
    record Ports(Line line, TerminalBudgets budgets, InstantSource clock, News news) {}

    /**
     * Who hears of a terminal's references.
     *
     * @param became told that something became of one
     * @param progress told what a payer is asked for
     */
    record News(Consumer<String> became, BiConsumer<String, PayerStep> progress) {}

    private final Ports ports;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Set<String> unknown = new LinkedHashSet<>();
    private Standing standing = Standing.NEW;
    private @Nullable Job running;
    private @Nullable ActorRef<TerminalSession.Command> session;
    private @Nullable String leftBehind;
    private boolean isAsked;
    private boolean isAsking;
    private long turns;
    private int heard;

    private Device(ActorContext<Command> context, TimerScheduler<Command> timers, Ports ports) {
        super(context);
        this.ports = ports;
        timers.startTimerWithFixedDelay(Timer.HEARTBEAT, ports.budgets().heartbeat());
    }

    static Behavior<Command> create(Ports ports) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new Device(context, timers, ports)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Order.class, order -> onOrder(order.job()))
                .onMessage(Ended.class, this::onEnded)
                .onMessage(LookedUp.class, looked -> onLookedUp(looked.known()))
                .onMessage(Changed.class, changed -> onChanged(changed.isAsked()))
                .onMessage(CancelDialogue.class, cancel -> onCancel(cancel.done()))
                .onMessage(Look.class, look -> onLook(look.seen()))
                .onMessage(Heard.class, heard -> onHeard(heard.message()))
                .onMessageEquals(Timer.HEARTBEAT, this::onHeartbeat)
                .onMessage(StatusTold.class, told -> onStatus(told.status()))
                .build();
    }

    private Behavior<Command> onOrder(Job job) {
        if (standing.isQuarantined(now())) {
            job.outcome()
                    .complete(new NotProcessed("the terminal has failed " + standing.failures()
                            + " times in a row and is left alone until " + standing.quarantinedUntil()));
        } else if (waiting.size() >= Limits.TERMINAL_QUEUE_MAX) {
            job.outcome().complete(new NotProcessed(waiting.size() + " orders wait for this terminal already"));
        } else {
            waiting.add(job);
            next();
        }
        return this;
    }

    /** The next order, if the device is free. One that has waited for too long is not begun. */
    private void next() {
        while (running == null && !waiting.isEmpty()) {
            Job job = waiting.remove();
            if (!isDropped(job)) {
                begin(job, ports.budgets().session().minus(waited(job)));
            }
        }
    }

    /** An order that has waited for too long is dropped, and told so: it was never sent. */
    private boolean isDropped(Job job) {
        return waited(job).compareTo(ports.budgets().turn()) > 0
                && job.outcome().complete(new NotProcessed("the terminal was busy with another order for too long"));
    }

    private Duration waited(Job job) {
        return Duration.between(job.come(), now());
    }

    private void begin(Job job, Duration left) {
        turns++;
        running = job;
        ActorRef<Command> self = getContext().getSelf();
        TerminalSession.Turn turn = new TerminalSession.Turn(job, left, leftBehind);
        session = getContext()
                .spawn(
                        TerminalSession.create(
                                ports.line(), ports.budgets(), turn, outcome -> self.tell(new Ended(job, outcome))),
                        "session-" + turns);
        getContext().watchWith(session, new Ended(job, TerminalSession.DIED));
    }

    private Behavior<Command> onEnded(Ended ended) {
        if (!ended.job().equals(running)) {
            return this;
        }
        ended.job().outcome().complete(ended.outcome());
        standing = standing.ended(ended.outcome(), now(), ports.budgets().quarantine());
        boolean isUnknown = ended.outcome() instanceof AttemptOutcome.Unknown;
        if (isUnknown && unknown.size() < Limits.TERMINAL_CALLS_WAITING_MAX) {
            unknown.add(ended.job().downstreamReference());
        }
        if (isUnknown) {
            leftBehind = ended.job().order().known();
        } else if (ended.outcome().isFinal() && !(ended.outcome() instanceof NotProcessed)) {
            // Another transaction was made there, so the one that was left behind is over.
            leftBehind = null;
        }
        running = null;
        session = null;
        next();
        return this;
    }

    private Behavior<Command> onCancel(CompletableFuture<Deed> done) {
        if (session != null) {
            session.tell(new TerminalSession.Cancel(done));
        } else if (leftBehind != null) {
            TerminalSession.cancel(ports.line(), leftBehind, done);
        } else {
            done.complete(Deed.NOTHING_RUNNING);
        }
        return this;
    }

    private Behavior<Command> onLookedUp(String known) {
        if (running == null) {
            leftBehind = known;
        }
        return this;
    }

    private Behavior<Command> onLook(CompletableFuture<Seen> seen) {
        List<String> queue = new ArrayList<>();
        if (running != null) {
            queue.add(running.downstreamReference());
        }
        waiting.forEach(job -> queue.add(job.downstreamReference()));
        seen.complete(new Seen(standing, List.copyOf(queue)));
        return this;
    }

    /** An answer that an earlier connection or process waited for says that something became of its reference. */
    private Behavior<Command> onHeard(JsonRpcMessage message) {
        if (message instanceof JsonRpcMessage.Notification event
                && event.method().equals("transactionEvent")) {
            progress(event.params());
        } else if (message instanceof JsonRpcMessage.Result result
                && result.id() instanceof JsonRpcId.Text id
                && heard < Limits.TERMINAL_CALLS_WAITING_MAX) {
            heard++;
            ports.news().became().accept(id.value());
        }
        return this;
    }

    private void progress(@Nullable JsonNode params) {
        String reference = params == null ? null : params.path("referenceId").textValue();
        String word = params == null ? null : params.path("type").textValue();
        if (running != null && running.order().known().equals(reference) && word != null) {
            PayerStep.parse(word).ifPresent(step -> ports.news().progress().accept(reference, step));
        }
    }

    private Behavior<Command> onChanged(boolean isToBeAsked) {
        isAsked = isToBeAsked;
        standing = standing.forgiven();
        return onHeartbeat();
    }

    private Behavior<Command> onHeartbeat() {
        heard = 0;
        waiting.removeIf(this::isDropped);
        if (isAsked && running == null && !isAsking) {
            isAsking = true;
            getContext()
                    .pipeToSelf(
                            ports.line().status(),
                            (answer, failure) ->
                                    new StatusTold(answer == null ? Optional.empty() : DeviceStatus.of(answer)));
        }
        return this;
    }

    private Behavior<Command> onStatus(Optional<DeviceStatus> status) {
        isAsking = false;
        standing = status.map(told -> standing.seen(told.word(), now()))
                .orElseGet(() -> standing.failed(now(), ports.budgets().quarantine()));
        if (status.filter(DeviceStatus::isIdle).isPresent() && running == null) {
            leftBehind = null;
        }
        if (status.isPresent()) {
            unknown.forEach(ports.news().became());
            unknown.clear();
        }
        return this;
    }

    private Instant now() {
        return ports.clock().instant();
    }
}
