package io.quittance.api.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quittance.engine.webhook.receiving.WebhookHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Receivers of webhooks on this machine: live ones, one that is slow, and an address where nobody is. */
final class WebhookStreet implements AutoCloseable {

    /** How long the slow one thinks: a little less than a try may take, so that it holds a connection all the time. */
    static final Duration SLOW = Duration.ofSeconds(14);

    private static final String LIVE = "/live/";
    private static final String SLOW_PATH = "/slow";
    private static final int THREADS = 4;
    private static final int WAITING_MAX = 1_024;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    private final ScheduledExecutorService slow = Executors.newSingleThreadScheduledExecutor();
    private final int deadPort;
    private volatile List<WebhookTally> tallies = List.of();

    private WebhookStreet(HttpServer server, int deadPort) {
        this.server = server;
        this.deadPort = deadPort;
    }

    static WebhookStreet open() throws IOException {
        // Else each answer waits for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WAITING_MAX);
        WebhookStreet street = new WebhookStreet(server, freePort());
        server.createContext(LIVE, street::take);
        server.createContext(SLOW_PATH, street::takeSlowly);
        server.setExecutor(street.workers);
        server.start();
        return street;
    }

    /** A port that was free a moment ago, so that a connection to it is refused. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What is there, and answers at once. */
    String live(int index) {
        return at(server.getAddress().getPort(), LIVE + index);
    }

    String slow() {
        return at(server.getAddress().getPort(), SLOW_PATH);
    }

    String dead() {
        return at(deadPort, "/");
    }

    private static String at(int port, String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** What arrives from now on is told to these, one for each live receiver. */
    void tell(List<WebhookTally> now) {
        tallies = List.copyOf(now);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Instant now = Instant.now();
            int index = Integer.parseInt(exchange.getRequestURI().getPath().substring(LIVE.length()));
            tallies.get(index).arrived(WebhookHeaders.of(exchange.getRequestHeaders()), body, now);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void takeSlowly(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var unused = slow.schedule(() -> answer(exchange), SLOW.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void answer(HttpExchange exchange) {
        try (exchange) {
            exchange.sendResponseHeaders(200, -1);
        } catch (IOException nobodyWaits) {
            // The sender has given up, as it may.
        }
    }

    @Override
    public void close() {
        slow.shutdownNow();
        server.stop(0);
        workers.shutdownNow();
    }
}
