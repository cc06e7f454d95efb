package io.quittance.api.cli;

import io.quittance.api.ServerSettings.WebhookOpening;
import io.quittance.api.http.json.WebhookBodiesJson;
import io.quittance.api.webhook.Egress;
import io.quittance.api.webhook.HttpWebhookSender;
import io.quittance.api.webhook.Network;
import io.quittance.api.webhook.WebhookSenderSettings;
import io.quittance.api.webhook.WebhookTrust;
import io.quittance.engine.webhook.WebhookParts;
import io.quittance.persistence.webhooks.EndpointFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a server sends webhooks. */
final class WebhookOptions {

    @Option(
            names = "--webhook-allow",
            split = ",",
            description = "Networks to which webhooks may go although they are not public, on any port, e.g."
                    + " 10.20.0.0/16; for merchants in a private network. A range opens no metadata service and no"
                    + " loopback address; only such an address alone does. (env QUITTANCE_WEBHOOK_ALLOW)",
            defaultValue = "${env:QUITTANCE_WEBHOOK_ALLOW}")
    List<String> allow = List.of();

    @Option(
            names = "--webhook-root",
            split = ",",
            description = "Files with further certificate authorities (PEM or DER) that are believed for webhook"
                    + " endpoints, beside those of the platform. (env QUITTANCE_WEBHOOK_ROOT)",
            defaultValue = "${env:QUITTANCE_WEBHOOK_ROOT}")
    List<Path> roots = List.of();

    @Option(
            names = "--restored",
            arity = "0..1",
            fallbackValue = "true",
            description = "Say this at the first start after the data directory was restored from a backup: webhooks"
                    + " that were owed then are sent only when they are asked for, because they may have been sent"
                    + " before. A journal that alone was restored is noticed without it. It has no variable in the"
                    + " environment, where it would stay and hold webhooks back at every start.")
    boolean restored;

    /** What is wrong with the options, in words. */
    Optional<String> fault() {
        return allow.stream()
                .filter(text -> Network.parse(text).isEmpty())
                .findFirst()
                .map(text -> "--webhook-allow is a network, e.g. 10.20.0.0/16, not " + text);
    }

    /**
     * Opens what is kept in a data directory.
     *
     * @param isDev whether webhooks may go to this machine too
     * @param publicUrl where others reach this server; empty for where it listens
     */
    WebhookOpening opening(Path data, boolean isDev, String publicUrl) throws IOException {
        List<Network> networks =
                allow.stream().flatMap(text -> Network.parse(text).stream()).toList();
        Egress egress = (isDev ? Egress.DEV : Egress.PUBLIC).with(networks);
        WebhookSenderSettings settings = WebhookSenderSettings.of(egress, WebhookTrust.and(roots));
        return (system, baseUrl) -> Optional.of(new WebhookParts(
                EndpointFile.open(data),
                new HttpWebhookSender(system, settings, Clock.systemUTC()),
                new WebhookBodiesJson(() -> publicUrl.isEmpty() ? baseUrl.get() : publicUrl),
                restored));
    }
}
