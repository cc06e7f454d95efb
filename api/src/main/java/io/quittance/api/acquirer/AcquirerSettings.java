package io.quittance.api.acquirer;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;

/**
 * What an {@link AcquirerServer} is made of.
 *
 * @param host where it listens, e.g. {@code 127.0.0.1}
 * @param port 0 for a free one
 * @param ledger its file; made when it is not there
 * @param faults which orders go wrong, see {@link FaultPlan#parse}
 */
public record AcquirerSettings(String host, int port, Path ledger, FaultPlan faults) {

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
                parsing.max-content-length = 8 KiB
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
