package io.quittance.api.simulation;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.PaymentResult.Answered;
import io.quittance.engine.PaymentResult.Refused;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody who wants to pay for one thing: sends a request, waits, repeats it under the same key until the answer is
 * final, and after a decline tries again under another key. Used by the world's thread.
 */
final class Buyer {

    private static final int WISHES_MAX = 6;
    private static final int BACKOFF_MILLIS = 3_000;
    private static final int PATIENCE_MILLIS = 25_000;

    private final Street street;
    private final String name;
    private final List<Wish> granted = new ArrayList<>();
    private Wish wish;
    private int wishes = 1;
    private int calls;
    private boolean isDone;

    Buyer(Street street, String name, Wish first) {
        this.street = street;
        this.name = name;
        this.wish = first;
    }

    String name() {
        return name;
    }

    /** What it asks for now. */
    Wish wish() {
        return wish;
    }

    boolean isDone() {
        return isDone;
    }

    /** Wants nothing any more. */
    void giveUp() {
        isDone = true;
    }

    /** The requests whose last word was told. */
    List<Wish> granted() {
        return granted;
    }

    /** Sends the request, unless it is answered. */
    void call() {
        if (isDone) {
            return;
        }
        int call = ++calls;
        World world = street.world();
        PaymentEngine engine = street.engine();
        if (engine == null) {
            again(world.chance().nextInt(BACKOFF_MILLIS));
            return;
        }
        world.note(name + " asks " + wish.name());
        Wish asked = wish;
        var unused = asked.send(engine)
                .whenComplete((result, failure) -> street.arrives(name, result, failure, () -> {
                    if (call == calls && !isDone) {
                        hear(asked, result);
                    }
                }));
        world.after(2_000 + world.chance().nextInt(PATIENCE_MILLIS), () -> {
            if (call == calls && !isDone) {
                call();
            }
        });
    }

    private void again(int millis) {
        int call = calls;
        street.world().after(1L + millis, () -> {
            if (call == calls) {
                call();
            }
        });
    }

    private void hear(Wish asked, PaymentResult result) {
        if (result instanceof Answered answered && asked.isFinal(answered)) {
            street.checks().finalAnswer(asked.name(), answered);
            granted.add(asked);
            if (street.world().happens(300)) {
                look(answered.intent().id());
            }
            goOn(answered);
        } else if (result instanceof Refused refused && asked.isLast(refused.refusal())) {
            isDone = true;
            if (refused.refusal().code() == Refusal.Code.IDEMPOTENCY_KEY_REUSED) {
                street.checks().refusedAsReused(asked.name());
            }
        } else {
            if (result instanceof Refused refused
                    && !Wish.LATER.contains(refused.refusal().code())) {
                street.checks().violation("I4", name + " was refused without a reason: " + refused.refusal());
            }
            calls++;
            again(street.world().chance().nextInt(BACKOFF_MILLIS));
        }
    }

    /** Looks at the intent, some time or other. */
    private void look(IntentId id) {
        street.world().after(street.world().chance().nextInt(BACKOFF_MILLIS), () -> {
            PaymentEngine engine = street.engine();
            if (engine != null) {
                long before = street.checks().seen(id.value());
                String what = name + " looks at " + id.value();
                var unused = engine.find(Wish.SHOP, id)
                        .whenComplete((result, failure) -> street.arrives(
                                what, result, failure, () -> street.checks().looked(what, result, before)));
            }
        });
    }

    private void goOn(Answered answered) {
        IntentSnapshot seen = answered.intent().snapshot();
        if (wishes == WISHES_MAX || street.world().happens(250)) {
            isDone = true;
            return;
        }
        wishes++;
        String key = name + "-" + wishes;
        Wish next = seen.isSafeToRetry() && !street.world().happens(100)
                ? payAgain(key, answered.intent().id())
                : Merchant.next(street.world(), key, seen);
        if (next == null) {
            isDone = true;
            return;
        }
        wish = next;
        calls++;
        again(street.world().chance().nextInt(BACKOFF_MILLIS));
    }

    private Wish payAgain(String key, IntentId id) {
        return wish instanceof Wish.Pay pay && street.world().happens(500)
                ? new Wish.Pay(key, pay.intent(), pay.patience())
                : new Wish.Attempt(key, id);
    }

    /** The first request of a buyer. */
    static Wish first(World world, String key, IntentRequest intent) {
        if (world.happens(250)) {
            return new Wish.Create(key, intent);
        }
        Duration wait = world.happens(500)
                ? null
                : Duration.ofSeconds(1 + world.chance().nextInt(20));
        return new Wish.Pay(key, intent, wait);
    }
}
