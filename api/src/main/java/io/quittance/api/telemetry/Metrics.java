package io.quittance.api.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quittance.engine.PaymentEngine;

/** The server's counters in the Prometheus text format. */
public final class Metrics {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Counts what the engine's journal writes, and the JVM's memory. */
    public Metrics(PaymentEngine engine) {
        FunctionCounter.builder("quittance.journal.events", engine, it -> it.journalCounters()
                        .events())
                .description("Events written to the journal since the start")
                .register(registry);
        FunctionCounter.builder("quittance.journal.commits", engine, it -> it.journalCounters()
                        .commits())
                .description("Commits that hold them; each ended with an fsync when the journal is power-safe")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
    }

    /** All counters as text. */
    public String text() {
        return registry.scrape();
    }
}
