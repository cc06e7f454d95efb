package io.quittance.engine.attempt;

/**
 * What a counterparty says when asked about a reference. Only {@link Found} with a final outcome ends a doubt at once.
 */
public sealed interface InquiryAnswer {

    /** It knows the reference, and this is how it ended. */
    record Found(AttemptOutcome outcome) implements InquiryAnswer {}

    /** It knows no such reference. That proves absence only after its own window: the order may still be on its way. */
    record NotFound() implements InquiryAnswer {}

    /** It could not be asked, or it is still working on it. */
    record NoAnswer(String detail) implements InquiryAnswer {}
}
