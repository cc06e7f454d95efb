package io.quittance.api.bench;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.journal.JournalCounters;
import java.util.OptionalLong;

/** Reads an engine of this JVM. Its processor time is the process's without the driver's thread. */
record EmbeddedGauges(PaymentEngine engine, Load load) implements Gauges {

    @Override
    public Reading serverCpuSeconds() {
        return Processors.thisProcessSeconds().minus(load.driverCpuSeconds());
    }

    @Override
    public JournalCounts journal() {
        JournalCounters counters = engine.journalCounters();
        return new JournalCounts(Reading.of(counters.events()), Reading.of(counters.commits()));
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(ProcessHandle.current().pid());
    }
}
