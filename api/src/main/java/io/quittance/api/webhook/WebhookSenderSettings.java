package io.quittance.api.webhook;

import io.quittance.api.telemetry.Version;
import io.quittance.engine.Limits;
import java.time.Duration;

/**
 * How webhooks leave this server.
 *
 * @param egress where they may go
 * @param trust whose certificates are believed
 * @param names how host names are looked up
 * @param version of this product, as endpoints are told
 * @param tryTime how long a try may take, waiting for its turn included
 */
public record WebhookSenderSettings(
        Egress egress, WebhookTrust trust, NameResolver names, String version, Duration tryTime) {

    /** With the platform's names and the usual time. */
    public static WebhookSenderSettings of(Egress egress, WebhookTrust trust) {
        return new WebhookSenderSettings(
                egress, trust, NameResolver.PLATFORM, Version.current().version(), Limits.WEBHOOK_TRY);
    }
}
