package io.quittance.engine.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant says of an endpoint, when he registers it or changes it; nothing of it is checked yet. An element of
 * a list is null where it was of a wrong type, which is a fault that its reader has named.
 *
 * @param url where to; required for a new one
 * @param events the types that it hears of; null for all of them, or to leave them as they are
 * @param policy when it is tried again; null for {@code seven_days}, or to leave it as it is
 * @param payload {@code full} or {@code thin}; null for full, or to leave it as it is
 * @param success {@code 2xx} or {@code 200}; null for 2xx, or to leave it as it is
 * @param signatures {@code v1}, {@code v1a} or both; null for v1, or to leave them as they are
 * @param isEnabled whether it is sent to; null for yes, or to leave it as it is
 * @param mustVerify whether its owner has to prove that it is his before anything is sent; null for no
 */
public record EndpointRequest(
        @Nullable String url,
        @Nullable String description,
        @Nullable List<@Nullable String> events,
        @Nullable Policy policy,
        @Nullable String payload,
        @Nullable String success,
        @Nullable List<@Nullable String> signatures,
        @Nullable Boolean isEnabled,
        @Nullable Boolean mustVerify) {

    /**
     * A retry policy as it was sent: one of these.
     *
     * @param name a preset
     * @param seconds gaps of one's own
     */
    public record Policy(@Nullable String name, @Nullable List<@Nullable Long> seconds) {}
}
