package io.quittance.engine.intent;

import io.quittance.engine.attempt.Capability;
import java.time.Duration;
import java.util.Set;

/**
 * Under which terms money is moved: what decisions need to know of the counterparty.
 *
 * @param processor the name of the connector that orders go to
 * @param answerDeadline how long its answer may take
 * @param offers what it can do
 * @param captureWindow how long it holds money that is to be captured
 */
public record AcquirerTerms(
        String processor, Duration answerDeadline, Set<Capability> offers, CaptureWindow captureWindow) {

    /** Whether it can do this. */
    public boolean offers(Capability capability) {
        return offers.contains(capability);
    }
}
