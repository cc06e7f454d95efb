package io.quittance.engine.webhook;

import static io.quittance.engine.webhook.EndpointStories.START;
import static io.quittance.engine.webhook.EndpointStories.endpoint;
import static io.quittance.engine.webhook.EndpointStories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.delivery.TryResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a try means for its endpoint. */
final class PostmanTest {

    private static final TryResult BROKEN = TryResult.answered(500, null, Duration.ZERO);
    private static final TryResult TAKEN = TryResult.answered(200, null, Duration.ZERO);

    private final Endpoints endpoints = Endpoints.open(new InMemoryEndpoints());
    private final ReceivingEnd end = new ReceivingEnd();
    private final Postman postman = new Postman(
            endpoints,
            end,
            end,
            snapshot -> CompletableFuture.failedFuture(new IllegalStateException("nothing is shown here")),
            () -> START);

    @BeforeEach
    void register() {
        endpoints.add(endpoint('a')).toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        endpoints.close();
    }

    @Test
    void whoFailsForSevenDaysIsDisabled() {
        for (int day = 0; day < 7; day++) {
            assertThat(disabled(day, BROKEN)).as("day %d", day).isNull();
        }

        assertThat(disabled(7, BROKEN)).isEqualTo("it took nothing for seven days");
    }

    @Test
    void twoFailuresWithAWeekBetweenThemDisableNobody() {
        assertThat(disabled(0, BROKEN)).isNull();
        assertThat(disabled(8, BROKEN)).isNull();
    }

    @Test
    void aSuccessBeginsTheDaysAnew() {
        for (int day = 0; day < 12; day++) {
            assertThat(disabled(day, day == 6 ? TAKEN : BROKEN))
                    .as("day %d", day)
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"410, it answered 410 Gone", "404,"})
    void whoIsGoneIsDisabledAtOnce(int status, String reason) {
        assertThat(disabled(0, TryResult.answered(status, null, Duration.ZERO))).isEqualTo(reason);
    }

    /** What was not sent says nothing of the endpoint. */
    @Test
    void whatWasNotSentIsNoFailure() {
        for (int day = 0; day < 9; day++) {
            assertThat(disabled(day, TryResult.unsent("the vault is broken"))).isNull();
        }
        assertThat(endpoints.find(id('a')).orElseThrow().failingSince()).isNull();
    }

    private String disabled(int day, TryResult result) {
        return postman.judge(id('a'), START.plus(Duration.ofDays(day)), result).disabled();
    }
}
