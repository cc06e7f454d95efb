package io.quittance.api.bench;

import java.io.IOException;
import java.util.OptionalLong;

/** Reads a server's {@code GET /metrics} and its process. */
record HttpGauges(HttpTarget target) implements Gauges {

    static final String ROWS = "quittance_journal_events_total";
    static final String COMMITS = "quittance_journal_commits_total";

    @Override
    public Reading serverCpuSeconds() {
        return target.serverPid().isPresent()
                ? Processors.processSeconds(target.serverPid().getAsLong())
                : Reading.notMeasured("the server's process is not known");
    }

    @Override
    public JournalCounts journal() {
        try {
            OneCall.Answer answer = new OneCall(target).get("/metrics");
            if (answer.status() == 200) {
                String text = answer.text();
                return new JournalCounts(counter(text, ROWS), counter(text, COMMITS));
            }
            return missing("GET /metrics was answered with " + answer.status());
        } catch (IOException e) {
            return missing("GET /metrics: " + e.getMessage());
        }
    }

    @Override
    public OptionalLong pid() {
        return target.serverPid();
    }

    /** The sum over all label sets of one counter in Prometheus' text format. Pure. */
    static Reading counter(String metrics, String name) {
        double sum = 0;
        boolean found = false;
        for (String line : metrics.split("\n")) {
            boolean named = line.startsWith(name) && line.length() > name.length();
            if (named && (line.charAt(name.length()) == ' ' || line.charAt(name.length()) == '{')) {
                String afterLabels = line.substring(Math.max(name.length(), line.lastIndexOf('}') + 1))
                        .strip();
                sum += Double.parseDouble(afterLabels.split(" ")[0]);
                found = true;
            }
        }
        return found ? Reading.of(sum) : Reading.notMeasured("GET /metrics has no " + name);
    }

    private static JournalCounts missing(String why) {
        return new JournalCounts(Reading.notMeasured(why), Reading.notMeasured(why));
    }
}
