package io.quittance.api.partner;

import static io.quittance.api.Inquiries.about;
import static io.quittance.api.acquirer.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import io.quittance.api.Wiring;
import io.quittance.api.acquirer.AcquirerServer;
import io.quittance.api.acquirer.AcquirerSettings;
import io.quittance.api.acquirer.BrokenAcquirer;
import io.quittance.api.acquirer.Fault;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.acquirer.Given;
import io.quittance.api.acquirer.InProcessConnector;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.Processor;
import io.quittance.persistence.inbox.InboxFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the real {@link AcquirerServer} on a free port; where that one is too polite, against a broken one. */
final class PartnerConnectorTest {
    private static final AttemptOutcome APPROVED = new AttemptOutcome.Approved(new Approval("000001", "acq-1"));
    private static final String ID = UniqueId.of("pi_a-1");
    private static final String YES = "{\"uniqueId\":\"" + ID + "\",\"amount\":\"12.50\",\"currency\":\"EUR\","
            + "\"result\":{\"code\":\"000.100.110\"},\"resultDetails\":{\"AuthCode\":\"000001\"},"
            + "\"connectorTxID1\":\"acq-1\"}";

    private static ActorSystem system;

    /** Keys take time to make. */
    @TempDir
    private static Path keys;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startClient() {
        system = ActorSystem.create("client");
    }

    @AfterAll
    static void stopClient() {
        system.terminate();
        settled(system.getWhenTerminated());
    }

    @Test
    void takesMoneyOnceAndTells() throws IOException {
        try (AcquirerServer server = server("")) {
            Processor connector = to(server.baseUrl());

            assertThat(settled(connector.authorize(Given.order("pi_a-1")))).isEqualTo(APPROVED);
            assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.Found(APPROVED));
            assertThat(settled(connector.inquire(about("pi_b-1")))).isEqualTo(new InquiryAnswer.NotFound());
            assertThat(server.summary().entries()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1251, 1254, 1291})
    void tellsTheSameAsTheConnectorInProcess(long amount) throws IOException {
        try (AcquirerServer server = server("");
                SimulatedAcquirer near =
                        SimulatedAcquirer.open(directory.resolve("near.jsonl"), FaultPlan.NONE, Given.CLOCK)) {
            AttemptOutcome far = settled(to(server.baseUrl()).authorize(Given.order("pi_a-1", amount)));

            assertThat(far).isEqualTo(settled(new InProcessConnector(near).authorize(Given.order("pi_a-1", amount))));
        }
    }

    @Test
    void keepsTheHostsOwnScript() throws IOException {
        try (AcquirerServer server = server("")) {
            AttemptOutcome outcome =
                    settled(to(server.baseUrl()).authorize(Given.order("pi_a-1", 1250, "340000150358074", "7654")));

            assertThat(outcome).isInstanceOfSatisfying(AttemptOutcome.Declined.class, declined -> assertThat(
                            declined.failure().hostMessage())
                    .contains("סירוב"));
        }
    }

    @Test
    void doubtsADroppedAnswerAndFindsTheChargeByInquiry() throws IOException {
        try (AcquirerServer server = server("")) {
            Processor connector = to(server.baseUrl());

            assertThat(settled(connector.authorize(Given.order("pi_a-1", 1268))))
                    .isInstanceOf(AttemptOutcome.Unknown.class);
            assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.Found(APPROVED));
            assertThat(server.summary().entries()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop_response=1", "http_500=1", "wrong_id=1", "half_answer=1"})
    void doubtsAnAnswerThatAFaultTook(String fault) throws IOException {
        try (AcquirerServer server = server(fault)) {
            Processor connector = to(server.baseUrl());

            assertThat(settled(connector.authorize(Given.order("pi_a-1")))).isInstanceOf(AttemptOutcome.Unknown.class);
            assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.Found(APPROVED));
            assertThat(server.summary().entries()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_401=1"})
    void provesThatNothingWasLookedAt(String fault) throws IOException {
        try (AcquirerServer server = server(fault)) {
            assertThat(settled(to(server.baseUrl()).authorize(Given.order("pi_a-1"))))
                    .isInstanceOf(AttemptOutcome.NotProcessed.class);
            assertThat(server.summary().entries()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection_refused=1", "late_processing=1"})
    void doubtsAConnectionThatIsCut(String fault) throws IOException {
        try (AcquirerServer server = server(fault)) {
            assertThat(settled(to(server.baseUrl()).authorize(Given.order("pi_a-1"))))
                    .isInstanceOf(AttemptOutcome.Unknown.class);
        }
    }

    /** Goal: no fault makes it claim what is not so. A delayed answer comes after its caller gave up, so not here. */
    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "DELAY")
    void claimsNothingThatTheLedgerDenies(Fault fault) throws IOException {
        try (AcquirerServer server = server(fault == Fault.NONE ? "" : fault.text() + "=1")) {
            AttemptOutcome outcome = settled(to(server.baseUrl()).authorize(Given.order("pi_a-1")));

            if (outcome instanceof AttemptOutcome.NotProcessed) {
                assertThat(server.summary().entries()).isZero();
            } else if (outcome instanceof AttemptOutcome.Approved) {
                assertThat(server.summary().approved()).isEqualTo(1);
            } else {
                assertThat(outcome).isInstanceOf(AttemptOutcome.Unknown.class);
            }
            assertThat(server.summary().receivedMoreThanOnce()).isEmpty();
        }
    }

    @Test
    void doubtsAProviderThatIsAway() throws IOException {
        try (AcquirerServer server = server("")) {
            Processor connector = to(server.baseUrl());
            server.away(Duration.ofHours(1));

            assertThat(settled(connector.authorize(Given.order("pi_a-1")))).isInstanceOf(AttemptOutcome.Unknown.class);
            assertThat(settled(connector.inquire(about("pi_a-1")))).isInstanceOf(InquiryAnswer.NoAnswer.class);

            server.away(Duration.ZERO);
            assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.NotFound());
            assertThat(server.summary().entries()).isZero();
        }
    }

    @Test
    void findsNothingOfAHiddenCharge() throws IOException {
        try (AcquirerServer server = server("hidden=1")) {
            Processor connector = to(server.baseUrl());

            assertThat(settled(connector.authorize(Given.order("pi_a-1")))).isInstanceOf(AttemptOutcome.Unknown.class);
            assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.NotFound());
            assertThat(server.summary().approved()).isEqualTo(1);
        }
    }

    @Test
    void doubtsALostOrderAndFindsNothing() throws IOException {
        try (AcquirerServer server = server("drop_request=1")) {
            Processor connector = to(server.baseUrl());

            assertThat(settled(connector.authorize(Given.order("pi_a-1")))).isInstanceOf(AttemptOutcome.Unknown.class);
            assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.NotFound());
            assertThat(server.summary().entries()).isZero();
        }
    }

    @Test
    void takesOneOfTwoAnswers() throws IOException {
        try (AcquirerServer server = server("duplicate=1")) {
            assertThat(settled(to(server.baseUrl()).authorize(Given.order("pi_a-1"))))
                    .isEqualTo(APPROVED);
            assertThat(server.summary().entries()).isEqualTo(1);
        }
    }

    @Test
    void hearsAnAnswerThatComesAfterALatency() throws IOException {
        try (AcquirerServer server = server("latency=50")) {
            assertThat(settled(to(server.baseUrl()).authorize(Given.order("pi_a-1"))))
                    .isEqualTo(APPROVED);
        }
    }

    @Test
    void provesARefusedConnectionEveryTime() throws IOException {
        Processor connector = to(URI.create("http://127.0.0.1:" + unusedPort()));

        for (int i = 0; i < 5; i++) {
            assertThat(settled(connector.authorize(Given.order("pi_a-" + i))))
                    .isInstanceOf(AttemptOutcome.NotProcessed.class);
        }
        assertThat(settled(connector.inquire(about("pi_a-1")))).isInstanceOf(InquiryAnswer.NoAnswer.class);
    }

    @Test
    void reachesAnAcquirerThatCameBack() throws IOException {
        int port = unusedPort();
        Processor connector = to(URI.create("http://127.0.0.1:" + port));
        settled(connector.authorize(Given.order("pi_a-1")));

        try (AcquirerServer server = server("", port)) {
            assertThat(settled(connector.authorize(Given.order("pi_a-2")))).isEqualTo(APPROVED);
            assertThat(server.summary().entries()).isEqualTo(1);
        }
    }

    @Test
    void doubtsAnAcquirerThatIsStoppedAndStartedBetweenOrders() throws IOException {
        int port = unusedPort();
        Processor connector = to(URI.create("http://127.0.0.1:" + port));
        try (AcquirerServer server = server("", port)) {
            assertThat(settled(connector.authorize(Given.order("pi_a-1")))).isEqualTo(APPROVED);
        }
        try (AcquirerServer server = server("", port)) {
            assertThat(settled(connector.inquire(about("pi_a-1")))).isEqualTo(new InquiryAnswer.Found(APPROVED));
            assertThat(server.summary().chargedMoreThanOnce()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"uniqueId\":\"pi_a",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"ref",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\nnull",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n{}",
                "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
                "220 smtp.example ESMTP\r\n"
            })
    void doubtsABrokenAnswerAndNeverSendsTwice(String words) throws IOException {
        try (BrokenAcquirer broken = new BrokenAcquirer(words)) {
            Processor connector = to(broken.baseUrl());

            assertThat(settled(connector.authorize(Given.order("pi_a-1")))).isInstanceOf(AttemptOutcome.Unknown.class);
            assertThat(broken.requests()).isEqualTo(1);
            assertThat(settled(connector.inquire(about("pi_a-1")))).isInstanceOf(InquiryAnswer.NoAnswer.class);
            assertThat(broken.requests()).isEqualTo(2);
        }
    }

    @Test
    void believesAWholeAnswerOnAClosingConnection() throws IOException {
        String whole = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + YES.length()
                + "\r\nConnection: close\r\n\r\n" + YES;
        try (BrokenAcquirer terse = new BrokenAcquirer(whole)) {
            assertThat(settled(to(terse.baseUrl()).authorize(Given.order("pi_a-1"))))
                    .isEqualTo(APPROVED);
        }
    }

    @Test
    void takesNoDenialFromAnAddressThatIsNotTheAcquirers() throws IOException {
        try (AcquirerServer server = server("")) {
            Processor lost = to(URI.create(server.baseUrl() + "/elsewhere"));

            assertThat(settled(lost.inquire(about("pi_a-1")))).isInstanceOf(InquiryAnswer.NoAnswer.class);
        }
    }

    /**
     * Goal: whatever happens to a crowd, no order is charged twice and none that is told as not processed is charged.
     */
    @Test
    void provesWhatItSaysAboutACrowd() throws IOException {
        try (AcquirerServer server = server("latency=1,drop_response=0.05")) {
            Processor connector = to(server.baseUrl());
            List<CompletionStage<AttemptOutcome>> crowd = IntStream.range(0, 600)
                    .mapToObj(i -> connector.authorize(Given.order("pi_" + i + "-1")))
                    .toList();

            long proven = crowd.stream()
                    .map(Given::settled)
                    .filter(AttemptOutcome.NotProcessed.class::isInstance)
                    .count();

            assertThat(server.summary().approved()).isEqualTo(600 - proven).isPositive();
            assertThat(server.summary().receivedMoreThanOnce()).isEmpty();
        }
    }

    private AcquirerServer server(String faults) throws IOException {
        return server(faults, 0);
    }

    private AcquirerServer server(String faults, int port) throws IOException {
        Path ledger = directory.resolve("acquirer.jsonl");
        return AcquirerServer.start(
                new AcquirerSettings(
                        "127.0.0.1",
                        port,
                        ledger,
                        FaultPlan.parse(faults, 1),
                        AcquirerSettings.Provider.PLAIN.notIdempotent()),
                Given.CLOCK);
    }

    private Processor to(URI provider) {
        return new Partner(PartnerSettings.of(provider, keys), InboxFile.open(keys), Wiring.randomness(), Given.CLOCK)
                .connector(system);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
