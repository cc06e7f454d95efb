package io.quittance.terminal.simulator;

import org.jspecify.annotations.Nullable;

/** What a client wants, with good parameters. */
sealed interface Command {

    /** @param freshOtp the digits for the screen, should it come to that */
    record Pair(String serialNumber, String freshOtp) implements Command {
        /** Redacted: a secret is in it. */
        @Override
        public String toString() {
            return "Pair";
        }
    }

    /** @param freshKey the key, should it come to that */
    record Authenticate(String otp, String freshKey) implements Command {
        /** Redacted: a secret is in it. */
        @Override
        public String toString() {
            return "Authenticate";
        }
    }

    record Start(PaymentOrder order) implements Command {}

    /** What is null stays as it was. */
    record Continue(
            @Nullable String referenceId,
            @Nullable Long newAmount,
            @Nullable String creditTerms,
            @Nullable String authorizationNumber)
            implements Command {}

    record Cancel(String referenceId) implements Command {}

    /** How a transaction is named. */
    enum Lookup {
        REF_ID,
        TRANS_ID,
        LAST_TRANS
    }

    record Find(Lookup by, String value) implements Command {}

    /** How a settlement is named. */
    enum SettlementLookup {
        SETTLEMENT_ID,
        BATCH_NO,
        LAST_SETTLEMENT
    }

    record FindSettlement(SettlementLookup by, String value) implements Command {}

    record QuerySettlements(int limit) implements Command {}

    /** What takes no parameters. */
    enum Plain implements Command {
        GET_STATUS,
        GET_TERMINAL_STATUS,
        GET_BATCH_FILE_STATUS,
        GET_DEVICE_INFO,
        SETTLEMENT,
        REBOOT
    }
}
