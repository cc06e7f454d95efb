package io.quittance.api.crash;

import io.quittance.api.demo.Shop;
import java.util.List;
import java.util.SplittableRandom;

/** Who moves the money in a campaign: in processes of its own, with its own books. Used by one thread. */
interface Counterpart extends AutoCloseable {

    /** What the server has to be told to find it. */
    List<String> serverOptions();

    /** The first server listens: whatever has to be registered there is. */
    void introduce(Shop shop);

    /** What a client buys next, and how it pays. Safe for any thread. */
    Wares wares(int client, SplittableRandom random);

    /** Something may happen to it, too, while the server is about to be killed. */
    void disturb(SplittableRandom random);

    /** How often it was killed. */
    int kills();

    /** Its books, read when everything is over. */
    LedgerBook books();

    @Override
    void close();

    /**
     * One purchase.
     *
     * @param method the payment method, as JSON
     */
    record Wares(long amountMinor, String currency, String method) {}
}
