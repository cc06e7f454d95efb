package io.quittance.terminal.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a device knows besides its ledger. Immutable.
 *
 * @param appointment the newest of the device's appointments; there is at most one, and an older one has lapsed
 * @param otp of the pairing under way, or null
 * @param dialogue the transaction under way, or null
 * @param settling who waits for the settlement under way, or null
 * @param key of its clients; empty before a pairing
 * @param message what the screen says while nothing is under way
 */
record DeviceState(
        Phase phase,
        long appointment,
        @Nullable Otp otp,
        @Nullable Dialogue dialogue,
        @Nullable Caller settling,
        String key,
        List<String> message) {

    /** In the protocol's words. */
    enum Phase {
        IDLE,
        PAIRING,
        TRANSACTION,
        WAITING_CONTINUE_TRANSACTION,
        SETTLEMENT,
        /** It starts. */
        SYSTEM
    }

    /** The digits of a pairing. */
    record Otp(String digits, Instant until) {
        /** Redacted. */
        @Override
        public String toString() {
            return "Otp[" + until + "]";
        }
    }

    DeviceState {
        message = List.copyOf(message);
    }

    static DeviceState fresh(String key) {
        return new DeviceState(Phase.IDLE, 0, null, null, null, key, List.of());
    }

    /** Nothing is under way any more. */
    DeviceState idle(String... words) {
        return new DeviceState(Phase.IDLE, appointment + 1, null, null, null, key, List.of(words));
    }

    DeviceState pairing(Otp digits) {
        return new DeviceState(Phase.PAIRING, appointment + 1, digits, null, null, key, List.of());
    }

    DeviceState paired(String newKey) {
        return new DeviceState(Phase.IDLE, appointment + 1, null, null, null, newKey, List.of("Paired"));
    }

    DeviceState settling(Caller caller) {
        return new DeviceState(Phase.SETTLEMENT, appointment + 1, null, null, caller, key, List.of());
    }

    DeviceState starting() {
        return new DeviceState(Phase.SYSTEM, appointment + 1, null, null, null, key, List.of());
    }

    /** A dialogue that goes on to another stage, with a new appointment. */
    DeviceState in(Dialogue next) {
        return new DeviceState(phase(next), appointment + 1, null, next, null, key, List.of());
    }

    /** A dialogue that stays in its stage, with the appointment that it has. */
    DeviceState still(Dialogue next) {
        return new DeviceState(phase(next), appointment, null, next, null, key, List.of());
    }

    private static Phase phase(Dialogue dialogue) {
        return dialogue.stage().isForTheCaller() ? Phase.WAITING_CONTINUE_TRANSACTION : Phase.TRANSACTION;
    }

    boolean isCancelable() {
        return dialogue != null && dialogue.stage().isCancelable();
    }
}
