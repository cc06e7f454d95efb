package io.quittance.api.cli;

import io.quittance.api.partner.PartnerSettings;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.WebAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What {@code serve} is told about the payment service provider behind {@code --acquirer}. */
final class ProviderOptions {

    @Option(
            names = "--acquirer-audience",
            description = "Whom our signed requests to the provider are for; default ${DEFAULT-VALUE}. (env"
                    + " QUITTANCE_ACQUIRER_AUDIENCE)",
            defaultValue = "${env:QUITTANCE_ACQUIRER_AUDIENCE:-" + PartnerSettings.AUDIENCE + "}")
    String audience = "";

    @Option(
            names = "--acquirer-offers",
            description = "What the provider offers beside debits, with commas; what it does not is refused before"
                    + " any effect; default ${DEFAULT-VALUE}. (env QUITTANCE_ACQUIRER_OFFERS)",
            defaultValue = "${env:QUITTANCE_ACQUIRER_OFFERS:-refund,partial_refund,refund_before_settlement,void,"
                    + "reversal,inquiry}")
    String offers = "";

    @Option(
            names = "--acquirer-absence-seconds",
            description = "How long after an order the provider's \"not found\" may be wrong, in seconds; default"
                    + " ${DEFAULT-VALUE}. (env QUITTANCE_ACQUIRER_ABSENCE_SECONDS)",
            defaultValue = "${env:QUITTANCE_ACQUIRER_ABSENCE_SECONDS:-5}")
    int absenceSeconds;

    @Option(
            names = "--public-url",
            description = "Where the provider and its payers reach this server; default where it listens. (env"
                    + " QUITTANCE_PUBLIC_URL)",
            defaultValue = "${env:QUITTANCE_PUBLIC_URL:-}")
    String publicUrl = "";

    /** Whether paths can be put behind it. */
    boolean isPublicUrlUsable() {
        return WebAddress.isUsable(publicUrl) && publicUrl.indexOf('?') < 0 && publicUrl.indexOf('#') < 0;
    }

    /** Where others reach this server, without a slash at its end; empty for the address that it listens on. */
    String publicUrl() {
        return publicUrl.replaceAll("/+$", "");
    }

    /** Throws {@link IllegalArgumentException} when something is offered that there is not. */
    PartnerSettings settings(URI provider, Path directory) {
        if (absenceSeconds < 0) {
            throw new IllegalArgumentException("--acquirer-absence-seconds is 0 or more, not " + absenceSeconds);
        }
        Set<Capability> offered = Arrays.stream(offers.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(ProviderOptions::capability)
                .collect(Collectors.toSet());
        return new PartnerSettings(
                provider, audience, offered, Duration.ofSeconds(absenceSeconds), directory, publicUrl());
    }

    private static Capability capability(String word) {
        return PartnerSettings.ALL.stream()
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--acquirer-offers: \"" + word
                        + "\" is nothing that the Partner API offers; known are refund, partial_refund,"
                        + " refund_before_settlement, void, reversal, inquiry"));
    }
}
