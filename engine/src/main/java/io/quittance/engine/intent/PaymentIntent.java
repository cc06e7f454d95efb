package io.quittance.engine.intent;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotSelectionCriteria;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.Recovery;
import akka.persistence.typed.javadsl.ReplyEffect;
import akka.persistence.typed.javadsl.SignalHandler;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.AttemptRun;
import io.quittance.engine.attempt.PaymentAttempt;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.IntentCommand.AttemptReported;
import io.quittance.engine.intent.IntentCommand.ExplainReuse;
import io.quittance.engine.intent.IntentCommand.Look;
import io.quittance.engine.intent.IntentCommand.MoneyRequest;
import io.quittance.engine.intent.IntentCommand.Recall;
import io.quittance.engine.intent.IntentCommand.Request;
import io.quittance.engine.intent.IntentCommand.TellStanding;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.RequestJoined;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.IntentState.Pending;
import io.quittance.engine.journal.ChainedEvents;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One payment intent: one actor, one journal stream. It binds the pure parts together and adds the effects, in this
 * order and no other:
 *
 * <ol>
 *   <li>{@link IntentRules} decide about a request: events, a replayed answer, or a refusal.
 *   <li>The events are persisted: the commit point.
 *   <li>Only then the attempt leaves, through a {@link PaymentAttempt} child.
 *   <li>What the child reports is persisted, and everyone who waits is answered from the state.
 * </ol>
 *
 * After a restart nothing is sent again: an open attempt is inquired.
 */
public final class PaymentIntent
        extends EventSourcedBehaviorWithEnforcedReplies<IntentCommand, IntentEvent, IntentState> {

    /** The first part of an intent's persistence id. */
    public static final String TYPE = "intent";

    private static final Logger LOG = LoggerFactory.getLogger(PaymentIntent.class);

    private final ActorContext<IntentCommand> context;
    private final IntentId id;
    private final IntentPorts ports;
    private final IntentRules rules;
    private final IntentDirectory directory;
    private final ActorRef<AttemptReport> reports;
    private final List<Waiter> waiters = new ArrayList<>(1);

    /** A caller who waits for the outcome of the open attempt. */
    private record Waiter(ActorRef<IntentReply> replyTo, boolean createdIntent, boolean replayed) {}

    private PaymentIntent(
            ActorContext<IntentCommand> context, IntentId id, IntentPorts ports, IntentDirectory directory) {
        super(PersistenceId.of(TYPE, id.value()));
        this.context = context;
        this.id = id;
        this.ports = ports;
        this.rules = new IntentRules(ports.processor().name(), ports.processor().answerDeadline());
        this.directory = directory;
        this.reports = context.messageAdapter(AttemptReport.class, AttemptReported::new);
    }

    /** The actor of one intent; it asks {@code directory} to leave memory when nothing is left to do. */
    public static Behavior<IntentCommand> create(IntentId id, IntentPorts ports, IntentDirectory directory) {
        return Behaviors.setup(context -> new PaymentIntent(context, id, ports, directory));
    }

    /** The persistence id of an intent. */
    public static String streamOf(IntentId id) {
        return PersistenceId.of(TYPE, id.value()).id();
    }

    /** The intent of a persistence id. */
    public static IntentId idOfStream(String persistenceId) {
        return new IntentId(PersistenceId.extractEntityId(persistenceId));
    }

    @Override
    public IntentState emptyState() {
        return new IntentState.Absent();
    }

    @Override
    public EventHandler<IntentState, IntentEvent> eventHandler() {
        return IntentState::apply;
    }

    @Override
    public EventAdapter<IntentEvent, ?> eventAdapter() {
        return new ChainedEvents<>(persistenceId().id(), ports.codec(), IntentEvent.class);
    }

    @Override
    public Recovery recovery() {
        return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
    }

    @Override
    public CommandHandlerWithReply<IntentCommand, IntentEvent, IntentState> commandHandler() {
        return newCommandHandlerWithReplyBuilder()
                .forAnyState()
                .onCommand(Request.class, this::onRequest)
                .onCommand(AttemptReported.class, this::onReport)
                .onCommand(Look.class, this::onLook)
                .onCommand(Recall.class, this::onRecall)
                .onCommand(TellStanding.class, this::onTellStanding)
                .onCommand(ExplainReuse.class, this::onExplainReuse)
                .onCommand(IntentCommand.Wake.class, () -> Effect().noReply())
                .onCommand(IntentCommand.Idle.class, this::onIdle)
                .onCommand(IntentCommand.Stop.class, this::onStop)
                .build();
    }

    @Override
    public SignalHandler<IntentState> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .build();
    }

    /** A process that died left an attempt open: find out, and send nothing. */
    private void onRecovered(IntentState state) {
        if (state instanceof Pending pending) {
            Attempt open = pending.attempt();
            context.spawn(PaymentAttempt.resume(run(open)), "attempt-" + open.number());
        }
    }

    private ReplyEffect<IntentEvent, IntentState> onRequest(IntentState state, Request request) {
        IntentDecision decision = rules.decide(id, state, request, now());
        if (decision instanceof IntentDecision.Record record) {
            return Effect()
                    .persist(record.events())
                    .thenRun(after -> proceed((Known) after, request, record.last()))
                    .thenNoReply();
        } else if (decision instanceof IntentDecision.Join join) {
            await((Known) state, new Waiter(request.replyTo(), join.createdIntent(), true));
            return Effect().noReply();
        }
        return Effect().reply(request.replyTo(), ((IntentDecision.Reply) decision).reply());
    }

    /** The request is durable, and so is the claim of its key: now its effect, and not before. */
    private void proceed(Known state, Request request, IntentEvent recorded) {
        Waiter waiter = new Waiter(request.replyTo(), createdIntent(state, request), false);
        if (recorded instanceof AttemptStarted && request instanceof MoneyRequest money) {
            await(state, waiter);
            dispatch(state, money.method());
        } else if (recorded instanceof RequestJoined && !state.snapshot().isInDoubt()) {
            await(state, waiter);
        } else {
            answer(state, waiter);
        }
    }

    private void dispatch(Known state, PaymentMethod method) {
        Attempt started = state.facts().lastAttempt();
        AttemptOrder order = new AttemptOrder(
                started.downstreamReference(), state.facts().terms().amount(), method, true);
        context.spawn(PaymentAttempt.dispatch(run(started), order), "attempt-" + started.number());
    }

    private ReplyEffect<IntentEvent, IntentState> onReport(IntentState state, AttemptReported reported) {
        List<IntentEvent> events = rules.decide(state, reported.report(), now());
        if (events.isEmpty()) {
            if (reported.report().outcome() instanceof AttemptOutcome.Approved) {
                LOG.error(
                        "{}: an approval came for attempt {}, which is not open",
                        id,
                        reported.report().number());
            }
            return Effect().noReply();
        }
        return Effect()
                .persist(events)
                .thenRun(after -> answerWaiters((Known) after))
                .thenNoReply();
    }

    private ReplyEffect<IntentEvent, IntentState> onLook(IntentState state, Look look) {
        return state instanceof Known known && known.facts().tenant().equals(look.tenant())
                ? Effect().reply(look.replyTo(), new IntentReply.Answered(known.snapshot(), false, false))
                : Effect().reply(look.replyTo(), new IntentReply.Refused(Refusal.notFound()));
    }

    private ReplyEffect<IntentEvent, IntentState> onRecall(IntentState state, Recall recall) {
        return Effect().reply(recall.replyTo(), IntentRules.recall(state, recall));
    }

    private ReplyEffect<IntentEvent, IntentState> onTellStanding(IntentState state, TellStanding question) {
        return Effect().reply(question.replyTo(), IntentRules.standing(state, question));
    }

    private ReplyEffect<IntentEvent, IntentState> onExplainReuse(IntentState state, ExplainReuse reuse) {
        KeyLog.Entry mine = state instanceof Known known ? known.keys().find(reuse.other()) : null;
        List<String> fields =
                mine == null ? List.of("reference_id") : mine.request().mismatches(reuse.other());
        return Effect().reply(reuse.replyTo(), new IntentReply.Refused(Refusal.keyReused(fields)));
    }

    /** An open attempt keeps the intent in memory: it is resolved here. */
    private ReplyEffect<IntentEvent, IntentState> onIdle(IntentState state, IntentCommand.Idle idle) {
        if (!(state instanceof Pending)) {
            directory.leave(id);
        }
        return Effect().noReply();
    }

    /** Obeyed in every state. When a payment began while it was leaving, its successor finds out what became of it. */
    private ReplyEffect<IntentEvent, IntentState> onStop(IntentState state, IntentCommand.Stop stop) {
        if (state instanceof Pending) {
            directory.tell(id, IntentCommand.Wake.INSTANCE);
        }
        return Effect().stop().thenNoReply();
    }

    private void await(Known state, Waiter waiter) {
        if (waiters.size() < Limits.WAITERS_PER_INTENT_MAX) {
            waiters.add(waiter);
        } else {
            answer(state, waiter);
        }
    }

    private void answerWaiters(Known state) {
        waiters.forEach(waiter -> answer(state, waiter));
        waiters.clear();
    }

    private static void answer(Known state, Waiter waiter) {
        waiter.replyTo.tell(new IntentReply.Answered(state.snapshot(), waiter.createdIntent, waiter.replayed));
    }

    /** Whether the request made the intent. One without a key is recorded only when it does. */
    private static boolean createdIntent(Known state, Request request) {
        KeyLog.Entry entry = state.keys().find(request.request());
        return entry == null || entry.createdIntent();
    }

    private AttemptRun run(Attempt attempt) {
        return new AttemptRun(
                attempt.number(),
                attempt.downstreamReference(),
                attempt.deadline(),
                ports.processor(),
                ports.clock(),
                reports);
    }

    private Instant now() {
        return ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
