package io.quittance.terminal.link;

import akka.actor.ActorSystem;
import akka.actor.Cancellable;
import io.quittance.engine.Limits;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A terminal over one WebSocket, plain or TLS: a message of JSON-RPC in each text. The key goes with the handshake, and
 * a second client is refused by the terminal (SQ-17), so a cancellation travels beside the sale that it ends. A line on
 * which a ping brings nothing for {@link Limits#TERMINAL_SILENCE} is broken.
 *
 * <p>What is told without having been asked for, a notification or an answer that an earlier connection waited for
 * (SQ-16), goes to one listener.
 */
public final class WebSocketLink implements TerminalLink {

    private static final int KEY_REFUSED = 1_008;
    private static final int SILENT_PINGS_MAX = (int) Limits.TERMINAL_SILENCE.dividedBy(Limits.TERMINAL_KEEP_ALIVE);

    private final WaitingCalls waiting;
    private final CompletableFuture<WebSocket> connected = new CompletableFuture<>();
    private final AtomicInteger silentPings = new AtomicInteger();
    private final Cancellable pings;
    /** The last text that was handed over; the next one has to wait for it. */
    private CompletableFuture<WebSocket> sending;

    private volatile boolean isOver;
    private volatile boolean hasHeard;

    /**
     * Connects.
     *
     * @param address e.g. {@code wss://10.0.0.7:8443/synqpay}
     * @param apiKey what the pairing gave; null before it
     * @param trust whose certificate is believed; null for a plain connection
     * @param unasked hears what no call waits for
     */
    public WebSocketLink(
            ActorSystem system,
            URI address,
            @Nullable String apiKey,
            @Nullable SSLContext trust,
            Consumer<JsonRpcMessage> unasked) {
        this(system, address, apiKey, trust, unasked, Limits.TERMINAL_KEEP_ALIVE);
    }

    WebSocketLink(
            ActorSystem system,
            URI address,
            @Nullable String apiKey,
            @Nullable SSLContext trust,
            Consumer<JsonRpcMessage> unasked,
            Duration keepAlive) {
        this.waiting = new WaitingCalls(unasked);
        this.sending = connected;
        // First of all: a system that has ended refuses it, and a connection of nobody would keep its place for ever.
        this.pings = system.scheduler().scheduleWithFixedDelay(keepAlive, keepAlive, this::ping, system.dispatcher());
        WebSocket.Builder socket = builder(trust);
        var unused = (apiKey == null ? socket : socket.header("api-key", apiKey))
                .buildAsync(address, new Ear())
                .whenComplete(this::onConnected);
    }

    private static WebSocket.Builder builder(@Nullable SSLContext trust) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Limits.TERMINAL_CONNECT);
        return (trust == null ? client : client.sslContext(trust))
                .build()
                .newWebSocketBuilder()
                .connectTimeout(Limits.TERMINAL_CONNECT);
    }

    private void onConnected(WebSocket socket, @Nullable Throwable refused) {
        if (refused == null) {
            connected.complete(socket);
        } else {
            isOver = true;
            pings.cancel();
            waiting.failAll(new NotSent("no connection to the terminal", refused));
            connected.completeExceptionally(refused);
        }
    }

    @Override
    public CompletionStage<JsonRpcMessage> call(JsonRpcMessage.Request request) {
        String text = new String(waiting.write(request), StandardCharsets.UTF_8);
        CompletableFuture<JsonRpcMessage> answer = waiting.add(request.id());
        if (answer.isDone()) {
            return answer;
        } else if (isOver) {
            waiting.fail(request.id(), new NotSent("the line to the terminal was over before the request"));
        } else {
            send(request, text, answer);
        }
        return answer;
    }

    private synchronized void send(
            JsonRpcMessage.Request request, String text, CompletableFuture<JsonRpcMessage> answer) {
        // What was given up meanwhile does not leave any more.
        sending = sending.thenCompose(socket ->
                isOver || answer.isDone() ? CompletableFuture.completedFuture(socket) : socket.sendText(text, true));
        var unused = sending.whenComplete((socket, failure) -> {
            if (failure != null && connected.isCompletedExceptionally()) {
                waiting.fail(request.id(), new NotSent("no connection to the terminal", failure));
            } else if (failure != null) {
                end(new IOException(Reason.with("the line to the terminal broke", failure), failure));
            }
        });
    }

    private void ping() {
        if (silentPings.incrementAndGet() > SILENT_PINGS_MAX) {
            end(new IOException("the terminal has been silent for long"));
        } else if (connected.isDone() && !isOver) {
            var unused = connected.thenCompose(socket -> socket.sendPing(ByteBuffer.allocate(0)));
        }
    }

    private void end(IOException why) {
        isOver = true;
        pings.cancel();
        waiting.failAll(why);
        var unused = connected.whenComplete((socket, refused) -> {
            if (socket != null) {
                socket.abort();
            }
        });
    }

    @Override
    public boolean isOver() {
        return isOver;
    }

    @Override
    public void close() {
        end(new IOException("the line to the terminal was closed"));
    }

    /** Hears the terminal, one part of a text after the other. */
    private final class Ear implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            silentPings.set(0);
            hasHeard = true;
            text.append(part);
            if (text.length() > Limits.TERMINAL_MESSAGE_BYTES_MAX) {
                end(new IOException(
                        "the terminal's message is longer than " + Limits.TERMINAL_MESSAGE_BYTES_MAX + " bytes"));
            } else if (isLast) {
                waiting.hear(text.toString().getBytes(StandardCharsets.UTF_8));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean isLast) {
            end(new IOException("the terminal sent bytes where a text was expected"));
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            silentPings.set(0);
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            silentPings.set(0);
            socket.request(1);
            return null;
        }

        /** Who does not know our key says so before anything else, and has read nothing of what we asked. */
        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            end(
                    code == KEY_REFUSED && !hasHeard
                            ? new NotSent("the terminal does not know our key")
                            : new IOException("the terminal closed the line, code " + code));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            end(new IOException(Reason.with("the line to the terminal broke", failure), failure));
        }
    }
}
