package io.quittance.api.simulation;

import java.util.List;
import java.util.stream.Stream;

/** The deliberate bugs. Each breaks one line of defence; when the engine's words change, its snippet changes here. */
final class Mutants {

    private static final String ENGINE = "engine/src/main/java/io/quittance/engine/";
    private static final String PERSISTENCE = "persistence/src/main/java/io/quittance/persistence/";
    private static final String INTENT = ENGINE + "intent/PaymentIntent.java";
    private static final String ATTEMPTS = ENGINE + "intent/AttemptRules.java";
    private static final String OUTCOMES = ENGINE + "intent/OutcomeRules.java";
    private static final String OPERATIONS = ENGINE + "intent/OperationRules.java";
    private static final String OPERATION_FOLD = ENGINE + "intent/OperationFold.java";
    private static final String FUNDS = ENGINE + "intent/Funds.java";
    private static final String DUTIES = ENGINE + "intent/DutyRules.java";
    private static final String SWEEP = ENGINE + "intent/DueListSweep.java";
    private static final String ORDERS = ENGINE + "intent/OrderActors.java";
    private static final String ATTEMPT = ENGINE + "attempt/PaymentAttempt.java";
    private static final String RUN = ENGINE + "attempt/AttemptRun.java";
    private static final String RECONCILER = ENGINE + "attempt/AttemptReconciler.java";
    private static final String CHAINED = ENGINE + "journal/ChainedEvents.java";
    private static final String CODEC = PERSISTENCE + "serialization/JsonEventCodec.java";
    private static final String CLAIMS = PERSISTENCE + "claims/ReservedClaims.java";
    private static final String NOTIFICATIONS = ENGINE + "intent/NotificationRules.java";
    private static final String DELIVERY = ENGINE + "delivery/WebhookDelivery.java";
    private static final String DELIVERY_SWEEP = ENGINE + "webhook/DeliverySweep.java";
    private static final String REPLAYS = ENGINE + "webhook/Replays.java";
    private static final String DIRECTORY = ENGINE + "directory/LocalDirectory.java";

    private static final List<Mutant> PAYING = List.of(
            Mutant.of("the order is sent before its attempt is stored")
                    .edit(
                            INTENT,
                            "return Effect() .persist(deliveries.rules().owing(state, record.events()))"
                                    + " .thenRun(after -> proceed((Known) after, request, record.events()))",
                            """
                                IntentState ahead = state;
                                for (IntentEvent event : record.events()) {
                                    ahead = ahead.apply(event);
                                }
                                proceed((Known) ahead, request, record.events());
                                return Effect()
                                        .persist(deliveries.rules().owing(state, record.events()))
                                        .thenRun(after -> {})
                                """),
            Mutant.of("the caller is answered before the outcome is stored")
                    .edit(INTENT, "List<IntentEvent> events = outcomes.decide(state, reported.report(), now());", """
                                List<IntentEvent> events = outcomes.decide(state, reported.report(), now());
                                IntentState ahead = state;
                                for (IntentEvent event : events) {
                                    ahead = ahead.apply(event);
                                }
                                waiters.answer(((Known) ahead).snapshot());
                                """),
            Mutant.of("another reference is inquired than was sent")
                    .edit(
                            RUN,
                            "processor.inquire(question)",
                            "processor.inquire(new Inquiry(question.downstreamReference() + \"-again\","
                                    + " question.amount(), question.method(), null, question.original()))"),
            Mutant.of("a new attempt takes the reference of the first")
                    .edit(ATTEMPTS, "OrderName.attempt(number).reference(id)", "OrderName.attempt(1).reference(id)"),
            Mutant.of("no answer in time counts as not processed")
                    .edit(
                            ATTEMPT,
                            "private static AttemptOutcome overdue(AttemptRun run) { return unknown(",
                            "private static AttemptOutcome overdue(AttemptRun run) {"
                                    + " return new AttemptOutcome.NotProcessed("),
            Mutant.of("the order is sent again on recovery")
                    .edit(ORDERS, ".forEach(open -> resume(facts, open));", """
                                .forEach(open -> start(
                                        open.name(),
                                        PaymentAttempt.dispatch(
                                                run(facts, open.name()),
                                                new AttemptOrder(
                                                        open.downstreamReference(),
                                                        facts.terms().amount(),
                                                        new io.quittance.engine.attempt.PaymentMethod.Card(
                                                                "4111111111111111",
                                                                java.time.YearMonth.of(2035, 12),
                                                                null),
                                                        true))));
                                """),
            Mutant.of("an open attempt is not inquired after a restart")
                    .edit(
                            INTENT,
                            "private void onRecovered(IntentState state) { if (state instanceof Known known) {",
                            """
                                private void onRecovered(IntentState state) {
                                    if (state instanceof Known known && known.facts().version() < 0) {
                                """),
            Mutant.of("a late report of one attempt ends the next")
                    .edit(
                            OUTCOMES,
                            ".filter(open -> open.name().equals(order))",
                            ".filter(open -> open.name().kind() == order.kind())")
                    .edit(OUTCOMES, "new OutcomeEvents(terms).of(known, report, now)", """
                                new OutcomeEvents(terms).of(
                                        known,
                                        new AttemptReport(open.get().name(), report.outcome(), report.source()),
                                        now)
                                """)
                    .edit(ATTEMPT, "return outcome.isFinal() ? Behaviors.stopped() :", "return"));

    private static final List<Mutant> BELIEVING = List.of(
            Mutant.of("the first \"not found\" is believed")
                    .edit(RECONCILER, "if (sightings >= ABSENT_SIGHTINGS && askedAfterWindow)", "if (sightings >= 1)"),
            Mutant.of("\"not found\" is believed inside the window when it is said twice")
                    .edit(
                            RECONCILER,
                            "if (sightings >= ABSENT_SIGHTINGS && askedAfterWindow)",
                            "if (sightings >= ABSENT_SIGHTINGS)"),
            Mutant.of("the window begins when the line breaks, not when the order can no longer leave")
                    .edit(
                            RECONCILER,
                            "isOrderAnswered ? run.processor().leavesAfterAnswer() : Duration.ZERO;",
                            "Duration.ZERO;"),
            Mutant.of("an order leaves however late its attempt was stored")
                    .edit(ORDERS, "if (clock.instant().isBefore(latest(course)))", "if (course.isOpen())")
                    .edit(
                            RECONCILER,
                            "return start(run, run.mayLeaveAfterRestart(), false,",
                            "return start(run, Duration.ZERO, false,"),
            Mutant.of("who asked the payer is believed to know nothing of it")
                    .edit(
                            OUTCOMES,
                            "report.source() == AttemptReport.Source.ABSENCE && course.nextAction() != null",
                            "report.source() == AttemptReport.Source.ABSENCE && !course.isOpen()")
                    .edit(
                            RECONCILER,
                            "inquired.answer() instanceof InquiryAnswer.NotFound && !isAcknowledged",
                            "inquired.answer() instanceof InquiryAnswer.NotFound"),
            Mutant.of("a payer whose time is over has not paid")
                    .edit(
                            DUTIES,
                            "new AttemptInDoubt(now, pending.attempt().number(), Evidence.ACTION_OVERDUE, words)",
                            "new IntentEvent.AttemptNotProcessed(now, pending.attempt().number(), words)"));

    private static final List<Mutant> KEEPING = List.of(
            Mutant.of("keys are forgotten with the process")
                    .edit(CODEC, "return mapper.readValue(payload, EventNames.typeOf(manifest));", """
                                String text = new String(payload, java.nio.charset.StandardCharsets.UTF_8);
                                return mapper.readValue(
                                        text.replace("\\"key\\":\\"", "\\"key\\":\\"lost-"),
                                        EventNames.typeOf(manifest));
                                """),
            Mutant.of("the hash chain is not verified on recovery")
                    .edit(
                            CHAINED,
                            "chain.verify(stored.manifest(), stored.payload(), stored.hash());",
                            "chain.append(stored.manifest(), stored.payload());"),
            Mutant.of("the claim of a key is not looked at")
                    .edit(CLAIMS, ".thenApply(holder -> holder.orElse(first))", ".thenApply(holder -> intent)"),
            Mutant.of("a message to an actor that leaves memory is lost")
                    .edit(DIRECTORY, "resident.waiting.add(deliver.command());", ""));

    private static final List<Mutant> MOVING = List.of(
            Mutant.of("a second operation is taken while one is in doubt")
                    .edit(
                            OPERATIONS,
                            "if (snapshot.isInDoubt()) {",
                            "if (snapshot.isInDoubt() && known instanceof Pending) {")
                    .edit(
                            OPERATIONS,
                            "known instanceof Pending || snapshot.isUnderWay()",
                            "known instanceof Pending || snapshot.isUnderWay() && !snapshot.isInDoubt()")
                    .edit(
                            OPERATION_FOLD,
                            "state instanceof Funded && facts.openOperation().isEmpty();",
                            "state instanceof Funded;"),
            Mutant.of("a refund beyond what was captured is taken")
                    .edit(OPERATIONS, "} else if (amount < 1 || amount > available) {", "} else if (amount < 1) {"),
            Mutant.of("what is settled can still be voided")
                    .edit(
                            FUNDS,
                            "capturable() + (settledAt == null ? refundable() : 0)",
                            "capturable() + refundable()"),
            Mutant.of("a late approval is not heard")
                    .edit(OUTCOMES, "known.facts().isClosedWithout(report.order())", "report.order().number() < 0"),
            Mutant.of("the automatic reversal is recorded and not sent")
                    .edit(
                            INTENT,
                            "if (event instanceof OperationStarted) {",
                            "if (event instanceof OperationStarted"
                                    + " && state.facts().unreversed().findAny().isEmpty()) {"),
            Mutant.of("what was not captured in time is never released")
                    .edit(
                            DUTIES,
                            "&& isDue(captureDuty(facts), now) ? capture(facts, now) : List.of();",
                            "&& isDue(captureDuty(facts), now) && now.isBefore(Instant.EPOCH)"
                                    + " ? capture(facts, now) : List.of();"),
            Mutant.of("the due list wakes nobody")
                    .edit(SWEEP, "directory.tell(due.id(), IntentCommand.Wake.INSTANCE);", ""));

    private static final List<Mutant> TELLING = List.of(
            Mutant.of("what an outcome makes owed is not stored in one commit with it")
                    .edit(
                            INTENT,
                            ".persist(deliveries.rules().owing(state, events))"
                                    + " .thenRun(after -> proceed((Known) after, events))",
                            ".persist(events).thenRun(after -> proceed((Known) after, events))"),
            Mutant.of("a webhook is recorded as delivered before its endpoint answered")
                    .edit(DELIVERY, "Instant began = clock.instant(); context.pipeToSelf", """
                                Instant began = clock.instant();
                                if (!wasSent(began)) {
                                    begun(send);
                                    report.accept(began, TryResult.answered(200, null, Duration.ZERO));
                                    return Behaviors.stopped();
                                }
                                context.pipeToSelf""")
                    .edit(
                            DELIVERY,
                            "private static CompletionStage<TryResult> begun(",
                            "private static boolean wasSent(Instant at) { return at.isBefore(Instant.EPOCH); }"
                                    + " private static CompletionStage<TryResult> begun("),
            Mutant.of("a webhook's body is made from how its intent stands now")
                    .edit(NOTIFICATIONS, "plans.add(plan(told, delivery, isBehind));", """
                                Notification newest = outbox.find(outbox.sequence()).orElseThrow();
                                Notification now = new Notification(
                                        told.id(),
                                        told.type(),
                                        told.at(),
                                        newest.snapshot(),
                                        told.about(),
                                        told.deliveries());
                                plans.add(plan(now, delivery, isBehind));
                                """),
            Mutant.of("what comes later does not wait for what came before")
                    .edit(
                            NOTIFICATIONS,
                            "boolean isBehind = (delivery.wasAskedFor() ? replayed : waitedFor).contains(endpoint);",
                            "boolean isBehind = false;"),
            Mutant.of("the sweep of deliveries wakes nobody")
                    .edit(
                            DELIVERY_SWEEP,
                            ".forEach(due -> directory.tell(due.intent(), IntentCommand.Wake.INSTANCE));",
                            ".forEach(due -> {});"),
            Mutant.of("an intent that does not verify holds up a replay")
                    .edit(REPLAYS, "if (!ports.isDamaged().test(intent)) {", "if (!done.containsKey(intent)) {"));

    static final List<Mutant> ALL = Stream.of(PAYING, BELIEVING, KEEPING, MOVING, TELLING)
            .flatMap(List::stream)
            .toList();

    private Mutants() {}
}
