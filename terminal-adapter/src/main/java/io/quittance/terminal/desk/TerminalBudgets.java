package io.quittance.terminal.desk;

import io.quittance.engine.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long everything at a terminal may take. The times nest, so that whoever waits longest hears what the one below
 * found out: question &lt; dialogue &lt; session &lt; the answer's wait. Budgets that do not nest are refused, all
 * faults at once.
 *
 * @param dialogue how long a payer may take before the dialogue is canceled
 * @param session how long an order may take, waiting for its turn and the cancellation included
 * @param least the time that a payer needs at least: with less left, a dialogue is not begun
 * @param question how long the answer to a question or a cancellation may take
 * @param absence how long after an order the terminal may not know it yet
 * @param heartbeat how often a terminal at rest is asked how it is
 * @param quarantine how long a terminal that failed again and again is left alone
 */
public record TerminalBudgets(
        Duration dialogue,
        Duration session,
        Duration least,
        Duration question,
        Duration absence,
        Duration heartbeat,
        Duration quarantine) {

    /** The budgets of {@link Limits}. */
    public static final TerminalBudgets USUAL = new TerminalBudgets(
            Limits.TERMINAL_DIALOGUE,
            Limits.TERMINAL_SESSION,
            Limits.TERMINAL_DIALOGUE_MIN,
            Limits.TERMINAL_QUESTION,
            Limits.TERMINAL_ABSENCE,
            Limits.TERMINAL_HEARTBEAT,
            Limits.TERMINAL_QUARANTINE);

    /** The same for payers who may take this long; what is nested in it is shorter where it has to be. */
    public static TerminalBudgets ofDialogue(Duration most) {
        Duration question = shorter(most.dividedBy(2), Limits.TERMINAL_QUESTION);
        Duration beyond = Limits.TERMINAL_SESSION.minus(Limits.TERMINAL_DIALOGUE);
        return new TerminalBudgets(
                most,
                most.plus(shorter(question.multipliedBy(2), beyond)),
                shorter(most.dividedBy(2), Limits.TERMINAL_DIALOGUE_MIN),
                question,
                Limits.TERMINAL_ABSENCE,
                Limits.TERMINAL_HEARTBEAT,
                Limits.TERMINAL_QUARANTINE);
    }

    public TerminalBudgets {
        List<String> faults = new ArrayList<>();
        demand(faults, question, dialogue, "the answer to a question < a dialogue");
        demand(faults, least, dialogue, "the least time of a payer < a dialogue");
        demand(faults, dialogue.plus(question), session.plusMillis(1), "a dialogue and its cancellation <= a session");
        demand(faults, session, Limits.TERMINAL_ANSWER_WAIT, "a session < the answer's wait");
        demand(faults, Duration.ZERO, heartbeat, "0 < the heartbeat");
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the budgets of terminals do not nest: " + String.join("; ", faults));
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void demand(List<String> faults, Duration less, Duration more, String words) {
        if (less.compareTo(more) >= 0) {
            faults.add(words);
        }
    }

    /** How long an order may wait for its turn. */
    Duration turn() {
        return session.minus(question).minus(least);
    }
}
