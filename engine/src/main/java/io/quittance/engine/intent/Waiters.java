package io.quittance.engine.intent;

import akka.actor.typed.ActorRef;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.intent.IntentFacts.OpenOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The callers who wait for the outcome of an intent's orders. In memory only: who waits too long asks again. */
final class Waiters {

    private final List<Waiter> all = new ArrayList<>(1);

    /**
     * A caller who waits.
     *
     * @param order for whose outcome
     */
    record Waiter(OrderName order, ActorRef<IntentReply> replyTo, boolean createdIntent, boolean replayed) {

        void answer(IntentSnapshot snapshot) {
            replyTo.tell(new IntentReply.Answered(snapshot, createdIntent, replayed));
        }
    }

    /** False when there are too many already. */
    boolean add(Waiter waiter) {
        return all.size() < Limits.WAITERS_PER_INTENT_MAX && all.add(waiter);
    }

    /** Tells how the intent stands to everyone whose order has ended, is in doubt, or waits for the payer. */
    void answer(IntentSnapshot snapshot) {
        if (all.isEmpty()) {
            return;
        }
        Set<OrderName> running = snapshot.facts()
                .openOrders()
                .filter(order -> order.course().isProcessing())
                .map(OpenOrder::name)
                .collect(Collectors.toSet());
        all.stream().filter(waiter -> !running.contains(waiter.order())).forEach(waiter -> waiter.answer(snapshot));
        all.removeIf(waiter -> !running.contains(waiter.order()));
    }
}
