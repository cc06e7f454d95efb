package io.quittance.api.crash;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a campaign found.
 *
 * @param interrupted orders whose caller had no answer at a kill, by their phase; empty without hooks
 * @param webhooks what the receivers got
 * @param finalAfter how long after the last restart the last payment was final
 * @param slowestStart the longest time from the start of the process to where it listens
 * @param violations every promise that did not hold, by invariant
 */
public record CrashReport(
        CrashPlan plan,
        Payments payments,
        Map<Phase, Long> interrupted,
        Replays replays,
        Facts facts,
        Webhooks webhooks,
        Duration finalAfter,
        Duration slowestStart,
        Map<String, List<String>> violations) {

    /**
     * What the shops did.
     *
     * @param made how many payments
     * @param paid how many were told paid
     * @param givenBack how many refunds and reversals were asked for
     * @param interrupted how many requests had to be sent more than once, because an answer was missing or not final
     * @param otherKills how often the counterpart was killed
     */
    public record Payments(long made, long paid, long givenBack, long interrupted, int otherKills) {}

    /**
     * Repeats of answered requests at the end.
     *
     * @param wanted how many requests there are to repeat
     * @param compared how many were
     * @param differed how many answers were not the first byte for byte
     */
    public record Replays(long wanted, long compared, long differed) {}

    /**
     * What journal and ledger hold.
     *
     * @param notProcessed attempts that provably never took effect, and ran again under a new reference
     * @param afterInquiry outcomes that were found out by asking the acquirer
     * @param charges charges in the acquirer's ledger
     * @param events events in the journal
     */
    public record Facts(long notProcessed, long afterInquiry, long charges, long events) {}

    /**
     * What the receivers of webhooks got.
     *
     * @param arrived how often one came
     * @param taken how many different ones were taken
     * @param kills how often a receiver was killed
     */
    public record Webhooks(long arrived, long taken, int kills) {}

    /** Whether every promise held, and the kills did interrupt payments in every phase. */
    public boolean holds() {
        return violations.isEmpty()
                && replays.differed() == 0
                && replays.compared() == replays.wanted()
                && didBite()
                && finalAfter.compareTo(CrashPlan.FINAL_WITHIN) <= 0;
    }

    private boolean didBite() {
        boolean inEveryPhase = plan.hooks() == null
                || Arrays.stream(Phase.values())
                        .filter(phase -> phase != Phase.P0)
                        .allMatch(phase -> interrupted.getOrDefault(phase, 0L) >= plan.wantedPerPhase());
        return payments.interrupted() >= plan.kills() && inEveryPhase;
    }

    /** The report in words. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%-34s%d (seed %d, %d concurrent payments)%n", "kills", plan.kills(), plan.seed(), plan.clients()));
        if (plan.target() == CrashPlan.Target.TERMINALS) {
            line(text, "kills of a terminal", payments.otherKills());
        }
        line(text, "payments", payments.made());
        line(text, "told paid", payments.paid());
        line(text, "refunds and reversals", payments.givenBack());
        line(text, "requests interrupted", payments.interrupted());
        phases(text);
        line(text, "found out by inquiry", facts.afterInquiry());
        line(text, "proven not processed", facts.notProcessed());
        line(text, "charges in the ledger", facts.charges());
        line(text, "events in the journal", facts.events());
        line(text, "webhooks sent", webhooks.arrived());
        line(text, "webhooks taken, without repeats", webhooks.taken());
        line(text, "kills of a receiver", webhooks.kills());
        line(text, "replays compared at the end", replays.compared());
        line(text, "replays that differed", replays.differed());
        line(text, "all final after, ms", finalAfter.toMillis());
        line(text, "slowest start, ms", slowestStart.toMillis());
        SurvivorAudit.INVARIANTS.forEach((id, words) -> invariant(text, id, words));
        text.append(holds() ? "every promise held" : "NOT every promise held");
        if (!didBite()) {
            text.append(": the kills interrupted too few payments to prove anything");
        }
        return text.toString();
    }

    private void phases(StringBuilder text) {
        if (plan.hooks() == null) {
            text.append("phases at the kills: not known, because the hooks' jar is not at hand (build with tests)\n");
            return;
        }
        for (Phase phase : Phase.values()) {
            line(text, "  " + phase + " " + phase.words(), interrupted.getOrDefault(phase, 0L));
        }
    }

    private void invariant(StringBuilder text, String id, String words) {
        List<String> found = violations.getOrDefault(id, List.of());
        text.append(
                String.format("%-34s%s%n", id + " " + words, found.isEmpty() ? "holds" : found.size() + " VIOLATIONS"));
        found.stream()
                .limit(10)
                .forEach(violation -> text.append("    ").append(violation).append('\n'));
    }

    private static void line(StringBuilder text, String name, long value) {
        text.append(String.format("%-34s%d%n", name, value));
    }
}
