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
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.NewsResult;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.attempt.PaymentAttempt;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.DoubtEvent.DoubtOverdue;
import io.quittance.engine.intent.DoubtEvent.DoubtResolved;
import io.quittance.engine.intent.DoubtEvent.LateApproval;
import io.quittance.engine.intent.DoubtEvent.ResolutionChecked;
import io.quittance.engine.intent.IntentCommand.AttemptReported;
import io.quittance.engine.intent.IntentCommand.Create;
import io.quittance.engine.intent.IntentCommand.ExplainReuse;
import io.quittance.engine.intent.IntentCommand.Look;
import io.quittance.engine.intent.IntentCommand.Recall;
import io.quittance.engine.intent.IntentCommand.Request;
import io.quittance.engine.intent.IntentCommand.TellStanding;
import io.quittance.engine.intent.IntentEvent.AttemptActionRequired;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.RequestJoined;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.NotificationEvent.EndpointDisabled;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import io.quittance.engine.intent.Waiters.Waiter;
import io.quittance.engine.journal.ChainedEvents;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One payment intent: one actor, one journal stream. It binds the pure parts together and adds the effects, in this
 * order and no other:
 *
 * <ol>
 *   <li>{@link IntentRules} decide about a request: events, a replayed answer, or a refusal.
 *   <li>The events are persisted: the commit point.
 *   <li>Only then the order leaves, through a child of {@link OrderActors}.
 *   <li>What the child reports is persisted, and everyone who waits is answered from the state.
 * </ol>
 *
 * After a restart no order is sent again: what is open is inquired. What time alone makes due is done when the due list
 * wakes the intent. A webhook is another matter: it is sent until it is known to be taken, so one whose answer died
 * with a process is sent again.
 */
public final class PaymentIntent
        extends EventSourcedBehaviorWithEnforcedReplies<IntentCommand, IntentEvent, IntentState> {

    /** The first part of an intent's persistence id. */
    public static final String TYPE = "intent";

    private static final Logger LOG = LoggerFactory.getLogger(PaymentIntent.class);

    private final ActorRef<IntentCommand> self;
    private final IntentId id;
    private final IntentPorts ports;
    private final IntentRules rules;
    private final OutcomeRules outcomes;
    private final DutyRules duties;
    private final IntentDirectory directory;
    private final OrderActors orders;
    private final DeliveryActors deliveries;
    private final Waiters waiters = new Waiters();

    private PaymentIntent(
            ActorContext<IntentCommand> context, IntentId id, IntentPorts ports, IntentDirectory directory) {
        super(PersistenceId.of(TYPE, id.value()));
        this.self = context.getSelf();
        this.id = id;
        this.ports = ports;
        this.rules = new IntentRules(ports.terms());
        this.outcomes = new OutcomeRules(ports.terms());
        this.duties = new DutyRules(ports.terms());
        this.directory = directory;
        this.orders = new OrderActors(context, ports.processors(), ports.clock());
        this.deliveries = new DeliveryActors(context, ports.notifier(), ports.clock());
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
                .onCommand(IntentCommand.LookAsPayer.class, this::onLookAsPayer)
                .onCommand(Recall.class, this::onRecall)
                .onCommand(TellStanding.class, this::onTellStanding)
                .onCommand(ExplainReuse.class, this::onExplainReuse)
                .onCommand(IntentCommand.OrderEnded.class, this::onOrderEnded)
                .onCommand(IntentCommand.Wake.class, this::onWake)
                .onCommand(IntentCommand.Inquire.class, this::onInquire)
                .onCommand(IntentCommand.News.class, this::onNews)
                .onCommand(IntentCommand.NewsAnswered.class, this::onNewsAnswered)
                .onCommand(IntentCommand.NewsRecorded.class, this::onNewsRecorded)
                .onCommand(IntentCommand.Progress.class, this::onProgress)
                .onCommand(IntentCommand.Redeliver.class, this::onRedeliver)
                .onCommand(IntentCommand.DeliveryReported.class, this::onDeliveryReported)
                .onCommand(IntentCommand.DeliveriesTold.class, this::onDeliveriesTold)
                .onCommand(IntentCommand.DeliveryEnded.class, this::onDeliveryEnded)
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

    /** A process that died left an order open: find out, and send nothing. */
    private void onRecovered(IntentState state) {
        if (state instanceof Known known) {
            orders.resume(known.facts());
            deliveries.look(known.outbox());
        }
    }

    private ReplyEffect<IntentEvent, IntentState> onRequest(IntentState state, Request request) {
        IntentDecision decision = rules.decide(id, state, request, now());
        if (decision instanceof IntentDecision.Record record) {
            return Effect()
                    .persist(deliveries.rules().owing(state, record.events()))
                    .thenRun(after -> proceed((Known) after, request, record.events()))
                    .thenNoReply();
        } else if (decision instanceof IntentDecision.Join join) {
            await((Known) state, new Waiter(join.order(), request.replyTo(), join.createdIntent(), true));
            return Effect().noReply();
        }
        return Effect().reply(request.replyTo(), ((IntentDecision.Reply) decision).reply());
    }

    /** The request is durable, and so is the claim of its key: now its effect, and not before. */
    private void proceed(Known state, Request request, List<IntentEvent> recorded) {
        recorded(state, recorded);
        IntentEvent last = recorded.get(recorded.size() - 1);
        boolean createdIntent = createdIntent(state, request);
        if (last instanceof AttemptStarted && request instanceof IntentCommand.Sending sending) {
            OrderName order = state.facts().lastAttempt().name();
            await(state, new Waiter(order, request.replyTo(), createdIntent, false));
            orders.dispatch(state.facts(), sending);
        } else if (last instanceof OperationStarted started) {
            await(state, new Waiter(OrderName.operation(started.number()), request.replyTo(), false, false));
            orders.dispatchOperation(state.facts());
        } else if (last instanceof RequestJoined joined
                && state.facts().lastAttempt().course().isProcessing()) {
            await(state, new Waiter(OrderName.attempt(joined.attempt()), request.replyTo(), createdIntent, false));
        } else {
            if (recorded.get(0) instanceof DoubtResolved resolved) {
                orders.beginAgain(resolved.order());
            }
            request.replyTo().tell(new IntentReply.Answered(state.snapshot(), createdIntent, false));
            waiters.answer(state.snapshot());
        }
    }

    private ReplyEffect<IntentEvent, IntentState> onReport(IntentState state, AttemptReported reported) {
        List<IntentEvent> events = outcomes.decide(state, reported.report(), now());
        if (!events.isEmpty() && reported.report().settledAt() != null) {
            // Heard once more when the outcome is recorded: then the settlement is what is new.
            self.tell(reported);
        }
        return record(state, events);
    }

    /** Whatever is due is recorded and done; what is open is looked after already, or is from now on. */
    private ReplyEffect<IntentEvent, IntentState> onWake(IntentState state, IntentCommand.Wake wake) {
        if (state instanceof Known known) {
            deliveries.look(known.outbox());
        }
        return record(state, duties.due(state, now()));
    }

    private ReplyEffect<IntentEvent, IntentState> onInquire(IntentState state, IntentCommand.Inquire inquire) {
        orders.inquireNow();
        return Effect().noReply();
    }

    private ReplyEffect<IntentEvent, IntentState> onNews(IntentState state, IntentCommand.News news) {
        orders.heard(news);
        Optional<OrderName> about =
                state instanceof Known known ? known.facts().orderOf(news.downstreamReference()) : Optional.empty();
        about.ifPresentOrElse(
                order -> orders.inquire(((Known) state).facts(), order, news),
                () -> news.answer(NewsResult.NOTHING_TO_ASK));
        return Effect().noReply();
    }

    private ReplyEffect<IntentEvent, IntentState> onProgress(IntentState state, IntentCommand.Progress progress) {
        return record(state, outcomes.progress(state, progress.downstreamReference(), progress.step(), now()));
    }

    private ReplyEffect<IntentEvent, IntentState> onNewsAnswered(
            IntentState state, IntentCommand.NewsAnswered answered) {
        orders.answered(answered);
        if (!(answered.answer() instanceof InquiryAnswer.Found found)
                || found.outcome() instanceof AttemptOutcome.Unknown) {
            answered.news().answer(NewsResult.UNANSWERED);
            return Effect().noReply();
        }
        var effect = onReport(
                state,
                new AttemptReported(new AttemptReport(
                        answered.order(), found.outcome(), AttemptReport.Source.INQUIRY, found.settledAt())));
        if (answered.news().replyTo() == null) {
            return effect;
        } else if (OutcomeRules.isDone(state, answered.order(), found.outcome())) {
            // Heard after everything that the answer made true was persisted, its settlement too.
            self.tell(new IntentCommand.NewsRecorded(answered.news()));
        } else {
            answered.news().answer(NewsResult.UNANSWERED);
        }
        return effect;
    }

    private ReplyEffect<IntentEvent, IntentState> onNewsRecorded(
            IntentState state, IntentCommand.NewsRecorded recorded) {
        recorded.news().answer(NewsResult.ANSWERED);
        return Effect().noReply();
    }

    /** An order's actor that died of a fault leaves the order open: another one asks what became of it. */
    private ReplyEffect<IntentEvent, IntentState> onOrderEnded(IntentState state, IntentCommand.OrderEnded ended) {
        orders.ended(ended.order());
        if (state instanceof Known known) {
            orders.resume(known.facts());
        }
        return Effect().noReply();
    }

    /** Events that no request waits for: durable first, then their effects, then the word to who waits. */
    private ReplyEffect<IntentEvent, IntentState> record(IntentState state, List<IntentEvent> events) {
        return events.isEmpty()
                ? Effect().noReply()
                : Effect()
                        .persist(deliveries.rules().owing(state, events))
                        .thenRun(after -> proceed((Known) after, events))
                        .thenNoReply();
    }

    private void proceed(Known state, List<IntentEvent> recorded) {
        recorded(state, recorded);
        for (IntentEvent event : recorded) {
            if (event instanceof OperationStarted) {
                orders.dispatchOperation(state.facts());
            } else if (event instanceof DoubtOverdue overdue) {
                LOG.error(
                        "{}: the outcome of {} has been unknown for long. The intent takes no other order until it is"
                                + " known; it stands in the work list",
                        id,
                        overdue.order().text());
            } else if (event instanceof LateApproval late) {
                LOG.error(
                        "{}: {} was closed without effect and was approved all the same",
                        id,
                        late.order().text());
            } else if (event instanceof ResolutionChecked checked && isContradicted(state, checked)) {
                LOG.error(
                        "{}: an operator said that {} was approved, and the acquirer says {}. Compare its books: here"
                                + " the money counts as taken",
                        id,
                        checked.order().text(),
                        checked.outcome());
            } else if (event instanceof AttemptActionRequired asked) {
                orders.tell(OrderName.attempt(asked.number()), PaymentAttempt.Word.PAYER_ASKED);
            } else if (event instanceof AttemptInDoubt doubt && doubt.evidence() == Evidence.ACTION_OVERDUE) {
                orders.tell(OrderName.attempt(doubt.number()), PaymentAttempt.Word.PAYER_OVERDUE);
            }
        }
        waiters.answer(state.snapshot());
    }

    /** What is durable now is owed to who hears of it, and may end what a payer's card was held for. */
    private void recorded(Known state, List<IntentEvent> recorded) {
        deliveries.look(state.outbox());
        if (recorded.stream().anyMatch(PaymentIntent::endsPayersVisit)) {
            ports.payerCards().accept(state.facts());
        }
    }

    private static boolean endsPayersVisit(IntentEvent event) {
        return event instanceof TokenEvent.TokenEnded
                || event instanceof IntentEvent.AttemptApproved
                || event instanceof IntentEvent.AttemptDeclined
                || event instanceof IntentEvent.AttemptNotProcessed
                || event instanceof DoubtResolved;
    }

    /** A refusal that turns out to be an approval is a late approval instead. */
    private static boolean isContradicted(Known state, ResolutionChecked checked) {
        return !checked.outcome().equals(Resolution.Verdict.APPROVED.text())
                && !state.facts().isClosedWithout(checked.order());
    }

    private ReplyEffect<IntentEvent, IntentState> onLook(IntentState state, Look look) {
        return state instanceof Known known && known.facts().tenant().equals(look.tenant())
                ? Effect().reply(look.replyTo(), new IntentReply.Answered(known.snapshot(), false, false))
                : Effect().reply(look.replyTo(), new IntentReply.Refused(Refusal.notFound()));
    }

    private ReplyEffect<IntentEvent, IntentState> onLookAsPayer(IntentState state, IntentCommand.LookAsPayer look) {
        return state instanceof Known known && known.facts().tokens().size() >= look.token()
                ? Effect().reply(look.replyTo(), new IntentReply.Answered(known.snapshot(), false, false))
                : Effect().reply(look.replyTo(), new IntentReply.Refused(Refusal.noToken()));
    }

    private ReplyEffect<IntentEvent, IntentState> onRecall(IntentState state, Recall recall) {
        return Effect().reply(recall.replyTo(), KeyRules.recall(state, recall));
    }

    private ReplyEffect<IntentEvent, IntentState> onRedeliver(IntentState state, IntentCommand.Redeliver wish) {
        if (!(state instanceof Known known) || !known.facts().tenant().equals(wish.tenant())) {
            return Effect().reply(wish.replyTo(), new IntentReply.Refused(Refusal.notFound()));
        }
        List<IntentEvent> owed = deliveries.rules().again(known.outbox(), wish, now());
        return owed.isEmpty()
                ? Effect().reply(wish.replyTo(), new IntentReply.Owes(known.outbox(), 0))
                : Effect()
                        .persist(owed)
                        .thenRun(after -> deliveries.look(((Known) after).outbox()))
                        .thenReply(
                                wish.replyTo(), after -> new IntentReply.Owes(((Known) after).outbox(), owed.size()));
    }

    private ReplyEffect<IntentEvent, IntentState> onDeliveryReported(
            IntentState state, IntentCommand.DeliveryReported reported) {
        return deliveries.gather(reported.report())
                ? onDeliveriesTold(state, IntentCommand.DeliveriesTold.INSTANCE)
                : Effect().noReply();
    }

    /** What came of deliveries is recorded, and only then the next ones are sent. */
    private ReplyEffect<IntentEvent, IntentState> onDeliveriesTold(
            IntentState state, IntentCommand.DeliveriesTold told) {
        List<NotificationRules.Report> reports = deliveries.gathered();
        List<IntentEvent> events =
                state instanceof Known known ? deliveries.rules().tried(known.outbox(), reports, now()) : List.of();
        if (events.isEmpty()) {
            deliveries.recorded(reports);
            return Effect().noReply();
        }
        return Effect()
                .persist(deliveries.rules().owing(state, events))
                .thenRun(after -> {
                    deliveries.recorded(reports);
                    events.stream()
                            .filter(EndpointDisabled.class::isInstance)
                            .map(EndpointDisabled.class::cast)
                            .forEach(ended -> ports.notifier().disable(ended.endpoint(), ended.reason()));
                    deliveries.look(((Known) after).outbox());
                })
                .thenNoReply();
    }

    private ReplyEffect<IntentEvent, IntentState> onDeliveryEnded(
            IntentState state, IntentCommand.DeliveryEnded ended) {
        deliveries.ended(ended);
        return Effect().noReply();
    }

    private ReplyEffect<IntentEvent, IntentState> onTellStanding(IntentState state, TellStanding question) {
        return Effect().reply(question.replyTo(), KeyRules.standing(state, question));
    }

    private ReplyEffect<IntentEvent, IntentState> onExplainReuse(IntentState state, ExplainReuse reuse) {
        KeyLog.Entry mine = state instanceof Known known ? known.keys().find(reuse.other()) : null;
        List<String> fields =
                mine == null ? List.of("reference_id") : mine.request().mismatches(reuse.other());
        return Effect().reply(reuse.replyTo(), new IntentReply.Refused(Refusal.keyReused(fields)));
    }

    /** Whatever is open keeps the intent in memory: it is resolved here. */
    private ReplyEffect<IntentEvent, IntentState> onIdle(IntentState state, IntentCommand.Idle idle) {
        if (orders.isEmpty() && deliveries.isEmpty() && !isOpen(state)) {
            directory.leave(id);
        }
        return Effect().noReply();
    }

    /** Obeyed in every state. When an order left while it was leaving, its successor finds out what became of it. */
    private ReplyEffect<IntentEvent, IntentState> onStop(IntentState state, IntentCommand.Stop stop) {
        if (isOpen(state)) {
            directory.tell(id, IntentCommand.Wake.INSTANCE);
        }
        return Effect().stop().thenNoReply();
    }

    private static boolean isOpen(IntentState state) {
        return state instanceof Known known
                && known.facts().ordersToInquire().findAny().isPresent();
    }

    private void await(Known state, Waiter waiter) {
        if (!waiters.add(waiter)) {
            waiter.answer(state.snapshot());
        }
    }

    /** Whether the request made the intent. One without a key is recorded only when it does. */
    private static boolean createdIntent(Known state, Request request) {
        KeyLog.Entry entry = state.keys().find(request.request());
        return request instanceof Create && entry == null || entry != null && entry.createdIntent();
    }

    private Instant now() {
        return ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
