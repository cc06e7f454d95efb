package io.quittance.api.bench;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.id.Tenant;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An engine in this JVM. The run neither starts nor closes it.
 *
 * @param engine with a processor that approves the test card
 * @param tenant whose payments they are
 * @param dataDirectory the journal's directory; empty when it has none
 */
public record EmbeddedTarget(PaymentEngine engine, Tenant tenant, Optional<Path> dataDirectory) implements BenchTarget {

    @Override
    public String text() {
        return "engine in this JVM";
    }
}
