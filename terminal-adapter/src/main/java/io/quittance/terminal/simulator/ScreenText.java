package io.quittance.terminal.simulator;

import java.util.List;

/** What stands on the device's screen. Pure. */
final class ScreenText {

    private ScreenText() {}

    static DeviceScreen of(DeviceState state) {
        Dialogue dialogue = state.dialogue();
        PaymentOrder order = dialogue == null ? null : dialogue.order();
        return new DeviceScreen(
                state.phase().name(),
                lines(state),
                state.otp() == null ? null : state.otp().digits(),
                order == null ? null : order.total(),
                order == null ? null : order.currency(),
                order == null ? null : order.referenceId(),
                dialogue == null ? null : dialogue.stage().name(),
                dialogue == null ? 0 : dialogue.pinDigits(),
                state.isCancelable());
    }

    private static List<String> lines(DeviceState state) {
        return switch (state.phase()) {
            case IDLE -> state.message().isEmpty() ? List.of("Ready") : state.message();
            case PAIRING -> List.of("Pairing code");
            case SETTLEMENT -> List.of("Settling…");
            case SYSTEM -> List.of("Starting…");
            case TRANSACTION, WAITING_CONTINUE_TRANSACTION ->
                state.dialogue() == null ? List.of() : List.of(words(state.dialogue()));
        };
    }

    private static String words(Dialogue dialogue) {
        return switch (dialogue.stage()) {
            case WAITING_FOR_CARD -> "Tap or insert your card";
            case PIN_STARTED -> dialogue.pinTries() == 0 ? "Enter your PIN" : "Wrong PIN. Try again";
            case AUTHORIZATION_STARTED -> "Authorizing…";
            case UPDATE -> "Waiting for the cash register";
            case REFERRAL -> "Call your card company";
        };
    }

    /** How a transaction ended. */
    static String[] ended(TerminalTransaction transaction) {
        String first =
                switch (transaction.status()) {
                    case TerminalTransaction.DECLINED ->
                        transaction.result().equals("CANCELED") ? "Canceled" : "Declined";
                    case TerminalTransaction.VOIDED -> "Voided";
                    default -> "Approved";
                };
        String host = transaction.hostErrorMessage();
        return host == null ? new String[] {first} : new String[] {first, host};
    }
}
