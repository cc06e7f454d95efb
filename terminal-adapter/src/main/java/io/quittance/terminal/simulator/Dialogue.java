package io.quittance.terminal.simulator;

import io.quittance.terminal.simulator.wire.Line;
import org.jspecify.annotations.Nullable;

/**
 * A transaction under way. Immutable.
 *
 * @param line who began it and hears of its events
 * @param caller who waits for the next answer; null while the device waits for a continuation
 * @param entryMode how the card was read; null before that
 * @param pinDigits typed so far
 * @param pinTries wrong ones so far
 * @param fault how it goes wrong, besides what its amount says
 * @param authorizationNumber by telephone, or null
 */
record Dialogue(
        PaymentOrder order,
        Line line,
        @Nullable Caller caller,
        Stage stage,
        @Nullable String entryMode,
        int pinDigits,
        int pinTries,
        Fault fault,
        @Nullable String authorizationNumber) {

    /** How far it is. */
    enum Stage {
        WAITING_FOR_CARD,
        /** The card is known, and the caller is to say how to go on. */
        UPDATE,
        PIN_STARTED,
        AUTHORIZATION_STARTED,
        /** The host wants to be telephoned, and the caller is to say the number. */
        REFERRAL;

        boolean isForTheCaller() {
            return this == UPDATE || this == REFERRAL;
        }

        /** What is asked of the host cannot be taken back. */
        boolean isCancelable() {
            return this != AUTHORIZATION_STARTED;
        }
    }

    static final String CONTACTLESS = "CONTACTLESS";
    static final String CONTACT = "CONTACT";

    static Dialogue begun(PaymentOrder order, Caller caller, Fault fault) {
        return new Dialogue(order, caller.line(), caller, Stage.WAITING_FOR_CARD, null, 0, 0, fault, null);
    }

    Dialogue at(Stage next) {
        return new Dialogue(order, line, caller, next, entryMode, 0, pinTries, fault, authorizationNumber);
    }

    Dialogue withCard(String mode) {
        return new Dialogue(order, line, caller, stage, mode, 0, 0, fault, authorizationNumber);
    }

    Dialogue withPin(int digits, int tries) {
        return new Dialogue(order, line, caller, stage, entryMode, digits, tries, fault, authorizationNumber);
    }

    /** Nobody waits until it is continued. */
    Dialogue answered() {
        return new Dialogue(order, line, null, stage, entryMode, 0, pinTries, fault, authorizationNumber);
    }

    Dialogue continued(Caller next, PaymentOrder changed, @Nullable String number) {
        return new Dialogue(changed, line, next, stage, entryMode, 0, pinTries, fault, number);
    }

    /** A fault that was asked for comes before one of the amount. */
    Fault anyFault() {
        return fault.kind() == Fault.Kind.NONE ? CardScript.fault(order) : fault;
    }
}
