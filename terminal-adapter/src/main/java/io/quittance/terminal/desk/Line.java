package io.quittance.terminal.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.terminal.Terminal;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.link.Links;
import io.quittance.terminal.link.NotSent;
import io.quittance.terminal.link.TerminalLink;
import io.quittance.terminal.protocol.DeviceStatus;
import io.quittance.terminal.protocol.TerminalOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What can be said to one terminal, over whichever connection there is at the moment: a new one is made when the old
 * one is over, until the line is closed. What may have been heard is never said twice. Safe for any thread.
 */
final class Line implements AutoCloseable {

    /** How long a question waits that did not leave, each time. */
    private static final List<Duration> WAITS = List.of(Duration.ofMillis(300), Duration.ofMillis(1_200));

    private final Links links;
    private final String name;
    private final InstantSource clock;
    private final Duration patience;
    private final Consumer<JsonRpcMessage> unasked;
    private final AtomicLong questions = new AtomicLong();
    private final AtomicInteger dialogues = new AtomicInteger();
    private Terminal terminal;
    private @Nullable Instant keylessUntil;
    private @Nullable TerminalLink link;
    private volatile boolean isClosed;

    /**
     * @param name no other line of this or another process has it, so no answer meant for one is taken for ours
     * @param patience how long a question waits for its answer
     * @param unasked hears notifications, and answers to calls that an earlier connection or process made
     */
    Line(
            Links links,
            String name,
            Terminal terminal,
            InstantSource clock,
            Duration patience,
            Consumer<JsonRpcMessage> unasked) {
        this.links = links;
        this.name = name;
        this.terminal = terminal;
        this.clock = clock;
        this.patience = patience;
        this.unasked = unasked;
    }

    /**
     * From now on the terminal is reached so: with another key the old connection is of no use. While a payer is there
     * his connection stays, for the answer.
     */
    synchronized void use(Terminal now) {
        terminal = now;
        keylessUntil = null;
        if (dialogues.get() == 0) {
            hangUp();
        }
    }

    /** A pairing did not come about: the key that there was is used again. */
    synchronized void useKeyAgain() {
        if (keylessUntil != null) {
            use(terminal);
        }
    }

    /**
     * For a pairing: until it is over, or its time is, nothing that is said has a key. Not while a payer is there,
     * whose connection this would end.
     *
     * @return whether it is so
     */
    synchronized boolean useNoKey(Duration most) {
        boolean isFree = dialogues.get() == 0;
        if (isFree) {
            keylessUntil = clock.instant().plus(most);
            hangUp();
        }
        return isFree;
    }

    /**
     * Starts a transaction; the call has the order's own reference as its id, so that an answer which comes over a
     * later connection, or to a later process, still says what it is about (SQ-16).
     */
    CompletionStage<JsonRpcMessage> start(String downstreamReference, TerminalOrder order, Duration most) {
        return dialogue(new JsonRpcId.Text(downstreamReference), "startTransaction", order.params(), most);
    }

    /** Lets a transaction go on that waits for our word. */
    CompletionStage<JsonRpcMessage> goOn(String downstreamReference, TerminalOrder order, Duration most) {
        return dialogue(
                new JsonRpcId.Text(downstreamReference + ".continue"),
                "continueTransaction",
                named(order.known()),
                most);
    }

    private CompletionStage<JsonRpcMessage> dialogue(
            JsonRpcId id, String method, @Nullable JsonNode params, Duration most) {
        dialogues.incrementAndGet();
        return call(id, method, params, most).whenComplete((answer, failure) -> {
            dialogues.decrementAndGet();
            leaveIfRemoved();
        });
    }

    /** A device may have room for one client only: a terminal that was removed leaves it to its successor. */
    private synchronized void leaveIfRemoved() {
        if (terminal.isRemoved() && dialogues.get() == 0) {
            hangUp();
        }
    }

    /** Cancels the transaction of this reference, if the device still lets it. */
    CompletionStage<JsonRpcMessage> cancel(String reference) {
        return question("cancel", named(reference));
    }

    /** How the device is. */
    CompletionStage<JsonRpcMessage> status() {
        return lookingUp("getStatus", null);
    }

    /** What became of an order; then how the device is, because a busy one may not have begun yet. Does not fail. */
    CompletionStage<InquiryAnswer> lookUp(TerminalOrder order) {
        ObjectNode params = JsonNodeFactory.instance
                .objectNode()
                .put("lookupMethod", "REF_ID")
                .put("lookupValue", order.known());
        return lookingUp("getTransaction", params)
                .thenCompose(found -> status().thenApply(
                                status -> DeviceStatus.of(status).filter(DeviceStatus::isIdle))
                        .thenApply(idle -> order.found(found, idle.isPresent(), clock.instant())))
                .exceptionally(failure -> new InquiryAnswer.NoAnswer("the terminal was not reached: " + failure));
    }

    /** A question that changes nothing, so that it may be asked again whatever became of it. */
    private CompletionStage<JsonRpcMessage> lookingUp(String method, @Nullable JsonNode params) {
        return question(method, params, patience, failure -> !isTimeout(failure));
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
    }

    /** Any other question. */
    CompletionStage<JsonRpcMessage> question(String method, @Nullable JsonNode params) {
        return question(method, params, patience);
    }

    /**
     * A question whose answer may take longer. One that provably did not leave is asked again, twice: the connection
     * may just have ended, and a terminal with room for one client may not have noticed yet.
     */
    CompletionStage<JsonRpcMessage> question(String method, @Nullable JsonNode params, Duration most) {
        return question(method, params, most, Line::isNotSent);
    }

    private CompletionStage<JsonRpcMessage> question(
            String method, @Nullable JsonNode params, Duration most, Predicate<Throwable> isAgain) {
        Supplier<CompletionStage<JsonRpcMessage>> ask = () -> ask(method, params, most);
        return again(ask, failure -> !isClosed && isAgain.test(failure), WAITS);
    }

    private static CompletionStage<JsonRpcMessage> again(
            Supplier<CompletionStage<JsonRpcMessage>> ask, Predicate<Throwable> isAgain, List<Duration> waits) {
        return ask.get()
                .exceptionallyCompose(failure -> isAgain.test(failure) && !waits.isEmpty()
                        ? CompletableFuture.completedFuture(ask)
                                .thenComposeAsync(
                                        same -> again(same, isAgain, waits.subList(1, waits.size())),
                                        after(waits.get(0)))
                        : CompletableFuture.failedFuture(failure));
    }

    private static Executor after(Duration wait) {
        return CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static boolean isNotSent(Throwable failure) {
        return failure instanceof NotSent || failure.getCause() instanceof NotSent;
    }

    private CompletionStage<JsonRpcMessage> ask(String method, @Nullable JsonNode params, Duration most) {
        return call(new JsonRpcId.Text(name + "-" + questions.incrementAndGet()), method, params, most)
                .whenComplete((answer, failure) -> {
                    if (failure instanceof TimeoutException && dialogues.get() == 0) {
                        // Half open, perhaps: nobody waits for anything else on it, so the next question finds out.
                        hangUp();
                    }
                    leaveIfRemoved();
                });
    }

    private CompletionStage<JsonRpcMessage> call(
            JsonRpcId id, String method, @Nullable JsonNode params, Duration most) {
        try {
            return link().call(new JsonRpcMessage.Request(id, method, params))
                    .toCompletableFuture()
                    .orTimeout(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (NotSent closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    private synchronized TerminalLink link() throws NotSent {
        if (isClosed) {
            throw new NotSent("the line to the terminal was closed");
        }
        if (keylessUntil != null && !clock.instant().isBefore(keylessUntil)) {
            use(terminal);
        }
        TerminalLink current = link;
        if (current == null || current.isOver()) {
            current = links.open(keylessUntil == null ? terminal : terminal.unpaired(), unasked);
            link = current;
        }
        return current;
    }

    private static ObjectNode named(String reference) {
        return JsonNodeFactory.instance.objectNode().put("referenceId", reference);
    }

    /** Ends the connection; what is said next makes another one. */
    private synchronized void hangUp() {
        if (link != null) {
            link.close();
            link = null;
        }
    }

    /**
     * Ends the connection for good: nothing that is asked later, or asked again, makes another one. A terminal with
     * room for one client would be kept by it from whoever looks after it next.
     */
    @Override
    public synchronized void close() {
        isClosed = true;
        hangUp();
    }
}
