package io.quittance.api;

import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.money.Money;

/** Questions to a counterparty that goes by the reference alone. */
public final class Inquiries {

    private Inquiries() {}

    /** What became of the order of this reference? */
    public static Inquiry about(String downstreamReference) {
        return Inquiry.ofAttempt(
                downstreamReference, Money.of(1250, "EUR"), MethodSummary.card("visa", "411111XXXXXX1111", "12/30"));
    }
}
