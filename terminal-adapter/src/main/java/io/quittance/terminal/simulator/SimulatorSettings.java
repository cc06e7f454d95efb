package io.quittance.terminal.simulator;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TerminalSimulator} is made of. Immutable.
 *
 * @param host where it listens, e.g. {@code 127.0.0.1}
 * @param httpPort of HTTP, WebSocket and the screen; 0 for a free one, as for the others
 * @param httpsPort of the same over TLS, without the screen
 * @param tcpPort of frames
 * @param tlsPort of frames over TLS
 * @param directory what it keeps: ledger, certificate, the key of a pairing
 * @param serialNumber who pairs has to know it
 * @param terminalId the acquirer's name of the terminal
 * @param apiKey eight hexadecimal digits; null when a pairing is to make one
 * @param isAutomatic whether cards are presented by themselves, as the amount says ({@link CardScript})
 * @param cardTime how long a person takes for that
 * @param bootTime how long a start takes
 * @param patience how long the device itself waits
 * @param faults what goes wrong by chance
 * @param chance whose numbers choose the faults
 * @param secrets whose numbers make the OTP and the key
 */
public record SimulatorSettings(
        String host,
        int httpPort,
        int httpsPort,
        int tcpPort,
        int tlsPort,
        Path directory,
        String serialNumber,
        String terminalId,
        @Nullable String apiKey,
        boolean isAutomatic,
        Duration cardTime,
        Duration bootTime,
        Patience patience,
        FaultPlan faults,
        RandomGenerator chance,
        RandomGenerator secrets) {

    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{8}");

    /**
     * How long the device waits.
     *
     * @param card for a card or a PIN
     * @param host for the host's answer
     * @param otp for the six digits of a pairing
     * @param continuation for {@code continueTransaction}
     */
    public record Patience(Duration card, Duration host, Duration otp, Duration continuation) {

        /** As the vendor documents it; the host of a simulation is near. */
        public static final Patience USUAL = new Patience(
                Duration.ofSeconds(60), Duration.ofMillis(20), Duration.ofSeconds(30), Duration.ofSeconds(60));

        public Patience withCard(Duration wait) {
            return new Patience(wait, host, otp, continuation);
        }

        public Patience withHost(Duration wait) {
            return new Patience(card, wait, otp, continuation);
        }

        public Patience withOtp(Duration wait) {
            return new Patience(card, host, wait, continuation);
        }

        public Patience withContinuation(Duration wait) {
            return new Patience(card, host, otp, wait);
        }
    }

    public SimulatorSettings {
        if (apiKey != null && !KEY.matcher(apiKey).matches()) {
            throw new IllegalArgumentException("a terminal's key is eight hexadecimal digits");
        }
    }

    /** Free ports on loopback, automatic, quick, to be paired, and nothing goes wrong. */
    public static SimulatorSettings defaults(Path directory) {
        return new SimulatorSettings(
                "127.0.0.1",
                0,
                0,
                0,
                0,
                directory,
                "SIM-0881818",
                "0881818",
                null,
                true,
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Patience.USUAL,
                FaultPlan.NONE,
                new SplittableRandom(1),
                new SecureRandom());
    }

    /** The settings of the simulator's own actor system: nothing from the surroundings. */
    Config akkaConfig() {
        return ConfigFactory.parseString("""
                akka {
                  loggers = ["akka.event.slf4j.Slf4jLogger"]
                  logging-filter = "akka.event.slf4j.Slf4jLoggingFilter"
                  loglevel = WARNING
                  daemonic = on
                  coordinated-shutdown.run-by-jvm-shutdown-hook = off
                  http.server {
                    server-header = "quittance-terminal"
                    request-timeout = infinite
                    idle-timeout = infinite
                    parsing.max-content-length = 64 KiB
                  }
                }
                """)
                .withFallback(ConfigFactory.defaultReferenceUnresolved())
                .resolve();
    }

    /** On these ports; 0 for a free one. */
    public SimulatorSettings withPorts(int http, int https, int tcp, int tls) {
        return changed(draft -> {
            draft.httpPort = http;
            draft.httpsPort = https;
            draft.tcpPort = tcp;
            draft.tlsPort = tls;
        });
    }

    /** Listens there. */
    public SimulatorSettings withHost(String address) {
        return changed(draft -> draft.host = address);
    }

    /** With this serial number, which who pairs has to know. */
    public SimulatorSettings withSerialNumber(String number) {
        return changed(draft -> draft.serialNumber = number);
    }

    /** With this terminal id. */
    public SimulatorSettings withTerminalId(String id) {
        return changed(draft -> draft.terminalId = id);
    }

    /** Paired already, with this key; null for not paired. */
    public SimulatorSettings withApiKey(@Nullable String key) {
        return changed(draft -> draft.apiKey = key);
    }

    /** Whether cards are presented by themselves, or by {@link TerminalSimulator#press}. */
    public SimulatorSettings withAutomatic(boolean isSo) {
        return changed(draft -> draft.isAutomatic = isSo);
    }

    /** With a person who takes so long. */
    public SimulatorSettings withCardTime(Duration time) {
        return changed(draft -> draft.cardTime = time);
    }

    /** With a start that takes so long. */
    public SimulatorSettings withBootTime(Duration time) {
        return changed(draft -> draft.bootTime = time);
    }

    /** Waiting so long. */
    public SimulatorSettings withPatience(Patience times) {
        return changed(draft -> draft.patience = times);
    }

    /** With these faults, which the seed chooses. */
    public SimulatorSettings withFaults(FaultPlan plan, long seed) {
        return changed(draft -> {
            draft.faults = plan;
            draft.chance = new SplittableRandom(seed);
        });
    }

    private SimulatorSettings changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** Settings that are being changed. */
    private static final class Draft {
        private String host;
        private int httpPort;
        private int httpsPort;
        private int tcpPort;
        private int tlsPort;
        private Path directory;
        private String serialNumber;
        private String terminalId;
        private @Nullable String apiKey;
        private boolean isAutomatic;
        private Duration cardTime;
        private Duration bootTime;
        private Patience patience;
        private FaultPlan faults;
        private RandomGenerator chance;
        private RandomGenerator secrets;

        Draft(SimulatorSettings from) {
            host = from.host;
            httpPort = from.httpPort;
            httpsPort = from.httpsPort;
            tcpPort = from.tcpPort;
            tlsPort = from.tlsPort;
            directory = from.directory;
            serialNumber = from.serialNumber;
            terminalId = from.terminalId;
            apiKey = from.apiKey;
            isAutomatic = from.isAutomatic;
            cardTime = from.cardTime;
            bootTime = from.bootTime;
            patience = from.patience;
            faults = from.faults;
            chance = from.chance;
            secrets = from.secrets;
        }

        SimulatorSettings settings() {
            return new SimulatorSettings(
                    host,
                    httpPort,
                    httpsPort,
                    tcpPort,
                    tlsPort,
                    directory,
                    serialNumber,
                    terminalId,
                    apiKey,
                    isAutomatic,
                    cardTime,
                    bootTime,
                    patience,
                    faults,
                    chance,
                    secrets);
        }
    }
}
