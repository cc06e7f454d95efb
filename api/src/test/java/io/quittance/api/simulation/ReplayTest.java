package io.quittance.api.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.id.EndpointId;
import io.quittance.engine.webhook.Replay;
import io.quittance.engine.webhook.WebhookResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Goal: whatever happened can be heard again from the journal: by time, by intent, by failure, and by who was not there
 * then; a process that dies in the middle goes on. Method: the real engine in virtual time.
 */
final class ReplayTest {

    /** More than one step of a replay takes. */
    private static final int MANY = 230;

    private final LoneEngine one = new LoneEngine(11);
    private final World world = one.world;
    private final Refusing receivers = one.receivers;

    @AfterEach
    void stop() {
        one.die();
    }

    @Test
    void sendsWhatHappenedInARangeOfTimeAndNothingElse() {
        EndpointId endpoint = register("https://shop.example/hook");
        create(1);
        world.jump(Duration.ofHours(1));
        Instant from = world.instant();
        create(2);
        world.jump(Duration.ofHours(1));
        Instant to = world.instant();
        create(3);

        replay(endpoint, new Replay.Wish(from, to, null, false));

        assertThat(timesHeard(endpoint, 1)).isEqualTo(1);
        assertThat(timesHeard(endpoint, 2)).isEqualTo(2);
        assertThat(timesHeard(endpoint, 3)).isEqualTo(1);
        assertThat(receivers.bodiesById())
                .allSatisfy((id, bodies) -> assertThat(bodies).hasSize(1));
    }

    @Test
    void sendsOneIntentOnly() {
        EndpointId endpoint = register("https://shop.example/hook");
        create(1);
        create(2);

        replay(endpoint, new Replay.Wish(null, null, LoneEngine.idOf(2), false));

        assertThat(timesHeard(endpoint, 1)).isEqualTo(1);
        assertThat(timesHeard(endpoint, 2)).isEqualTo(2);
    }

    @Test
    void sendsOnlyWhatFailed() {
        EndpointId endpoint = register("https://shop.example/hook");
        receivers.refuse(LoneEngine.idOf(2), 1);
        create(1);
        create(2);

        replay(endpoint, new Replay.Wish(null, null, null, true));

        assertThat(timesHeard(endpoint, 1)).isEqualTo(1);
        assertThat(timesHeard(endpoint, 2)).isEqualTo(2);
        assertThat(receivers.bodiesById())
                .allSatisfy((id, bodies) -> assertThat(bodies).hasSize(1));
    }

    @Test
    void tellsAnEndpointWhatHappenedBeforeItWasThere() {
        EndpointId early = register("https://early.example/hook");
        create(1);
        EndpointId late = register("https://late.example/hook");

        replay(late, new Replay.Wish(null, null, null, false));

        assertThat(timesHeard(early, 1)).isEqualTo(1);
        assertThat(timesHeard(late, 1)).isEqualTo(1);
        assertThat(receivers.bodiesById()).hasSize(1).allSatisfy((id, bodies) -> assertThat(bodies)
                .hasSize(1));
    }

    @Test
    void doesNotTellWhatHappenedAfterTheWish() {
        EndpointId endpoint = register("https://shop.example/hook");
        create(1);
        ask(endpoint, new Replay.Wish(null, null, null, false));
        create(2);
        one.until(() -> one.endpoints.running().isEmpty());
        one.runFor(Duration.ofSeconds(5));

        assertThat(timesHeard(endpoint, 1)).isEqualTo(2);
        assertThat(timesHeard(endpoint, 2)).isEqualTo(1);
    }

    @Test
    void goesOnAfterTheProcessDiedInTheMiddle() {
        IntStream.rangeClosed(1, MANY).forEach(this::create);
        EndpointId late = register("https://late.example/hook");
        ask(late, new Replay.Wish(null, null, null, false));
        one.until(() -> one.endpoints.running().get(0).at().value() > 0);
        one.restart();

        one.until(() -> one.endpoints.running().isEmpty());
        one.runFor(Duration.ofSeconds(30));

        IntStream.rangeClosed(1, MANY)
                .forEach(cart -> assertThat(timesHeard(late, cart)).isPositive());
        assertThat(receivers.bodiesById()).hasSize(MANY).allSatisfy((id, bodies) -> assertThat(bodies)
                .hasSize(1));
    }

    /** Goal: damage is not contagious. Method: one stream of three is changed on the disk. */
    @Test
    void leavesOutAnIntentThatDoesNotVerifyAndRepeatsNoOther() {
        EndpointId endpoint = register("https://shop.example/hook");
        IntStream.rangeClosed(1, 3).forEach(this::create);
        one.die();
        assertThat(one.store.flip(1)).isPresent();
        one.start();

        replay(endpoint, new Replay.Wish(null, null, null, false));

        assertThat(IntStream.rangeClosed(1, 3).mapToObj(cart -> timesHeard(endpoint, cart)))
                .containsExactlyInAnyOrder(1L, 2L, 2L);
    }

    private void replay(EndpointId endpoint, Replay.Wish wish) {
        ask(endpoint, wish);
        one.until(() -> one.endpoints.running().isEmpty());
        one.runFor(Duration.ofSeconds(5));
    }

    private void ask(EndpointId endpoint, Replay.Wish wish) {
        CompletableFuture<WebhookResult> asked =
                one.engine().webhooks().replay(Wish.SHOP, endpoint, wish).toCompletableFuture();
        one.until(asked::isDone);
        assertThat(asked.join()).isInstanceOf(WebhookResult.Replaying.class);
    }

    private long timesHeard(EndpointId endpoint, int cart) {
        return receivers.triesOf(endpoint).stream()
                .filter(made -> made.id().intent().equals(LoneEngine.idOf(cart)))
                .count();
    }

    private void create(int cart) {
        one.create(cart);
        one.runFor(Duration.ofMillis(150));
    }

    private EndpointId register(String url) {
        return one.register(url, "seven_days", List.of("*"));
    }
}
