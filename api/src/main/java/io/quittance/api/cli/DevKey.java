package io.quittance.api.cli;

import io.quittance.api.Wiring;
import io.quittance.api.auth.ApiKey;
import io.quittance.engine.id.Mode;
import java.util.Map;
import java.util.Optional;

/** The one key of a development server: from {@code QUITTANCE_DEV_KEY}, or fresh. Live keys are refused. */
final class DevKey {

    static final String VARIABLE = "QUITTANCE_DEV_KEY";

    /** Whose data the key opens. */
    static final String MERCHANT = "dev";

    private DevKey() {}

    /** Whether there is one; a blank one is none. */
    static boolean isGiven(Map<String, String> environment) {
        return !environment.getOrDefault(VARIABLE, "").isBlank();
    }

    static ApiKey from(Map<String, String> environment) {
        if (!isGiven(environment)) {
            return ApiKey.generate(Mode.TEST, Wiring.randomness());
        }
        Optional<ApiKey> key =
                ApiKey.parse(environment.getOrDefault(VARIABLE, "").trim());
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    VARIABLE + " is not a key: its shape or its checksum is wrong. Unset it to"
                            + " get a fresh one, or copy the whole key.");
        } else if (key.get().mode() != Mode.TEST) {
            throw new IllegalArgumentException(VARIABLE + " is a live key; a development server takes test keys only.");
        }
        return key.get();
    }
}
