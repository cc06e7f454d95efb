package io.quittance.terminal.link;

import io.quittance.engine.Limits;
import io.quittance.terminal.jsonrpc.JsonRpcCodec;
import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.jsonrpc.MalformedFrame;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls that wait for an answer on one line. Safe for any thread. */
final class WaitingCalls {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingCalls.class);

    private final JsonRpcCodec codec = JsonRpcCodec.ofTerminals();
    private final Map<JsonRpcId, CompletableFuture<JsonRpcMessage>> waiting = new ConcurrentHashMap<>();
    private final Consumer<JsonRpcMessage> unasked;

    /** @param unasked hears what no call waits for */
    WaitingCalls(Consumer<JsonRpcMessage> unasked) {
        this.unasked = unasked;
    }

    /** The bytes of a message. */
    byte[] write(JsonRpcMessage.Request request) {
        return codec.write(request);
    }

    /** A further call; it has failed already when there are too many. One that its caller gives up waits no more. */
    CompletableFuture<JsonRpcMessage> add(JsonRpcId id) {
        CompletableFuture<JsonRpcMessage> answer = new CompletableFuture<>();
        if (waiting.size() >= Limits.TERMINAL_CALLS_WAITING_MAX || waiting.putIfAbsent(id, answer) != null) {
            return CompletableFuture.failedFuture(
                    new NotSent("too many calls wait on this line, or one of this id does"));
        }
        var unused = answer.whenComplete((message, failure) -> waiting.remove(id, answer));
        return answer;
    }

    /** A message has come. What cannot be read answers nothing: who waits goes on waiting. */
    void hear(byte[] bytes) {
        try {
            JsonRpcMessage message = codec.read(bytes);
            JsonRpcId id = Answers.idOf(message);
            CompletableFuture<JsonRpcMessage> call = id == null ? null : waiting.remove(id);
            if (isOfNone(message)) {
                failAll(new IOException("the terminal could not read a request, and did not say which"));
            } else if (call == null || !call.complete(message)) {
                unasked.accept(message);
            }
        } catch (MalformedFrame e) {
            LOG.warn("a terminal sent what is no message: {}", e.getMessage());
        }
    }

    /** An error without an id: a request could not be read. Which one, nobody knows, so all are unknown (5.6). */
    private static boolean isOfNone(JsonRpcMessage message) {
        return message instanceof JsonRpcMessage.Error error && error.id() == null;
    }

    void failAll(IOException why) {
        List.copyOf(waiting.keySet()).forEach(id -> fail(id, why));
    }

    void fail(JsonRpcId id, IOException why) {
        CompletableFuture<JsonRpcMessage> call = waiting.remove(id);
        if (call != null) {
            call.completeExceptionally(why);
        }
    }
}
