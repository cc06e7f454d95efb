package io.quittance.terminal.simulator.wire;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.WebSocketUpgrade;
import akka.japi.Pair;
import akka.stream.BoundedSourceQueue;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.quittance.engine.Limits;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The way from HTTP to WebSocket. There is one client at a time, and a second one is refused (SQ-17). A wrong key
 * closes with 1008, a binary message with 1003; a client without a key can pair, and needs a new session afterwards.
 * Safe for any thread.
 */
final class WebSocketDoor {

    private static final int MESSAGES_WAITING_MAX = 8 * Limits.TERMINAL_CALLS_WAITING_MAX;

    private final ActorSystem system;
    private final Desk desk;
    private final AtomicReference<@Nullable WebSocketLine> client = new AtomicReference<>();

    WebSocketDoor(ActorSystem system, Desk desk) {
        this.system = system;
        this.desk = desk;
    }

    /**
     * What the handshake gets.
     *
     * @param hasKey whether it came with a key
     * @param isKnown whether that is the right one
     */
    HttpResponse open(WebSocketUpgrade upgrade, boolean hasKey, boolean isKnown, SharedKillSwitch cut, CloseCode code) {
        Pair<BoundedSourceQueue<Message>, Source<Message, NotUsed>> out =
                Source.<Message>queue(MESSAGES_WAITING_MAX).preMaterialize(system);
        WebSocketLine line = new WebSocketLine(desk, out.first(), cut, code);
        if (hasKey && !isKnown) {
            line.refuse();
            return upgrade.handleMessagesWith(Sink.ignore(), out.second());
        } else if (!client.compareAndSet(null, line)) {
            out.first().complete();
            return HttpResponse.create().withStatus(StatusCodes.CONFLICT);
        }
        if (isKnown) {
            desk.back(line);
        }
        return upgrade.handleMessagesWith(Flow.fromSinkAndSourceCoupled(heard(line, isKnown), out.second())
                .watchTermination((unused, over) -> {
                    over.whenComplete((done, broken) -> left(line));
                    return NotUsed.getInstance();
                }));
    }

    private void left(WebSocketLine line) {
        client.compareAndSet(line, null);
        line.end();
    }

    private Sink<Message, NotUsed> heard(WebSocketLine line, boolean isKnown) {
        return Flow.of(Message.class)
                .mapAsync(1, message -> text(message, line))
                .filterNot(String::isEmpty)
                .to(Sink.foreach(text -> desk.take(line, text.getBytes(StandardCharsets.UTF_8), isKnown)));
    }

    /** Its text; empty for a binary message, which ends the session, as one does that is too long. */
    private CompletionStage<String> text(Message message, WebSocketLine line) {
        if (!message.isText()) {
            line.close(CloseCode.UNSUPPORTED_DATA);
            return CompletableFuture.completedFuture("");
        }
        return message.asTextMessage()
                .getStreamedText()
                .limitWeighted(Limits.TERMINAL_MESSAGE_BYTES_MAX, part -> (long) part.length())
                .runFold("", String::concat, system);
    }
}
