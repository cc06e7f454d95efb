package io.quittance.engine.intent;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.AttemptRun;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.NewsResult;
import io.quittance.engine.attempt.Operation;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.attempt.PaymentAttempt;
import io.quittance.engine.attempt.Processors;
import io.quittance.engine.intent.IntentCommand.AttemptReported;
import io.quittance.engine.intent.IntentCommand.News;
import io.quittance.engine.intent.IntentCommand.NewsAnswered;
import io.quittance.engine.intent.IntentCommand.OrderEnded;
import io.quittance.engine.intent.IntentCommand.Sending;
import io.quittance.engine.intent.IntentFacts.OpenOrder;
import io.quittance.engine.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The actors of an intent's orders, one each. An order is sent by {@link #dispatch}, once, right after it became
 * durable; everything else only asks. Used by the intent's actor.
 */
final class OrderActors {

    /** A news that nobody can confirm is asked about so often: over some ten minutes. */
    private static final int NEWS_TRIES = 7;

    private static final Duration FIRST_AGAIN = Duration.ofSeconds(10);

    private final ActorContext<IntentCommand> context;
    private final Processors processors;
    private final InstantSource clock;
    private final ActorRef<AttemptReport> reports;
    /** In the order of their beginning: what is told to all is told in the same order in every process. */
    private final Map<OrderName, ActorRef<PaymentAttempt.Command>> alive = new LinkedHashMap<>(2);

    private long started;
    private int asking;
    private int waiting;

    OrderActors(ActorContext<IntentCommand> context, Processors processors, InstantSource clock) {
        this.context = context;
        this.processors = processors;
        this.clock = clock;
        this.reports = context.messageAdapter(AttemptReport.class, AttemptReported::new);
    }

    /** Sends the authorisation that was recorded last. */
    void dispatch(IntentFacts facts, Sending asked) {
        String reference = facts.lastAttempt().downstreamReference();
        boolean isCaptured = facts.terms().captureMethod() == CaptureMethod.AUTOMATIC;
        AttemptOrder order = new AttemptOrder(
                reference,
                facts.terms().amount(),
                asked.method().sent(),
                isCaptured,
                asked.returnUrl(),
                facts.authenticationOf(facts.lastAttempt().number()),
                facts.lastAttempt().method().stored());
        dispatch(facts, facts.lastAttempt().name(), facts.lastAttempt().course(), order);
    }

    /** Sends the operation that was recorded last. */
    void dispatchOperation(IntentFacts facts) {
        Operation operation = facts.operations().get(facts.operations().size() - 1);
        var original = facts.attempts().get(operation.attempt() - 1);
        var approval = original.approval() != null ? original.approval() : original.lateApproval();
        OperationOrder order = new OperationOrder(
                operation.downstreamReference(),
                operation.kind(),
                new Money(operation.amount(), facts.terms().amount().currency()),
                original.downstreamReference(),
                approval == null || approval.equals(Approval.UNNAMED) ? null : approval.acquirerReference(),
                operation.isLast(),
                original.method().terminalId());
        dispatch(facts, operation.name(), operation.course(), order);
    }

    /**
     * Whoever takes over after this process believes that nothing is given to a connector later than that. A commit
     * that took so long to be acknowledged leaves no time to send: the order stays here, and that is its outcome.
     */
    private void dispatch(IntentFacts facts, OrderName name, Course course, Order order) {
        if (clock.instant().isBefore(latest(course))) {
            start(name, PaymentAttempt.dispatch(run(facts, name), order));
        } else {
            AttemptOutcome kept = new AttemptOutcome.NotProcessed("its time was over before it could be sent");
            reports.tell(new AttemptReport(name, kept, AttemptReport.Source.ANSWER));
        }
    }

    private static Instant latest(Course course) {
        Instant latest = course.startedAt().plus(Limits.DISPATCH);
        return course.deadline().isBefore(latest) ? course.deadline() : latest;
    }

    /** Finds out about every order that nobody looks after. Sends nothing. */
    void resume(IntentFacts facts) {
        facts.ordersToInquire().filter(open -> !alive.containsKey(open.name())).forEach(open -> resume(facts, open));
    }

    private void resume(IntentFacts facts, OpenOrder open) {
        start(open.name(), PaymentAttempt.resume(run(facts, open.name()), open.course()));
    }

    /** Asks about every open order now, whatever its schedule says. */
    void inquireNow() {
        alive.values().forEach(order -> order.tell(PaymentAttempt.Word.INQUIRE_NOW));
    }

    /** Tells the order's actor, when there is one. */
    void tell(OrderName name, PaymentAttempt.Word word) {
        ActorRef<PaymentAttempt.Command> actor = alive.get(name);
        if (actor != null) {
            actor.tell(word);
        }
    }

    /** The order's actor ends; when there is still something to find out, another begins with what is recorded now. */
    void beginAgain(OrderName name) {
        ActorRef<PaymentAttempt.Command> actor = alive.get(name);
        if (actor != null) {
            context.stop(actor);
        }
    }

    /** Asks about an order of which there was news; the intent stays in memory until the answer has come. */
    void inquire(IntentFacts facts, OrderName name, News news) {
        if (news.replyTo() != null && !run(facts, name).canInquire()) {
            news.answer(NewsResult.NOTHING_TO_ASK);
            return;
        }
        asking++;
        context.pipeToSelf(
                run(facts, name).inquire(),
                (answer, failure) -> new NewsAnswered(
                        name, news, answer != null ? answer : new InquiryAnswer.NoAnswer(String.valueOf(failure))));
    }

    /**
     * The answer has come; one that says nothing is asked for again, later and later, a few times, unless somebody
     * keeps the news and does that.
     */
    void answered(NewsAnswered answered) {
        asking--;
        News again = answered.news().again();
        boolean isKept = again.replyTo() != null;
        if (!isKept && answered.answer() instanceof InquiryAnswer.NoAnswer && again.tries() < NEWS_TRIES) {
            waiting++;
            context.scheduleOnce(FIRST_AGAIN.multipliedBy(1L << answered.news().tries()), context.getSelf(), again);
        }
    }

    /** Whether this news is one that was waited for. */
    void heard(News news) {
        waiting -= news.tries() > 0 ? 1 : 0;
    }

    void ended(OrderName name) {
        alive.remove(name);
    }

    /** Whether nothing is looked after and nothing is asked. */
    boolean isEmpty() {
        return alive.isEmpty() && asking == 0 && waiting == 0;
    }

    private void start(OrderName name, Behavior<PaymentAttempt.Command> behavior) {
        started++;
        ActorRef<PaymentAttempt.Command> actor = context.spawn(behavior, name.text() + "-" + started);
        context.watchWith(actor, new OrderEnded(name));
        alive.put(name, actor);
    }

    private AttemptRun run(IntentFacts facts, OrderName name) {
        Inquiry question = facts.question(name);
        return new AttemptRun(name, question, processors.of(question.method()), reports);
    }
}
