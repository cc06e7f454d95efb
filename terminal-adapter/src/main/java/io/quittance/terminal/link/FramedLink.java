package io.quittance.terminal.link;

import akka.Done;
import akka.actor.ActorSystem;
import akka.japi.Pair;
import akka.stream.BoundedSourceQueue;
import akka.stream.KillSwitches;
import akka.stream.QueueOfferResult;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp.OutgoingConnection;
import akka.util.ByteString;
import io.quittance.engine.Limits;
import io.quittance.terminal.frame.BrokenFrame;
import io.quittance.terminal.frame.FrameCodec;
import io.quittance.terminal.frame.FrameReader;
import io.quittance.terminal.frame.TerminalFrame;
import io.quittance.terminal.frame.TerminalFrame.Carrier;
import io.quittance.terminal.frame.TerminalFrame.Refused;
import io.quittance.terminal.frame.TerminalFrame.Sign;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A terminal over one framed connection, TCP or TLS. Requests and answers find each other by id, so a cancellation
 * travels beside the sale that it ends: a second connection would displace the first (SQ-17). Each side asks now and
 * then whether the other is there; a line on which nothing is heard for {@link Limits#TERMINAL_SILENCE} is broken, also
 * one whose other end is gone without a word.
 *
 * <p>A refused frame does not say which request it was, so every call on the line is as unknown as if it had broken.
 * What is told without having been asked for, a notification or an answer that an earlier connection waited for
 * (SQ-16), goes to one listener.
 */
public final class FramedLink implements TerminalLink {

    private static final Logger LOG = LoggerFactory.getLogger(FramedLink.class);

    private final FrameReader reader = new FrameReader();
    private final WaitingCalls waiting;
    private final ByteString key;
    private final BoundedSourceQueue<TerminalFrame> out;
    private final CompletionStage<OutgoingConnection> connected;
    /** Ends the line, however often it is told to. */
    private final SharedKillSwitch cut = KillSwitches.shared("line");

    private volatile boolean isOver;

    /** When a line that says nothing is asked, and when it is given up. */
    record Patience(Duration keepAlive, Duration silence) {
        static final Patience USUAL = new Patience(Limits.TERMINAL_KEEP_ALIVE, Limits.TERMINAL_SILENCE);
    }

    /**
     * Connects.
     *
     * @param wire one connection, made when it is run
     * @param key who we are; {@link TerminalFrame.Request#NO_KEY} before the pairing
     * @param unasked hears what no call waits for
     */
    public FramedLink(
            ActorSystem system,
            Flow<ByteString, ByteString, CompletionStage<OutgoingConnection>> wire,
            ByteString key,
            Consumer<JsonRpcMessage> unasked) {
        this(system, wire, key, unasked, Patience.USUAL);
    }

    FramedLink(
            ActorSystem system,
            Flow<ByteString, ByteString, CompletionStage<OutgoingConnection>> wire,
            ByteString key,
            Consumer<JsonRpcMessage> unasked,
            Patience patience) {
        this.key = key;
        this.waiting = new WaitingCalls(unasked);
        Pair<Pair<BoundedSourceQueue<TerminalFrame>, CompletionStage<OutgoingConnection>>, CompletionStage<Done>> line =
                Source.<TerminalFrame>queue(Limits.TERMINAL_CALLS_WAITING_MAX)
                        .keepAlive(patience.keepAlive(), () -> Sign.KEEP_ALIVE)
                        .map(FrameCodec::write)
                        .via(cut.flow())
                        .viaMat(wire, Keep.both())
                        .via(cut.flow())
                        .idleTimeout(patience.silence())
                        .toMat(Sink.foreach(this::take), Keep.both())
                        .run(system);
        this.out = line.first().first();
        this.connected = line.first().second();
        var unused = line.second().whenComplete((done, failure) -> end(failure));
    }

    @Override
    public CompletionStage<JsonRpcMessage> call(JsonRpcMessage.Request request) {
        TerminalFrame frame = new TerminalFrame.Request(key, ByteString.fromArray(waiting.write(request)));
        CompletableFuture<JsonRpcMessage> answer = waiting.add(request.id());
        var unused = connected.whenComplete((connection, refused) -> {
            if (answer.isDone()) {
                // Refused, or given up meanwhile: it does not leave any more.
                return;
            } else if (refused != null) {
                waiting.fail(request.id(), new NotSent("no connection to the terminal", refused));
            } else if (isOver) {
                waiting.fail(request.id(), new NotSent("the line to the terminal was over before the request"));
            } else {
                offer(request.id(), frame);
            }
        });
        return answer;
    }

    private void offer(JsonRpcId id, TerminalFrame frame) {
        if (out.offer(frame) != QueueOfferResult.enqueued()) {
            waiting.fail(id, new NotSent("the line to the terminal takes nothing more"));
        }
    }

    private void take(ByteString bytes) throws BrokenFrame {
        for (TerminalFrame frame : reader.take(bytes)) {
            if (frame instanceof Refused refused) {
                waiting.failAll(new IOException("the terminal refused a frame: " + refused));
            } else if (frame instanceof Carrier carrier) {
                acknowledge();
                waiting.hear(carrier.message().toArray());
            } else if (frame == Sign.KEEP_ALIVE) {
                acknowledge();
            }
        }
    }

    /** A line that takes nothing more is not worth a word. */
    private void acknowledge() {
        if (out.offer(Sign.ACK) != QueueOfferResult.enqueued()) {
            LOG.debug("no acknowledgement to a line that takes nothing more");
        }
    }

    /** Where no connection was made, nothing left. */
    private void end(@Nullable Throwable failure) {
        isOver = true;
        var unused = connected.whenComplete((connection, refused) -> waiting.failAll(
                refused != null
                        ? new NotSent("no connection to the terminal", refused)
                        : new IOException(Reason.with("the line to the terminal broke", failure), failure)));
    }

    @Override
    public boolean isOver() {
        return isOver;
    }

    @Override
    public void close() {
        cut.shutdown();
    }
}
