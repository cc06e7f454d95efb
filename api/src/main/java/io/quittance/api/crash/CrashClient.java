package io.quittance.api.crash;

import io.quittance.api.demo.Shop;
import io.quittance.api.demo.Shop.Answer;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A shop's till: one payment after the other, each repeated with its own key until it has a final answer, whatever
 * happens to the server. It gives some money back in the same way. Now and then it repeats an old request and compares
 * every byte.
 */
final class CrashClient implements Runnable {

    private static final long REPEAT_AFTER_NANOS = 200_000_000;
    private static final int OLD_ONE_IN = 10;
    private static final int GIVE_BACK_ONE_IN = 3;

    private final int number;
    private final SplittableRandom random;
    private final Street street;
    private final List<Purchase> purchases = new CopyOnWriteArrayList<>();

    /**
     * What the clients of a campaign share.
     *
     * @param shop the way to the server as it runs now
     * @param open whether new payments are started
     * @param answers counts final answers
     * @param differences counts replays that were not the first answer byte for byte
     * @param tenant whose payments they are
     * @param counterpart who moves the money
     */
    record Street(
            Supplier<Shop> shop,
            BooleanSupplier open,
            AtomicLong answers,
            AtomicLong differences,
            Tenant tenant,
            Counterpart counterpart) {}

    CrashClient(int number, long seed, Street street) {
        this.number = number;
        this.random = new SplittableRandom(seed + number);
        this.street = street;
    }

    @Override
    public void run() {
        while (street.open().getAsBoolean()) {
            Purchase purchase = next();
            purchases.add(purchase);
            settle(purchase.payment());
            look(purchase);
            if (purchase.isSuccess() && random.nextInt(GIVE_BACK_ONE_IN) == 0) {
                settle(giveBack(purchase));
                look(purchase);
            }
            if (random.nextInt(OLD_ONE_IN) == 0) {
                compare(purchases.get(random.nextInt(purchases.size())).payment());
            }
        }
    }

    /** Every payment that this client made. */
    List<Purchase> purchases() {
        return purchases;
    }

    /** Repeats an answered request; what comes must be what came first. False when no answer came. */
    boolean compare(KeyedCall call) {
        Answer first = call.answer();
        Answer again = send(call);
        if (first == null || again == null || again.status() >= 500) {
            return false;
        }
        if (again.status() != first.status() || !again.body().equals(first.body())) {
            street.differences().incrementAndGet();
        }
        return true;
    }

    private void settle(KeyedCall call) {
        while (!call.note(send(call))) {
            LockSupport.parkNanos(REPEAT_AFTER_NANOS);
        }
        street.answers().incrementAndGet();
    }

    private void look(Purchase purchase) {
        long askedAt = System.nanoTime();
        Answer told = told(() -> street.shop()
                .get()
                .get("/v1/payment_intents/" + purchase.intentId())
                .join());
        if (told != null && told.status() == 200) {
            purchase.note(new Purchase.Sight(
                    askedAt, System.nanoTime(), told.field("/version").asLong()));
        }
    }

    private @Nullable Answer send(KeyedCall call) {
        call.noteSent();
        return told(() ->
                street.shop().get().post(call.path(), call.key(), call.body()).join());
    }

    private static @Nullable Answer told(Supplier<Answer> question) {
        try {
            return question.get();
        } catch (CompletionException e) {
            return null;
        }
    }

    private KeyedCall giveBack(Purchase purchase) {
        return switch (random.nextInt(3)) {
            case 0 -> purchase.giveBack("refunds", "{\"amount\":100}");
            case 1 -> purchase.giveBack("refunds", "{}");
            default -> purchase.giveBack("reverse", "{}");
        };
    }

    private Purchase next() {
        String name = number + "_" + purchases.size();
        IntentId intent = IntentId.ofReference(street.tenant(), Purchase.referenceOf(name));
        return new Purchase(name, intent.value(), street.counterpart().wares(number, random));
    }
}
