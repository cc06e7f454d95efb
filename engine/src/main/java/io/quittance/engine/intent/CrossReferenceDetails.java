package io.quittance.engine.intent;

import org.jspecify.annotations.Nullable;

/**
 * A saved card, as a caller names it, not yet checked. {@code toString} is redacted.
 *
 * @param crossReference e.g. {@code xr_4qf…}
 * @param cvc what the customer says now, 3 or 4 digits; null when he is not asked
 * @param initiatedBy {@code customer}, the default, or {@code merchant}
 * @param reason why the merchant asks for the money: {@code recurring}, {@code instalment}, …; null when the customer
 *     does
 */
public record CrossReferenceDetails(
        @Nullable String crossReference,
        @Nullable String cvc,
        @Nullable String initiatedBy,
        @Nullable String reason) implements MethodDetails {

    /** A payment that the customer makes with his saved card. */
    public static CrossReferenceDetails byCustomer(String crossReference) {
        return new CrossReferenceDetails(crossReference, null, null, null);
    }

    @Override
    public String toString() {
        return "CrossReferenceDetails[" + crossReference + ", " + initiatedBy + ", " + reason + "]";
    }
}
