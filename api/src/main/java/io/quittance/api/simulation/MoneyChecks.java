package io.quittance.api.simulation;

import io.quittance.api.simulation.StreamBook.Finding;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.money.Money;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds every order and all that the acquirer did against the stored events, at once. Used by the world's thread. */
final class MoneyChecks {

    private final World world;
    private final Finding finding;
    private final Map<String, Deed> deeds = new LinkedHashMap<>();

    MoneyChecks(World world, Finding finding) {
        this.world = world;
        this.finding = finding;
    }

    /** An event about an order was stored. */
    void stored(String manifest, Deed deed) {
        if (manifest.endsWith("_started.v1")) {
            Deed earlier = deeds.putIfAbsent(deed.reference, deed);
            if (earlier != null) {
                finding.violation("I1", deed.reference + " names two orders");
            }
        } else if (deed.isApproved() && deed.effects == 0) {
            finding.violation("I3", deed + " is recorded as approved; the acquirer did nothing");
        } else if (!deed.isApproved() && !deed.isOpen() && deed.effects > 0 && !deed.isUnbound) {
            finding.violation("I4", deed + " is recorded as " + deed.outcome + "; the acquirer did it");
        }
    }

    /** An order leaves the engine. */
    void sent(Order order) {
        String reference = order.downstreamReference();
        world.note("order " + reference + " " + order.amount());
        Deed deed = deeds.get(reference);
        if (deed == null) {
            finding.violation("WA", "order " + reference + " left before it was stored");
            return;
        }
        if (++deed.sent > 1) {
            finding.violation("I1", deed + " was sent twice");
        } else if (!deed.isOpen()) {
            finding.violation("I1", deed + " left after it was " + deed.outcome);
        }
        Money amount = order.amount();
        boolean isSame = amount.minorUnits() == deed.amount
                && amount.currency().code().equals(deed.intent.account.currency)
                && kind(order).equals(deed.kind)
                && original(order).equals(deed.original);
        if (!isSame) {
            finding.violation("FW-17", deed + " over " + deed.amount + " left as " + order);
        }
    }

    static String original(Order order) {
        return order instanceof OperationOrder operation ? operation.original() : order.downstreamReference();
    }

    private static String kind(Order order) {
        return order instanceof AttemptOrder
                ? "authorization"
                : ((OperationOrder) order).kind().name().toLowerCase(Locale.ROOT);
    }

    /** The acquirer is about to break its word about this order. */
    void unbound(String reference) {
        Deed deed = deeds.get(reference);
        if (deed != null) {
            deed.isUnbound = true;
        }
    }

    /** The acquirer did what was ordered. */
    void effect(Order order, long held, long taken) {
        world.note("effect of " + order.downstreamReference() + ": held " + held + ", taken " + taken);
        Deed deed = deeds.get(order.downstreamReference());
        Deed original = deeds.get(original(order));
        if (deed == null || original == null) {
            return;
        }
        original.held += held;
        original.taken += taken;
        if (++deed.effects > 1) {
            finding.violation("I1", deed + " took effect twice");
        }
        IntentAccount account = deed.intent.account;
        long bound = account.attempts.stream()
                .filter(one -> !one.isUnbound || one.isApproved())
                .mapToLong(one -> one.held + one.taken)
                .sum();
        if (bound > account.amount) {
            finding.violation("I1", deed.intent.id() + " over " + account.amount + " was charged " + bound);
        }
        if (!deed.isOpen() && !deed.isApproved() && !deed.isUnbound) {
            finding.violation("I4", deed + " was recorded as " + deed.outcome + " and is done now");
        }
    }

    /** The acquirer settled what it took. */
    void settled(String reference) {
        Deed deed = deeds.get(reference);
        if (deed != null) {
            deed.isSettled = true;
        }
    }

    /** Nothing happens any more: the books must agree. */
    void close(Collection<StreamBook> books) {
        books.stream().filter(book -> !book.isDamaged).forEach(book -> {
            book.account.open().forEach(deed -> finding.violation("I5", deed + " is still open"));
            book.account.unreversed().forEach(deed -> finding.violation("I5", deed + " is not given back"));
            book.account.attempts.forEach(this::closeAttempt);
            long held =
                    book.account.attempts.stream().mapToLong(one -> one.held).sum();
            long taken =
                    book.account.attempts.stream().mapToLong(one -> one.taken).sum();
            IntentAccount.Stand stand = book.stand();
            if (stand.held() != held || stand.captured() - stand.refunded() != taken) {
                finding.violation(
                        "I11",
                        book.id() + " is recorded as " + stand + "; the acquirer holds " + held + " and took " + taken);
            }
        });
    }

    private void closeAttempt(Deed attempt) {
        if (!attempt.isApproved() && attempt.held + attempt.taken > 0) {
            finding.violation("I4", attempt + " is recorded as " + attempt.outcome + " and charged");
        } else if (attempt.isApproved() && attempt.isSettled && !attempt.intent.account.isSettled) {
            finding.violation("I11", attempt + " is settled, and nobody recorded it");
        }
    }

    /** What is known of an order; null for nothing. */
    @Nullable
    Deed deed(String reference) {
        return deeds.get(reference);
    }
}
