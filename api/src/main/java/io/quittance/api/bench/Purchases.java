package io.quittance.api.bench;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Purchases for one source of load: names that no other run and no other source uses, and amounts that the test
 * processor approves. Not safe for several threads.
 */
final class Purchases {

    /** The test card that is approved without 3-D Secure. */
    static final String CARD_NUMBER = "5200000000000056";

    static final String CARD_CODE = "341";
    static final int CARD_EXPIRY_MONTH = 12;
    static final int CARD_EXPIRY_YEAR = YearMonth.now(ZoneOffset.UTC).getYear() + 3;
    static final String CURRENCY = "EUR";

    private static final int LEAST_MINOR = 1_000;
    private static final int MOST_MINOR = 10_000;

    /** Last two digits of the amounts that the test processor does not simply approve. */
    private static final Set<Long> SCRIPTED_ENDINGS = Set.of(51L, 54L, 68L, 91L);

    private final String prefix;
    private final SplittableRandom random;
    private long count;

    /**
     * One purchase.
     *
     * @param reference the intent's reference
     * @param key the idempotency key
     * @param amountMinor in cents
     */
    record Purchase(String reference, String key, long amountMinor) {}

    /**
     * @param run a name that no other run has
     * @param source a number that no other source of this run has
     */
    Purchases(String run, int source, SplittableRandom random) {
        this.prefix = run + "-" + source + "-";
        this.random = random;
    }

    Purchase next() {
        String name = prefix + count++;
        return new Purchase("bench-" + name, "key-" + name, approvedMinor(random.nextLong(LEAST_MINOR, MOST_MINOR)));
    }

    /** That amount, or the next one that is approved. */
    static long approvedMinor(long amountMinor) {
        return SCRIPTED_ENDINGS.contains(amountMinor % 100) ? amountMinor + 1 : amountMinor;
    }
}
