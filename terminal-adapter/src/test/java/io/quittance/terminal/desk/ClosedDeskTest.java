package io.quittance.terminal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.money.Money;
import io.quittance.terminal.link.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A desk that was closed is gone for its terminals, too: one that has room for one client is free for the next desk.
 */
final class ClosedDeskTest {

    private static final int READ_MILLIS = 10_000;
    private static final int LOOK_MILLIS = 1;

    private ServerSocket device;

    @BeforeEach
    void listen() throws IOException {
        device = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        device.setSoTimeout(READ_MILLIS);
    }

    @AfterEach
    void stop() throws IOException {
        device.close();
    }

    /**
     * Goal: no connection is left behind. Method: a device that does not answer is asked while the desk closes, and
     * afterwards. It is not paired, so that nobody else asks it.
     */
    @ParameterizedTest
    @ValueSource(strings = {"ws", "http", "tcp"})
    void noQuestionToATerminalOutlivesItsDesk(String scheme) throws Exception {
        TerminalScene scene = TerminalScene.trusting(Trust.PUBLIC, address(scheme), null);
        CompletableFuture<InquiryAnswer> before = lookUp(scene);
        try (Socket first = device.accept()) {
            assertThat(first.getInputStream().read()).isPositive();
            scene.close();

            assertThat(before.get(READ_MILLIS, TimeUnit.MILLISECONDS)).isInstanceOf(InquiryAnswer.NoAnswer.class);
            assertThat(lookUp(scene).get(READ_MILLIS, TimeUnit.MILLISECONDS))
                    .isInstanceOf(InquiryAnswer.NoAnswer.class);
            device.setSoTimeout(LOOK_MILLIS);
            assertThatThrownBy(device::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private URI address(String scheme) {
        String path = scheme.equals("tcp") ? "" : "/synqpay";
        return URI.create(scheme + "://127.0.0.1:" + device.getLocalPort() + path);
    }

    private static CompletableFuture<InquiryAnswer> lookUp(TerminalScene scene) {
        return scene.desk()
                .processor()
                .inquire(Inquiry.ofAttempt(
                        "pi_a-1",
                        Money.of(1_000, "ILS"),
                        MethodSummary.terminal(scene.id().value())))
                .toCompletableFuture();
    }
}
