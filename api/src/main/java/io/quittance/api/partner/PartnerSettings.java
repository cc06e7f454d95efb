package io.quittance.api.partner;

import io.quittance.engine.attempt.Capability;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * What the connector to a provider is made of.
 *
 * @param provider the provider's base URL, e.g. {@code http://127.0.0.1:9090}
 * @param audience whom our tokens are for: the provider's own name
 * @param offers what the provider offers; of {@link #ALL}
 * @param absenceWindow how long after an order was sent the provider's "not found" may be wrong
 * @param directory where the signing key and the provider's credentials are kept
 * @param publicUrl where the provider reaches this server; empty for the address that it listens on
 */
public record PartnerSettings(
        URI provider,
        String audience,
        Set<Capability> offers,
        Duration absenceWindow,
        Path directory,
        String publicUrl) {

    /** Whom tokens are for when nothing else is said; the simulated provider expects it. */
    public static final String AUDIENCE = "payment-service-provider";

    /** The simulated provider's window when it hides nothing. */
    public static final Duration ABSENCE_WINDOW = Duration.ofSeconds(5);

    /** What the Partner API can do: a debit is taken at once, and a cancel undoes all of it. */
    public static final Set<Capability> ALL = Set.of(
            Capability.REFUND,
            Capability.PARTIAL_REFUND,
            Capability.REFUND_BEFORE_SETTLEMENT,
            Capability.VOID,
            Capability.REVERSAL,
            Capability.INQUIRY);

    /** Throws {@link IllegalArgumentException} when it offers what the Partner API cannot do. */
    public PartnerSettings {
        offers = Set.copyOf(offers);
        if (!ALL.containsAll(offers)) {
            throw new IllegalArgumentException("the Partner API offers no more than " + ALL);
        }
    }

    /** A provider that does all that the Partner API can do. */
    public static PartnerSettings of(URI provider, Path directory) {
        return new PartnerSettings(provider, AUDIENCE, ALL, ABSENCE_WINDOW, directory, "");
    }
}
