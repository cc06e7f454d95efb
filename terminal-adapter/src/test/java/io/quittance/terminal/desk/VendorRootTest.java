package io.quittance.terminal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.NotProcessed;
import io.quittance.terminal.link.Trust;
import io.quittance.terminal.simulator.SimulatorSettings;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vendor's root instead of a pinned fingerprint: it is believed, and nobody else is. */
final class VendorRootTest {

    private static final String KEY = "0a1b2c3d";

    @TempDir
    private Path directory;

    private TerminalSimulator ours;
    private TerminalSimulator another;

    @BeforeEach
    void start() throws IOException {
        ours = simulator("ours");
        another = simulator("another");
    }

    @AfterEach
    void stop() {
        ours.close();
        another.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"HTTPS", "WSS", "TLS"})
    void whatTheRootHasSignedIsBelievedAndNothingElse(Transport transport) throws Exception {
        Path file = directory.resolve("root.der");
        Files.write(file, certificateOf(ours).getEncoded());
        Trust root = Trust.root(file);
        try (TerminalScene scene = TerminalScene.trusting(root, transport.address(ours), KEY)) {
            assertThat(scene.pay("pi_a-1", 1_000)).isInstanceOf(Approved.class);
        }
        try (TerminalScene scene = TerminalScene.trusting(root, transport.address(another), KEY)) {
            assertThat(scene.pay("pi_b-1", 1_000)).isInstanceOf(NotProcessed.class);
        }
        assertThat(another.ledger()).isEmpty();
    }

    @Test
    void aFileWithoutACertificateIsRefused() throws IOException {
        Path file = directory.resolve("root.pem");
        Files.writeString(file, "no certificate");
        assertThatThrownBy(() -> Trust.root(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("root.pem");
    }

    private TerminalSimulator simulator(String name) throws IOException {
        return TerminalSimulator.start(
                SimulatorSettings.defaults(directory.resolve(name)).withApiKey(KEY), Clock.systemUTC());
    }

    /** As somebody with a browser would copy it. */
    private static X509Certificate certificateOf(TerminalSimulator simulator) throws Exception {
        SSLContext any = SSLContext.getInstance("TLS");
        any.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        URI address = simulator.tls();
        try (SSLSocket socket = (SSLSocket) any.getSocketFactory().createSocket(address.getHost(), address.getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // Anybody.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // Anybody.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
