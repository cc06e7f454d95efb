package io.quittance.api.simulation;

import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The acquirer's money, per authorisation. It looks at amounts and not at references: what is sent twice is done twice,
 * as long as the money lasts. Used by the world's thread.
 */
final class PlayedLedger {

    /** What an order did to the money. */
    record Effect(long held, long taken) {}

    private static final class Account {
        private boolean isKnown;
        private boolean isReversed;
        private long held;
        private long taken;
        private long settled;

        @Nullable
        private Instant settledAt;
    }

    private final Map<String, Account> accounts = new LinkedHashMap<>();

    private Account account(String original) {
        return accounts.computeIfAbsent(original, name -> new Account());
    }

    /** Does it; null when the money does not allow it. */
    @Nullable
    Effect apply(Order order) {
        Account account = account(MoneyChecks.original(order));
        Effect effect =
                order instanceof OperationOrder operation ? operation(operation, account) : authorize(order, account);
        if (effect != null) {
            account.held += effect.held;
            account.taken += effect.taken;
            account.settled = Math.min(account.settled, account.taken);
        }
        return effect;
    }

    private static @Nullable Effect authorize(Order order, Account account) {
        if (account.isReversed) {
            return null;
        }
        account.isKnown = true;
        long amount = order.amount().minorUnits();
        return ((AttemptOrder) order).isCaptured() ? new Effect(0, amount) : new Effect(amount, 0);
    }

    private static @Nullable Effect operation(OperationOrder order, Account account) {
        long amount = order.amount().minorUnits();
        if (order.kind() == OperationKind.REVERSAL) {
            account.isReversed = true;
            return new Effect(-account.held, -account.taken);
        } else if (!account.isKnown) {
            return null;
        }
        return switch (order.kind()) {
            case CAPTURE -> amount > account.held ? null : new Effect(order.isLast() ? -account.held : -amount, amount);
            case VOID -> voided(amount, account);
            default -> amount > account.taken ? null : new Effect(0, -amount);
        };
    }

    private static @Nullable Effect voided(long amount, Account account) {
        long fromHeld = Math.min(amount, account.held);
        return amount - fromHeld <= account.taken - account.settled ? new Effect(-fromHeld, fromHeld - amount) : null;
    }

    /** What was taken of it goes to the merchant. */
    void settle(String original, Instant at) {
        Account account = account(original);
        account.settled = account.taken;
        account.settledAt = at;
    }

    @Nullable
    Instant settledAt(String reference) {
        Account account = accounts.get(reference);
        return account == null ? null : account.settledAt;
    }
}
