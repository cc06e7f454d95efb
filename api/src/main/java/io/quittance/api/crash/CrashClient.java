package io.quittance.api.crash;

import io.quittance.api.demo.Shop;
import io.quittance.api.demo.Shop.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A shop's till: one payment after the other, each repeated with its own key until it has a final answer, whatever
 * happens to the server. Now and then it repeats an old one and compares every byte.
 */
final class CrashClient implements Runnable {

    private static final long REPEAT_AFTER_NANOS = 200_000_000;
    private static final int OLD_ONE_IN = 10;
    private static final int DECLINE_ONE_IN = 10;

    private final int number;
    private final SplittableRandom random;
    private final Street street;
    private final List<Purchase> purchases = new ArrayList<>();

    /**
     * What the clients of a campaign share.
     *
     * @param shop the way to the server as it runs now
     * @param open whether new payments are started
     * @param answers counts final answers
     * @param differences counts replays that were not the first answer byte for byte
     */
    record Street(Supplier<Shop> shop, BooleanSupplier open, AtomicLong answers, AtomicLong differences) {}

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
            while (!settle(purchase)) {
                LockSupport.parkNanos(REPEAT_AFTER_NANOS);
            }
            if (random.nextInt(OLD_ONE_IN) == 0) {
                compare(purchases.get(random.nextInt(purchases.size())));
            }
        }
    }

    /** Every payment that this client made. Read after {@link #run} ended. */
    List<Purchase> purchases() {
        return purchases;
    }

    /** Repeats an answered payment; what comes must be what came first. False when no answer came. */
    boolean compare(Purchase purchase) {
        Answer first = purchase.answer();
        Answer again = send(purchase);
        if (first == null || again == null || again.status() >= 500) {
            return false;
        }
        if (again.status() != first.status() || !again.body().equals(first.body())) {
            street.differences().incrementAndGet();
        }
        return true;
    }

    private boolean settle(Purchase purchase) {
        Answer answer = send(purchase);
        if (answer == null) {
            purchase.noteNoAnswer();
            return false;
        }
        boolean isFinal = purchase.note(answer);
        if (isFinal) {
            street.answers().incrementAndGet();
        }
        return isFinal;
    }

    private @Nullable Answer send(Purchase purchase) {
        try {
            return street.shop()
                    .get()
                    .pay(purchase.key(), purchase.reference(), purchase.amountMinor(), purchase.card())
                    .join();
        } catch (CompletionException e) {
            return null;
        }
    }

    private Purchase next() {
        // Amounts that end in 00 have no meaning to the acquirer's script.
        long amount = (1 + random.nextInt(500)) * 100L;
        String card = random.nextInt(DECLINE_ONE_IN) == 0 ? Shop.DECLINED_CARD : Shop.GOOD_CARD;
        return new Purchase(number + "_" + purchases.size(), amount, card);
    }
}
