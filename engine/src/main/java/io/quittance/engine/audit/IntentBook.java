package io.quittance.engine.audit;

import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.intent.DoubtEvent.DoubtResolved;
import io.quittance.engine.intent.DoubtEvent.LateApproval;
import io.quittance.engine.intent.IntentEvent;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentEvent.IntentExpired;
import io.quittance.engine.intent.OperationEvent;
import io.quittance.engine.intent.OperationEvent.OperationApproved;
import io.quittance.engine.intent.OperationEvent.OperationDeclined;
import io.quittance.engine.intent.OperationEvent.OperationNotProcessed;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One intent's money in double entry, kept from its events alone: every amount leaves one account and enters another,
 * so the sum over all is zero. It shares no rule with the engine, and so finds what a wrong rule would let happen. Not
 * thread-safe.
 */
public final class IntentBook {

    private final String stream;
    private final Map<Account, Long> balances = new EnumMap<>(Account.class);
    private final Map<Integer, OperationStarted> started = new HashMap<>();
    private final Set<Integer> open = new HashSet<>();
    private final Set<Integer> conflicts = new HashSet<>();
    private final List<String> findings = new ArrayList<>();
    private long owed;
    private String currency = "";

    /** The empty book of a stream. */
    public IntentBook(String stream) {
        this.stream = stream;
    }

    /** Enters the next event. */
    public void accept(IntentEvent event) {
        if (event instanceof IntentCreated created) {
            owed = created.terms().amount().minorUnits();
            currency = created.terms().amount().currency().code();
        } else if (event instanceof AttemptApproved approved) {
            move(owed, Account.PAYER, approved.captureBefore() == null ? Account.TAKEN : Account.HELD);
        } else if (event instanceof LateApproval late) {
            enterLate(late);
        } else if (event instanceof IntentExpired) {
            move(balance(Account.HELD), Account.HELD, Account.RELEASED);
        } else if (event instanceof DoubtResolved resolved) {
            enterByHand(resolved);
        } else if (event instanceof OperationStarted operation) {
            started.put(operation.number(), operation);
            if (operation.kind() != OperationKind.REVERSAL) {
                open.add(operation.number());
            }
        } else if (event instanceof OperationDeclined || event instanceof OperationNotProcessed) {
            open.remove(((OperationEvent) event).number());
        } else if (event instanceof OperationApproved done) {
            open.remove(done.number());
            OperationStarted operation = started.get(done.number());
            if (operation == null) {
                findings.add(stream + ": operation " + done.number() + " was approved and never started");
            } else {
                enter(operation);
            }
        }
        check(event);
    }

    /** What cannot have come from anywhere was not moved here: the operators have to find out (the work list). */
    private void enterLate(LateApproval late) {
        OperationStarted operation = started.get(late.order().number());
        if (late.order().isAttempt()) {
            conflicts.add(late.order().number());
            move(owed, Account.PAYER, Account.CONFLICT);
        } else if (operation != null && isAlone(operation) && operation.amount() <= available(operation.kind())) {
            enter(operation);
        }
    }

    private boolean isAlone(OperationStarted operation) {
        return operation.kind() == OperationKind.REVERSAL || open.isEmpty();
    }

    private long available(OperationKind kind) {
        return switch (kind) {
            case CAPTURE -> balance(Account.HELD);
            case VOID -> balance(Account.HELD) + balance(Account.TAKEN);
            case REFUND -> balance(Account.TAKEN);
            case REVERSAL -> balance(Account.CONFLICT);
        };
    }

    private void enter(OperationStarted operation) {
        long amount = operation.amount();
        if (operation.kind() == OperationKind.CAPTURE) {
            move(amount, Account.HELD, Account.TAKEN);
            if (operation.isLast()) {
                move(balance(Account.HELD), Account.HELD, Account.RELEASED);
            }
        } else if (operation.kind() == OperationKind.VOID) {
            long held = Math.min(amount, balance(Account.HELD));
            move(held, Account.HELD, Account.RELEASED);
            move(amount - held, Account.TAKEN, Account.RELEASED);
        } else if (operation.kind() == OperationKind.REFUND) {
            move(amount, Account.TAKEN, Account.REFUNDED);
        } else {
            conflicts.remove(operation.attempt());
            move(Math.min(amount, balance(Account.CONFLICT)), Account.CONFLICT, Account.PAYER);
        }
    }

    /** An operator says that a late approval was given back. */
    private void enterByHand(DoubtResolved resolved) {
        if (resolved.order().isAttempt() && conflicts.remove(resolved.order().number())) {
            move(owed, Account.CONFLICT, Account.PAYER);
        }
    }

    private void move(long amount, Account from, Account to) {
        balances.merge(from, -amount, Long::sum);
        balances.merge(to, amount, Long::sum);
    }

    private void check(IntentEvent event) {
        for (Account account : Account.values()) {
            boolean isWrong = account == Account.PAYER ? balance(account) > 0 : balance(account) < 0;
            if (isWrong) {
                findings.add(stream + ": after " + event.getClass().getSimpleName() + " the account " + account
                        + " stands at " + balance(account));
            }
        }
        long inUse = balance(Account.HELD) + balance(Account.TAKEN) + balance(Account.REFUNDED);
        if (inUse > owed) {
            findings.add(stream + ": " + inUse + " was taken or is held of " + owed + " owed");
        }
    }

    /** How much is in an account, in minor units. */
    public long balance(Account account) {
        return balances.getOrDefault(account, 0L);
    }

    /** The intent's currency; empty before its first event. */
    public String currency() {
        return currency;
    }

    /** What does not add up, in words; empty when all does. */
    public List<String> findings() {
        return findings;
    }
}
