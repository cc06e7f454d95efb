package io.quittance.api.acquirer;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.quittance.api.partner.PartnerSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link AcquirerServer} is made of.
 *
 * @param host where it listens, e.g. {@code 127.0.0.1}
 * @param port 0 for a free one
 * @param ledger its file; made when it is not there
 * @param faults which orders go wrong, see {@link FaultPlan#parse}
 * @param provider how it behaves as a provider
 */
public record AcquirerSettings(String host, int port, Path ledger, FaultPlan faults, Provider provider) {

    /**
     * How it behaves as a provider.
     *
     * @param isIdempotent whether an order that comes again is the first one; otherwise it moves money again
     * @param offersRefunds whether there are refunds at all
     * @param audience whom requests must be signed for
     * @param jwks a file or an address with the keys that requests must be signed with; null to believe everybody
     * @param client a file with the credentials for webhooks; null to send none
     */
    public record Provider(
            boolean isIdempotent,
            boolean offersRefunds,
            String audience,
            @Nullable String jwks,
            @Nullable Path client) {

        /** Knows orders apart, refunds, believes everybody, and sends no webhooks. */
        public static final Provider PLAIN = new Provider(true, true, PartnerSettings.AUDIENCE, null, null);

        /** The same, but who sends an order twice moves money twice. */
        public Provider notIdempotent() {
            return new Provider(false, offersRefunds, audience, jwks, client);
        }
    }

    /** A fault may answer late, so the server itself never gives up on an order. */
    private static final String AKKA = """
            akka {
              loggers = ["akka.event.slf4j.Slf4jLogger"]
              logging-filter = "akka.event.slf4j.Slf4jLoggingFilter"
              loglevel = INFO
              http.server {
                server-header = "quittance-acquirer"
                request-timeout = infinite
                idle-timeout = 150 s
                backlog = 1024
                parsing.max-content-length = 64 KiB
              }
            }
            """;

    /** The settings of the server's own actor system: nothing from the surroundings. */
    Config akkaConfig() {
        return ConfigFactory.parseString(AKKA)
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve();
    }
}
