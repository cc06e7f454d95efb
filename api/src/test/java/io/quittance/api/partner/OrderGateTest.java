package io.quittance.api.partner;

import static io.quittance.api.acquirer.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OrderGateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final AttemptOutcome APPROVED = new AttemptOutcome.Approved(new Approval("000001", "acq-1"));

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
    private final OrderGate gate = new OrderGate(2, 2, PATIENCE, nanoTime::get);
    private final List<CompletableFuture<AttemptOutcome>> sent = new ArrayList<>();

    @Test
    void sendsAsManyAsMayGoAbreast() {
        pass();
        pass();
        pass();

        assertThat(sent).hasSize(2);
    }

    @Test
    void sendsTheNextWhenOneIsBack() {
        pass();
        pass();
        CompletionStage<AttemptOutcome> third = pass();

        sent.get(1).complete(APPROVED);

        assertThat(sent).hasSize(3);
        sent.get(2).complete(APPROVED);
        assertThat(settled(third)).isEqualTo(APPROVED);
    }

    @Test
    void neverSendsAnOrderThatWaitedTooLong() {
        pass();
        pass();
        CompletionStage<AttemptOutcome> late = pass();
        nanoTime.addAndGet(PATIENCE.toNanos() + 1);

        sent.get(0).complete(APPROVED);

        assertThat(settled(late)).isInstanceOf(AttemptOutcome.NotProcessed.class);
        assertThat(sent).hasSize(2);
        pass();
        assertThat(sent).hasSize(3);
    }

    @Test
    void refusesWhenTheLineIsFull() {
        pass();
        pass();
        pass();
        pass();

        assertThat(settled(pass())).isInstanceOf(AttemptOutcome.NotProcessed.class);
        assertThat(sent).hasSize(2);
    }

    @Test
    void failsOnlyAnOrderThatWasSentAndFreesItsPlace() {
        CompletionStage<AttemptOutcome> first = pass();
        CompletionStage<AttemptOutcome> second = gate.pass(() -> {
            throw new IllegalStateException("the client is closed");
        });
        pass();

        sent.get(0).completeExceptionally(new IllegalStateException("reset"));

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
        assertThat(sent).hasSize(2);
    }

    @Test
    void movesALongLineThatFailsAtOnce() {
        OrderGate narrow = new OrderGate(1, 20_000, PATIENCE, nanoTime::get);
        CompletableFuture<AttemptOutcome> first = new CompletableFuture<>();
        Throwable reset = new IllegalStateException("reset");
        narrow.pass(() -> first);
        List<CompletionStage<AttemptOutcome>> line = IntStream.range(0, 20_000)
                .mapToObj(i -> narrow.pass(() -> CompletableFuture.failedFuture(reset)))
                .toList();

        first.complete(APPROVED);

        assertThat(line).allMatch(stage -> stage.toCompletableFuture().isCompletedExceptionally());
    }

    private CompletionStage<AttemptOutcome> pass() {
        return gate.pass(() -> {
            CompletableFuture<AttemptOutcome> exchange = new CompletableFuture<>();
            sent.add(exchange);
            return exchange;
        });
    }
}
