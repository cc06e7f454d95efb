package io.quittance.engine.intent;

import io.quittance.engine.Limits;
import io.quittance.engine.delivery.Delivery;
import io.quittance.engine.delivery.DeliveryStatus;
import io.quittance.engine.delivery.DeliveryTry;
import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.IntentCommand.Redeliver;
import io.quittance.engine.intent.IntentCommand.Redelivery;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.NotificationEvent.Cause;
import io.quittance.engine.intent.NotificationEvent.EndpointDisabled;
import io.quittance.engine.intent.NotificationEvent.Tried;
import io.quittance.engine.intent.NotificationEvent.WebhookExhausted;
import io.quittance.engine.intent.NotificationEvent.WebhooksOwed;
import io.quittance.engine.intent.NotificationEvent.WebhooksTried;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is owed to whom, when it is sent, and what a try means. An endpoint hears of an intent in order while it takes
 * what it is sent; what it does not take delays what comes after it by at most the first gap of its policy (D12), and
 * never for longer than a minute. Pure, beside what it asks the {@link Notifier}.
 */
record NotificationRules(Notifier notifier) {

    /** A delivery that is owed, and when it is sent next. */
    record Plan(DeliveryId id, Notification notification, Delivery delivery, Instant at) {}

    /** What came of a try, as it is reported. */
    record Report(DeliveryId id, Instant began, TryResult result) {}

    /** These events, each followed by what it makes owed: all of it is one commit. */
    List<IntentEvent> owing(IntentState before, List<IntentEvent> events) {
        if (events.isEmpty() || !mayBeHeard(before, events.get(0))) {
            return events;
        }
        List<IntentEvent> all = new ArrayList<>(events.size() + 1);
        IntentState state = before;
        for (IntentEvent event : events) {
            all.add(event);
            Known after = (Known) state.apply(event);
            Optional<WebhooksOwed> owed =
                    after.outbox().sequence() > sequence(state) ? owed(after, event) : Optional.empty();
            owed.ifPresent(all::add);
            state = owed.isPresent() ? after.apply(owed.get()) : after;
        }
        return List.copyOf(all);
    }

    private boolean mayBeHeard(IntentState before, IntentEvent first) {
        if (before instanceof Known known) {
            return notifier.hasListeners(known.facts().tenant());
        }
        return first instanceof IntentEvent.IntentCreated created && notifier.hasListeners(created.tenant());
    }

    private static long sequence(IntentState state) {
        return state instanceof Known known ? known.outbox().sequence() : 0;
    }

    /** The newest notification, owed to who hears of its type; an endpoint hears nothing of its own troubles. */
    private Optional<WebhooksOwed> owed(Known state, IntentEvent event) {
        Notification newest = state.outbox().find(state.outbox().sequence()).orElseThrow();
        List<EndpointId> listeners = notifier.listeners(state.facts().tenant(), newest.type()).stream()
                .filter(endpoint -> !endpoint.equals(newest.about()))
                .toList();
        return listeners.isEmpty() || isTroubleWithTrouble(state.outbox(), event)
                ? Optional.empty()
                : Optional.of(new WebhooksOwed(newest.at(), newest.id().sequence(), listeners, null));
    }

    /** Two endpoints that are both dead would tell each other so for ever. */
    private static boolean isTroubleWithTrouble(Outbox outbox, IntentEvent event) {
        return event instanceof WebhookExhausted exhausted
                && outbox.find(exhausted.sequence())
                        .filter(told -> told.about() != null)
                        .isPresent();
    }

    /** What was asked for again, as far as the intent has it and it is meant. */
    List<IntentEvent> again(Outbox outbox, Redeliver asked, Instant now) {
        Redelivery wish = asked.wish();
        return outbox.notifications().stream()
                .filter(told -> asked.sequences().isEmpty()
                        || asked.sequences().contains(told.id().sequence()))
                .filter(told -> isMeant(told, asked.tenant(), wish))
                .map(told -> (IntentEvent)
                        new WebhooksOwed(now, told.id().sequence(), List.of(wish.endpoint()), wish.cause()))
                .toList();
    }

    /** A delivery is repeated where there was one; a replay may tell what was never owed there. */
    private boolean isMeant(Notification told, Tenant tenant, Redelivery wish) {
        boolean isInTime = (wish.from() == null || !told.at().isBefore(wish.from()))
                && (wish.to() == null || told.at().isBefore(wish.to()));
        boolean isWanted = !wish.onlyFailed()
                || told.to(wish.endpoint())
                        .filter(delivery -> delivery.status() != DeliveryStatus.DELIVERED)
                        .isPresent();
        boolean isHeard = wish.cause() == Cause.REDELIVERY
                ? told.to(wish.endpoint()).isPresent()
                : notifier.listeners(tenant, told.type()).contains(wish.endpoint())
                        && !wish.endpoint().equals(told.about());
        return isInTime && isWanted && isHeard;
    }

    /**
     * Everything that is owed and may be sent, with its time. What was asked for again waits for nothing but what was
     * asked for with it: a replay is heard in order.
     */
    List<Plan> plans(Outbox outbox) {
        List<Plan> plans = new ArrayList<>();
        Set<EndpointId> waitedFor = new HashSet<>();
        Set<EndpointId> replayed = new HashSet<>();
        for (Notification told : outbox.notifications()) {
            for (Delivery delivery : told.deliveries()) {
                EndpointId endpoint = delivery.endpoint();
                if (delivery.isOwed() && notifier.isOpen(endpoint, delivery)) {
                    boolean isBehind = (delivery.wasAskedFor() ? replayed : waitedFor).contains(endpoint);
                    plans.add(plan(told, delivery, isBehind));
                    waitedFor.add(endpoint);
                    if (delivery.wasAskedFor() && delivery.isUntried()) {
                        replayed.add(endpoint);
                    }
                }
            }
        }
        return plans;
    }

    private Plan plan(Notification told, Delivery delivery, boolean isBehind) {
        Instant next = delivery.nextTryAt();
        Instant patient = isBehind ? delivery.owedAt().plus(patience(delivery)) : delivery.owedAt();
        DeliveryId id = new DeliveryId(told.id(), delivery.endpoint());
        return new Plan(id, told, delivery, next == null ? patient : next);
    }

    private Duration patience(Delivery delivery) {
        Duration step = policy(delivery).step();
        return step.compareTo(Limits.WEBHOOK_PATIENCE) < 0 ? step : Limits.WEBHOOK_PATIENCE;
    }

    private RetryPolicy policy(Delivery delivery) {
        return notifier.policy(delivery.endpoint()).orElse(RetryPolicy.SEVEN_DAYS);
    }

    /** What is recorded of these tries. */
    List<IntentEvent> tried(Outbox outbox, List<Report> reports, Instant now) {
        List<Tried> tries = new ArrayList<>();
        List<IntentEvent> consequences = new ArrayList<>();
        for (Report report : reports.stream().filter(NotificationRules::isTry).toList()) {
            EndpointId endpoint = report.id().endpoint();
            long sequence = report.id().notification().sequence();
            Delivery delivery = outbox.find(sequence)
                    .flatMap(told -> told.to(endpoint))
                    .filter(Delivery::isOwed)
                    .orElse(null);
            if (delivery != null) {
                Notifier.Verdict verdict = notifier.judge(endpoint, report.began(), report.result());
                DeliveryTry made = made(report, delivery, verdict.isTaken());
                tries.add(new Tried(sequence, endpoint, made));
                if (delivery.tried(made).status() == DeliveryStatus.EXHAUSTED) {
                    consequences.add(new WebhookExhausted(now, sequence, endpoint));
                }
                if (verdict.disabled() != null) {
                    consequences.add(new EndpointDisabled(now, endpoint, verdict.disabled()));
                }
            }
        }
        List<IntentEvent> events = new ArrayList<>();
        if (!tries.isEmpty()) {
            events.add(new WebhooksTried(now, tries));
        }
        events.addAll(consequences);
        return events;
    }

    private DeliveryTry made(Report report, Delivery delivery, boolean isTaken) {
        TryResult result = report.result();
        Instant first = Objects.requireNonNullElse(delivery.firstTryAt(), report.began());
        @Nullable Instant next = isTaken ? null : next(report, delivery, first).orElse(null);
        return new DeliveryTry(
                report.began(), result.latency().toMillis(), result.status(), result.failure(), isTaken, next);
    }

    private Optional<Instant> next(Report report, Delivery delivery, Instant first) {
        return policy(delivery)
                .next(
                        first,
                        report.began(),
                        report.result().retryAfter(),
                        report.id().hashCode());
    }

    /** What never left, because its endpoint is left alone or too much waits for it, is no try: it uses up nothing. */
    private static boolean isTry(Report report) {
        return report.result().isSent();
    }
}
