package io.quittance.terminal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Unknown;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.terminal.simulator.Fault;
import io.quittance.terminal.simulator.SimulatorSettings;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goal: whatever happens between a terminal and us, the outcome is right and comes by itself. Method: each mishap over
 * each transport; then the order is inquired, as the engine would, until its outcome is told. The time that this took
 * is printed.
 */
final class TerminalMishapsTest {

    private static final Logger LOG = LoggerFactory.getLogger(TerminalMishapsTest.class);
    private static final String KEY = "0a1b2c3d";
    private static final long AMOUNT = 1_000;

    private static final TerminalBudgets IN_A_HURRY = new TerminalBudgets(
            Duration.ofMillis(2_000),
            Duration.ofMillis(3_000),
            Duration.ofMillis(500),
            Duration.ofMillis(1_000),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMillis(500));

    private static TerminalSimulator simulator;

    /** What happens, and whether money was taken. */
    enum Mishap {
        REBOOT_BEFORE_THE_HOST_WAS_ASKED(Fault.REBOOT_BEFORE_HOST, false),
        REBOOT_AFTER_THE_HOST_SAID_YES(Fault.REBOOT_AFTER_HOST, true),
        HALF_OPEN_LINE(Fault.SILENT, true),
        NO_ANSWER(Fault.NO_ANSWER, true),
        CUT_BEFORE_ANYTHING_WAS_DONE(Fault.DROP_BEFORE, false),
        CUT_INSTEAD_OF_AN_ANSWER(Fault.DROP_AFTER, true),
        ANSWERED_TWICE(Fault.DUPLICATE_ANSWER, true),
        ANSWERED_LATE(Fault.delayAnswer(Duration.ofSeconds(4)), true);

        private final Fault fault;
        private final boolean isTaken;

        Mishap(Fault fault, boolean isTaken) {
            this.fault = fault;
            this.isTaken = isTaken;
        }
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        simulator =
                TerminalSimulator.start(SimulatorSettings.defaults(directory).withApiKey(KEY), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    static Stream<Arguments> everyMishapOverEveryTransport() {
        return Arrays.stream(Mishap.values()).flatMap(mishap -> Arrays.stream(Transport.values())
                .filter(transport -> !transport.isSecret())
                .map(transport -> Arguments.of(mishap, transport)));
    }

    @ParameterizedTest
    @MethodSource("everyMishapOverEveryTransport")
    void theOutcomeIsRightAndComesByItself(Mishap mishap, Transport transport) {
        String reference =
                ("pi_" + mishap + "-" + transport).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
        try (TerminalScene scene = TerminalScene.at(simulator, transport, KEY, IN_A_HURRY)) {
            await().until(() -> "IDLE".equals(scene.look().deviceStatus()));
            simulator.inject(mishap.fault);
            long begun = System.nanoTime();
            AttemptOutcome outcome = scene.pay(reference, AMOUNT);
            if (outcome instanceof Unknown) {
                outcome = inquired(scene, reference, mishap);
            }
            LOG.info(
                    "{} over {}: {} after {} ms",
                    mishap,
                    transport,
                    outcome.getClass().getSimpleName(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            assertThat(outcome instanceof Approved).isEqualTo(mishap.isTaken);
            assertThat(simulator.timesTaken(reference)).isEqualTo(mishap.isTaken ? 1 : 0);
            assertThat(scene.pay(reference + "-next", AMOUNT))
                    .as("the next payer")
                    .isInstanceOf(Approved.class);
        }
    }

    /** An absence counts when it is told twice. */
    private static AttemptOutcome inquired(TerminalScene scene, String reference, Mishap mishap) {
        AtomicReference<AttemptOutcome> told = new AtomicReference<>();
        int[] absent = {0};
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    InquiryAnswer answer = scene.inquire(reference, AMOUNT);
                    absent[0] = answer instanceof InquiryAnswer.NotFound ? absent[0] + 1 : 0;
                    if (absent[0] >= 2) {
                        told.set(new AttemptOutcome.NotProcessed("not found twice"));
                    } else if (answer instanceof InquiryAnswer.Found found
                            && found.outcome().isFinal()) {
                        told.set(found.outcome());
                    }
                    return told.get() != null;
                });
        return told.get();
    }
}
