package io.quittance.api.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quittance.api.receiver.Moods.Mood;
import io.quittance.engine.webhook.receiving.Received;
import io.quittance.engine.webhook.receiving.SeenInMemory;
import io.quittance.engine.webhook.receiving.WebhookHeaders;
import io.quittance.engine.webhook.receiving.WebhookReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's server on loopback that takes webhooks at any path, verified with {@link WebhookReceiver}, which is what
 * a merchant on the JVM would use. Safe for any thread.
 */
public final class ReceiverServer implements AutoCloseable {

    private static final int THREADS = 16;
    private static final int WAITING_MAX = 256;
    private static final int BODY_BYTES_MAX = 1 << 20;
    private static final int REFUSED = 503;
    private static final int TAKEN = 200;

    private final HttpServer server;
    private final ReceiverSettings settings;
    private final @Nullable WebhookReceiver receiver;
    private final @Nullable ReceiverLog log;
    private final Consumer<Taken> heard;
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();

    private ReceiverServer(HttpServer server, ReceiverSettings settings, InstantSource clock, Consumer<Taken> heard)
            throws IOException {
        this.server = server;
        this.settings = settings;
        this.receiver = settings.secrets().isEmpty()
                ? null
                : new WebhookReceiver(settings.secrets(), new SeenInMemory(), clock);
        this.log = settings.log() == null ? null : ReceiverLog.open(settings.log());
        this.heard = heard;
    }

    /**
     * Starts one.
     *
     * @param heard told of every webhook before it is answered, on several threads
     * @throws IllegalArgumentException when a secret cannot be used
     * @throws IOException when the port is taken, or the log cannot be written
     */
    public static ReceiverServer start(ReceiverSettings settings, InstantSource clock, Consumer<Taken> heard)
            throws IOException {
        // Else each answer waits for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
        HttpServer server = HttpServer.create(address, WAITING_MAX);
        ReceiverServer started = new ReceiverServer(server, settings, clock, heard);
        server.setExecutor(started.workers);
        server.createContext("/", started::take);
        server.start();
        return started;
    }

    /** Where it takes webhooks. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
        WebhookHeaders headers = WebhookHeaders.of(exchange.getRequestHeaders());
        Mood mood = settings.moods().next();
        Taken taken = mood == Mood.REFUSE ? new Taken(REFUSED, "refused", "", headers, body) : judged(headers, body);
        if (log != null) {
            log.write(taken.record());
        }
        heard.accept(taken);
        switch (mood) {
            case DROP_RESPONSE -> drop(exchange);
            case LATE -> {
                var unused = later.schedule(
                        () -> answer(exchange, taken.status()), Moods.LATE.toMillis(), TimeUnit.MILLISECONDS);
            }
            case GOOD, REFUSE -> answer(exchange, taken.status());
        }
    }

    private Taken judged(WebhookHeaders headers, byte[] body) {
        if (receiver == null) {
            return new Taken(TAKEN, "unverified", "", headers, body);
        }
        Received received = receiver.handle(headers, body, fresh -> {});
        return new Taken(received.status(), result(received), reason(received), headers, body);
    }

    private static String result(Received received) {
        if (received instanceof Received.Fresh) {
            return "fresh";
        } else if (received instanceof Received.Repeated) {
            return "repeated";
        }
        return received instanceof Received.UnderWay ? "under_way" : "rejected";
    }

    private static String reason(Received received) {
        return received instanceof Received.Rejected rejected ? rejected.reason() : "";
    }

    private static void answer(HttpExchange exchange, int status) {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        } catch (IOException nobodyWaits) {
            // The sender has given up, and will come again.
        }
    }

    /** Without an answer the connection ends. */
    private static void drop(HttpExchange exchange) {
        exchange.close();
    }

    /** Takes nothing any more. */
    @Override
    public void close() throws IOException {
        later.shutdownNow();
        server.stop(0);
        workers.shutdownNow();
        if (log != null) {
            log.close();
        }
    }
}
