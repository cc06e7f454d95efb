package io.quittance.terminal.protocol;

import java.util.Arrays;
import java.util.Optional;

/** Why a terminal did not carry a request out (source-systems 5.4). A code that is not here is unknown. */
public enum TerminalError {
    PARSE_ERROR(-32_700),
    INVALID_REQUEST(-32_600),
    METHOD_NOT_FOUND(-32_601),
    GENERAL_ERROR(100),
    /** Its data says which: AMOUNT_LIMIT_EXCEEDED, ILLEGAL_NEW_AMOUNT, NO_GATEWAY. */
    ILLEGAL_REQUEST(101),
    MISSING_PARAM(102),
    INVALID_PARAM(103),
    /** It is busy, or in a state in which this cannot be asked. */
    ILLEGAL_STATE(201),
    SCREEN_NOT_READY(202),
    INSUFFICIENT_BATTERY(203),
    PAYMENT_METHOD_DISABLED(300),
    HOST_NOT_READY(301),
    TRANSACTION_NOT_FOUND(302),
    /** The reference was used before: what became of it has to be looked up. */
    TRANSACTION_ALREADY_EXISTS(303),
    /** E.g. the void of what is settled. */
    ILLEGAL_TRANSACTION_STATUS(304),
    HOST_DISABLED(401);

    private final int code;

    TerminalError(int code) {
        this.code = code;
    }

    /** As it travels. */
    public int code() {
        return code;
    }

    /**
     * Whether it proves that nothing was done. Not so where the terminal knows the reference, or knows it in another
     * state than was expected: then what was asked for may have been done before. A general error says nothing at all.
     */
    boolean saysNothingWasDone() {
        return this != GENERAL_ERROR
                && this != TRANSACTION_ALREADY_EXISTS
                && this != TRANSACTION_NOT_FOUND
                && this != ILLEGAL_TRANSACTION_STATUS;
    }

    /** The error of a code; empty when it is not known. */
    public static Optional<TerminalError> of(int code) {
        return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
    }
}
