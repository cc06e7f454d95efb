package io.quittance.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.quittance.engine.Limits;
import io.quittance.engine.support.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One try: what is told of it, also when those who send it fail or never come back. */
final class WebhookDeliveryTest {

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<Told> told = kit.createTestProbe(Told.class);

    private record Told(Instant began, TryResult result) {}

    @AfterEach
    void close() {
        kit.shutdownTestKit();
    }

    @Test
    void whatCameOfItIsToldWithTheTimeWhenItLeftTheQueue() {
        TryResult answered = new TryResult(204, null, null, true, Duration.ofSeconds(3), Duration.ofMillis(7));

        delivery(Duration.ZERO, () -> CompletableFuture.completedFuture(answered));

        assertThat(told.receiveMessage()).isEqualTo(new Told(Given.NOW.plusSeconds(3), answered));
    }

    /** A vault that cannot be read is no fault of the endpoint, and uses up none of its tries. */
    @Test
    void whatFailedOnOurSideWasNotSent() {
        delivery(Duration.ZERO, () -> CompletableFuture.failedFuture(new IllegalStateException("the vault is broken")));
        assertThat(told.receiveMessage().result().isSent()).isFalse();

        delivery(Duration.ZERO, () -> {
            throw new IllegalStateException("the vault is broken");
        });
        assertThat(told.receiveMessage().result().isSent()).isFalse();
    }

    @Test
    void anOutcomeThatNeverArrivesIsNotWaitedForForEver() {
        ActorRef<WebhookDelivery.Command> delivery = delivery(Duration.ZERO, CompletableFuture::new);

        time.timePasses(Limits.WEBHOOK_OUTCOME.minusMillis(1));
        told.expectNoMessage(Duration.ZERO);
        time.timePasses(Duration.ofMillis(1));

        assertThat(told.receiveMessage().result().isSent()).isFalse();
        told.expectTerminated(delivery);
    }

    @Test
    void itIsSentWhenItsTimeHasComeOrWhatItWaitedForHasEnded() {
        TryResult answered = TryResult.answered(204, null, Duration.ZERO);
        delivery(Duration.ofSeconds(5), () -> CompletableFuture.completedFuture(answered));
        time.timePasses(Duration.ofMillis(4_999));
        told.expectNoMessage(Duration.ZERO);
        time.timePasses(Duration.ofMillis(1));
        assertThat(told.receiveMessage().result()).isEqualTo(answered);

        delivery(Duration.ofSeconds(5), () -> CompletableFuture.completedFuture(answered))
                .tell(WebhookDelivery.Word.SEND);
        assertThat(told.receiveMessage().result()).isEqualTo(answered);
    }

    private ActorRef<WebhookDelivery.Command> delivery(Duration wait, Supplier<CompletionStage<TryResult>> send) {
        return kit.spawn(WebhookDelivery.create(
                wait, send, () -> Given.NOW, (began, result) -> told.getRef().tell(new Told(began, result))));
    }
}
