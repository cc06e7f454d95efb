package io.quittance.api.crash;

import java.time.Duration;
import java.util.List;

/**
 * What a campaign found.
 *
 * @param payments how many payments the shops made
 * @param successes how many were told paid
 * @param interrupted how many had to be sent more than once, because an answer was missing or not final
 * @param notProcessed attempts that provably never took effect, and ran again under a new reference
 * @param afterInquiry outcomes that were found out by asking the acquirer
 * @param charges charges in the acquirer's ledger
 * @param replayDifferences replays that were not the first answer byte for byte
 * @param comparisons replays that were compared at the end
 * @param finalAfter how long after the last restart the last payment was final
 * @param slowestStart the longest time from the start of the process to its first answer
 * @param violations every promise that did not hold
 */
public record CrashReport(
        CrashPlan plan,
        long payments,
        long successes,
        long interrupted,
        long notProcessed,
        long afterInquiry,
        long charges,
        long replayDifferences,
        long comparisons,
        Duration finalAfter,
        Duration slowestStart,
        List<String> violations) {

    /** Whether every promise held, and the kills did interrupt payments. */
    public boolean holds() {
        return violations.isEmpty()
                && replayDifferences == 0
                && comparisons == payments
                && interrupted >= plan.kills()
                && finalAfter.compareTo(CrashPlan.FINAL_WITHIN) <= 0;
    }

    /** The report in words. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("kills                      ")
                .append(plan.kills())
                .append(" (seed ")
                .append(plan.seed());
        text.append(", ").append(plan.clients()).append(" concurrent payments)\n");
        line(text, "payments", payments);
        line(text, "told paid", successes);
        line(text, "interrupted", interrupted);
        line(text, "found out by inquiry", afterInquiry);
        line(text, "proven not processed", notProcessed);
        line(text, "charges in the ledger", charges);
        line(text, "replays compared at the end", comparisons);
        line(text, "replays that differed", replayDifferences);
        line(text, "all final after, ms", finalAfter.toMillis());
        line(text, "slowest start, ms", slowestStart.toMillis());
        line(text, "violations", violations.size());
        violations.stream()
                .limit(20)
                .forEach(violation -> text.append("  ").append(violation).append('\n'));
        text.append(holds() ? "every promise held" : "NOT every promise held");
        if (interrupted < plan.kills()) {
            text.append(": the kills interrupted too few payments to prove anything");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, long value) {
        text.append(String.format("%-27s%d%n", name, value));
    }
}
