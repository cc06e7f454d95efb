package io.quittance.api.receiver;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver behaves.
 *
 * @param port on loopback; 0 for a free one
 * @param secrets {@code whsec_…} or {@code whpk_…}, all that are good; with none nothing is verified
 * @param moods what it does wrong
 * @param log a file to which each webhook is written, durably, before it is answered; null for none
 */
public record ReceiverSettings(
        int port,
        List<String> secrets,
        Moods moods,
        @Nullable Path log) {

    public ReceiverSettings {
        secrets = List.copyOf(secrets);
    }
}
