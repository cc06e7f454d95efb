package io.quittance.engine.intent;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.quittance.engine.Limits;
import io.quittance.engine.delivery.WebhookDelivery;
import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.intent.IntentCommand.DeliveriesTold;
import io.quittance.engine.intent.IntentCommand.DeliveryEnded;
import io.quittance.engine.intent.IntentCommand.DeliveryReported;
import io.quittance.engine.intent.NotificationRules.Plan;
import io.quittance.engine.intent.NotificationRules.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The actors of an intent's deliveries, one for each try that is due now or in a moment. What they report is gathered
 * for a moment, so that endpoints that answer together cost one commit. Used by the intent's actor.
 */
final class DeliveryActors {

    private final ActorContext<IntentCommand> context;
    private final NotificationRules rules;
    private final Notifier notifier;
    private final InstantSource clock;
    private final Map<DeliveryId, Try> alive = new HashMap<>(1);
    private final List<Report> reports = new ArrayList<>(1);
    private boolean isGathering;
    private long started;

    private record Try(ActorRef<WebhookDelivery.Command> actor, Instant at, long number) {}

    DeliveryActors(ActorContext<IntentCommand> context, Notifier notifier, InstantSource clock) {
        this.context = context;
        this.rules = new NotificationRules(notifier);
        this.notifier = notifier;
        this.clock = clock;
    }

    NotificationRules rules() {
        return rules;
    }

    /** Sees to everything that is owed and whose time has come, or comes soon; what waits for others waits here. */
    void look(Outbox outbox) {
        if (outbox.isAtRest()) {
            return;
        }
        Instant soon = clock.instant().plus(Limits.WEBHOOK_SOON);
        for (Plan plan : rules.plans(outbox)) {
            Try known = alive.get(plan.id());
            if (known == null && (plan.delivery().isUntried() || !plan.at().isAfter(soon))) {
                start(plan);
            } else if (known != null && plan.at().isBefore(known.at())) {
                known.actor().tell(WebhookDelivery.Word.SEND);
            }
        }
    }

    private void start(Plan plan) {
        started++;
        DeliveryId id = plan.id();
        ActorRef<IntentCommand> self = context.getSelf();
        ActorRef<WebhookDelivery.Command> actor = context.spawn(
                WebhookDelivery.create(
                        Duration.between(clock.instant(), plan.at()),
                        () -> notifier.send(id.endpoint(), plan.notification()),
                        clock,
                        (began, result) -> self.tell(new DeliveryReported(new Report(id, began, result)))),
                "delivery-" + started);
        context.watchWith(actor, new DeliveryEnded(id, started));
        alive.put(id, new Try(actor, plan.at(), started));
    }

    /** Keeps a report until it is recorded; true when it is time to record what there is. */
    boolean gather(Report report) {
        reports.add(report);
        if (reports.size() == alive.size()) {
            return true;
        }
        if (!isGathering) {
            isGathering = true;
            context.scheduleOnce(Limits.WEBHOOK_GATHERING, context.getSelf(), DeliveriesTold.INSTANCE);
        }
        return false;
    }

    /** What was reported and not recorded; it is given away. */
    List<Report> gathered() {
        isGathering = false;
        List<Report> all = List.copyOf(reports);
        reports.clear();
        return all;
    }

    /** What these reported is recorded. */
    void recorded(List<Report> all) {
        all.forEach(report -> alive.remove(report.id()));
    }

    /** An actor is gone; one that died of a fault reported nothing, and its delivery is tried again when it is due. */
    void ended(DeliveryEnded ended) {
        Try known = alive.get(ended.id());
        boolean isReported = reports.stream().anyMatch(report -> report.id().equals(ended.id()));
        if (known != null && known.number() == ended.number() && !isReported) {
            alive.remove(ended.id());
        }
    }

    /** Whether nothing is being sent and nothing waits to be recorded. */
    boolean isEmpty() {
        return alive.isEmpty() && reports.isEmpty();
    }
}
