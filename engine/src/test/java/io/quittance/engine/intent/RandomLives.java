package io.quittance.engine.intent;

import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.OperationWish.Verb;
import io.quittance.engine.support.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Intents that live at random under the real rules: every command, every outcome, late answers, and time. */
public final class RandomLives {

    private static final int STEPS = 40;

    private final SplittableRandom random;
    private final IntentRules rules = new IntentRules(Events.ACME);
    private final OutcomeRules outcomes = new OutcomeRules(Events.ACME);
    private final DutyRules duties = new DutyRules(Events.ACME);
    private final List<Life.Step> steps = new ArrayList<>();
    private IntentState state = new IntentState.Absent();
    private Instant now = Given.NOW;

    private RandomLives(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** What happened, one event after the other. */
    public record Life(List<Step> steps) {

        /**
         * One event.
         *
         * @param amounts held, taken, released and refunded after it, as the fold has them
         */
        public record Step(IntentEvent event, List<Long> amounts) {}
    }

    /** The life of a seed. */
    public static Life of(long seed) {
        RandomLives life = new RandomLives(seed);
        life.record(List.of(life.random.nextBoolean() ? Events.created(null) : Events.createdManual()));
        for (int step = 0; step < STEPS; step++) {
            life.step("key-" + step);
        }
        return new Life(life.steps);
    }

    /** Events that no rule would record. */
    public static List<IntentEvent> refundedTwiceInFull() {
        return List.of(
                Events.created(null),
                Events.started(1, "k"),
                Events.approved(1),
                Events.operation(1, OperationKind.REFUND, 1250),
                Events.operationApproved(1, OperationKind.REFUND),
                Events.operation(2, OperationKind.REFUND, 1250),
                Events.operationApproved(2, OperationKind.REFUND));
    }

    private void step(String key) {
        Known known = (Known) state;
        switch (random.nextInt(8)) {
            case 0 -> decide(Decisions.attempt(null, key));
            case 1, 2 -> {
                Verb verb = Verb.values()[random.nextInt(Verb.values().length)];
                decide(Decisions.operate(OperationRequest.of(verb, 1 + random.nextInt(1_300)), key));
            }
            case 3 -> decide(Decisions.resolve(Resolution.Verdict.values()[random.nextInt(3)]));
            case 4 -> {
                now = now.plus(Duration.ofHours(random.nextInt(30)));
                record(duties.due(state, now));
            }
            case 5 -> settle(known);
            default -> report(known);
        }
    }

    private void decide(IntentCommand.Request request) {
        if (rules.decide(Given.ID, state, request, now) instanceof IntentDecision.Record decided) {
            record(decided.events());
        }
    }

    private void settle(Known known) {
        if (known instanceof IntentState.Succeeded
                && known.facts().funds().settledAt() == null
                && random.nextInt(4) == 0) {
            record(List.of(new IntentEvent.PaymentSettled(now, now)));
        }
    }

    /** About any order, also one that is closed or was never there. */
    private void report(Known known) {
        boolean isAttempt = random.nextBoolean();
        int count = isAttempt
                ? known.facts().attempts().size()
                : known.facts().operations().size();
        int number = 1 + random.nextInt(count + 1);
        OrderName order = isAttempt ? OrderName.attempt(number) : OrderName.operation(number);
        record(outcomes.decide(state, new AttemptReport(order, outcome(), source()), now));
    }

    private AttemptReport.Source source() {
        AttemptReport.Source[] all = AttemptReport.Source.values();
        return all[random.nextInt(all.length)];
    }

    private AttemptOutcome outcome() {
        return switch (random.nextInt(6)) {
            case 0 -> new AttemptOutcome.Declined(Events.FAILURE);
            case 1 -> new AttemptOutcome.NotProcessed("never left");
            case 2 ->
                new AttemptOutcome.ActionRequired(
                        "https://issuer.example/" + random.nextInt(3), now.plusSeconds(random.nextInt(3_600) - 900));
            case 3 -> new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "no answer");
            default -> new AttemptOutcome.Approved(Events.APPROVAL);
        };
    }

    private void record(List<? extends IntentEvent> events) {
        for (IntentEvent event : events) {
            state = state.apply(event);
            Funds funds = ((Known) state).facts().funds();
            steps.add(new Life.Step(
                    event,
                    List.of(
                            funds.capturable(),
                            funds.captured() - funds.refunded(),
                            funds.voided(),
                            funds.refunded())));
        }
    }
}
