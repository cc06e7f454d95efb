package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goal: every answer is judged, none is lost, and time runs from the intended start. Method: a server in the test that
 * misbehaves at one request; the load ends when the server has seen enough, not after some time.
 */
@Timeout(60)
final class HttpLoadTest {

    private static final int ENOUGH = 200;

    @ParameterizedTest
    @EnumSource
    void theRightAnswersOfEveryScenarioAreNoErrors(Scenario scenario) throws Exception {
        try (TinyServer server = TinyServer.wellBehaved(ENOUGH)) {
            Outcome outcome = outcome(scenario, server);

            assertThat(outcome.errorSamples()).isEmpty();
            assertThat(outcome.requests()).isGreaterThanOrEqualTo(ENOUGH - HttpScenario.PAID_BEFORE);
            assertThat(outcome.latency().count()).isEqualTo(outcome.requests());
        }
    }

    @Test
    void anErrorAnswerIsCountedAndKept() throws Exception {
        try (TinyServer server = new TinyServer(ENOUGH, (number, exchange) -> {
            if (number == 7) {
                TinyServer.reply(exchange, 503, "{\"code\":\"overloaded\"}");
            }
            return number == 7;
        })) {
            Outcome outcome = outcome(Scenario.PAYMENT, server);

            assertThat(outcome.errors()).isEqualTo(1);
            assertThat(outcome.errorSamples())
                    .containsExactly(new ErrorSample("status 503", "{\"code\":\"overloaded\"}"));
            assertThat(outcome.latency().count()).isEqualTo(outcome.requests() - 1);
        }
    }

    @Test
    void aPaymentThatIsNotPaidIsAnError() throws Exception {
        try (TinyServer server = new TinyServer(ENOUGH, (number, exchange) -> {
            if (number == 7) {
                TinyServer.reply(exchange, 201, "{\"status\":\"failed\",\"attempts\":[{\"status\":\"succeeded\"}]}");
            }
            return number == 7;
        })) {
            assertThat(outcome(Scenario.PAYMENT, server).errorsByReason())
                    .containsOnlyKeys("the payment did not succeed");
        }
    }

    @Test
    void aReplayWithOtherBytesIsAnError() throws Exception {
        int afterPreparation = HttpScenario.PAID_BEFORE + 7;
        try (TinyServer server = new TinyServer(ENOUGH, (number, exchange) -> {
            if (number == afterPreparation) {
                exchange.getResponseHeaders().add("Idempotent-Replayed", "true");
                TinyServer.reply(exchange, 201, "{\"status\":\"succeeded\"}");
            }
            return number == afterPreparation;
        })) {
            assertThat(outcome(Scenario.REPLAY, server).errorsByReason())
                    .containsOnlyKeys("a replay with another body than the first answer");
        }
    }

    @Test
    void aDroppedConnectionIsAnErrorAndIsOpenedAnew() throws Exception {
        try (TinyServer server = new TinyServer(ENOUGH, (number, exchange) -> {
            if (number % 50 == 1) {
                exchange.close();
            }
            return number % 50 == 1;
        })) {
            Outcome outcome = outcome(Scenario.CREATE, server);

            assertThat(outcome.errors()).isGreaterThanOrEqualTo(ENOUGH / 50);
            assertThat(outcome.errorsByReason())
                    .allSatisfy((reason, count) -> assertThat(reason).startsWith("transport: "));
            assertThat(outcome.latency().count()).isGreaterThan(0);
        }
    }

    /**
     * Fifty requests are due at one connection in 50 ms, and the server withholds its first answer for all of them. A
     * driver that counted from the moment of sending would show one slow answer and 49 fast ones.
     */
    @Test
    void aSlowAnswerDelaysEverythingThatWasDueBehindIt() throws Exception {
        long origin = System.nanoTime();
        Window window =
                new Window(origin, origin, origin + Duration.ofMillis(50).toNanos());
        LoadPlan plan = LoadPlan.of(Scenario.TRIVIAL).withConnections(1).open(1_000);
        try (TinyServer server = new TinyServer(50, (number, exchange) -> {
                    while (number == 1 && System.nanoTime() - window.endNanos() < 0) {
                        LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
                    }
                    return false;
                });
                Load load = load(plan, server)) {
            load.start(window);
            server.awaitEnough();
            Outcome outcome = load.stop();

            assertThat(outcome.unsent()).isZero();
            assertThat(outcome.latency().count()).isEqualTo(50);
            assertThat(outcome.latency().maxMs()).isGreaterThan(49);
            assertThat(outcome.latency().p50Ms()).isGreaterThan(24);
        }
    }

    @Test
    void aServerThatIsNotThereIsToldAtOnce() throws Exception {
        TinyServer server = TinyServer.wellBehaved(1);
        HttpTarget gone = server.target();
        server.close();

        assertThatThrownBy(() -> Bench.run(LoadPlan.of(Scenario.PAYMENT), gone)).isInstanceOf(ConnectException.class);
    }

    @Test
    void aServerThatRefusesThePreparationIsQuoted() throws Exception {
        try (TinyServer server = new TinyServer(1, (number, exchange) -> {
            TinyServer.reply(exchange, 401, "{\"code\":\"unauthorized\"}");
            return true;
        })) {
            assertThatThrownBy(() -> Bench.run(LoadPlan.of(Scenario.REPLAY), server.target()))
                    .isInstanceOf(BenchFailed.class)
                    .hasMessageContaining("401")
                    .hasMessageContaining("unauthorized");
        }
    }

    /** Closed load on four connections until the server has seen enough. */
    private static Outcome outcome(Scenario scenario, TinyServer server) throws Exception {
        LoadPlan plan = LoadPlan.of(scenario).withConnections(4);
        long now = System.nanoTime();
        try (Load load = load(plan, server)) {
            load.start(new Window(now, now, now + Duration.ofHours(1).toNanos()));
            server.awaitEnough();
            return load.stop();
        }
    }

    private static Load load(LoadPlan plan, TinyServer server) throws IOException {
        return new HttpLoad(plan, server.target(), HttpScenario.prepare(plan, server.target(), "test"));
    }
}
