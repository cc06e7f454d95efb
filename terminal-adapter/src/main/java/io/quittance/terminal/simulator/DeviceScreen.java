package io.quittance.terminal.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person sees on the device. Immutable.
 *
 * @param deviceStatus in the protocol's word, e.g. {@code IDLE}
 * @param lines what stands there, from the top; some in the host's own script
 * @param otp the six digits of a pairing, or null
 * @param amount minor units, or null while there is no transaction
 * @param currency ISO 4217, the number, or null
 * @param referenceId the caller's name of the transaction, or null
 * @param event how far it is, in the word of {@code transactionEvent}, or null
 * @param pinDigits how many digits of a PIN were typed
 * @param isCancelable whether the red key would end it
 */
public record DeviceScreen(
        String deviceStatus,
        List<String> lines,
        @Nullable String otp,
        @Nullable Long amount,
        @Nullable Integer currency,
        @Nullable String referenceId,
        @Nullable String event,
        int pinDigits,
        boolean isCancelable) {

    public DeviceScreen {
        lines = List.copyOf(lines);
    }
}
