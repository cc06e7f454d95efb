package io.quittance.api.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers as Quittance would, remembers keys, and can be told to misbehave at one request. */
final class TinyServer implements AutoCloseable {

    static {
        // Head and body go out in two writes; without this each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> answersByKey = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger scrapes = new AtomicInteger();
    private final CountDownLatch enough;
    private final Misbehaviour misbehaviour;

    /** What happens instead of an answer. */
    interface Misbehaviour {

        /**
         * @param number of the request, counted from 1
         * @return whether the request is dealt with
         */
        boolean at(int number, HttpExchange exchange) throws IOException;
    }

    /** @param enough how many requests {@link #awaitEnough} waits for */
    TinyServer(int enough, Misbehaviour misbehaviour) throws IOException {
        this.enough = new CountDownLatch(enough);
        this.misbehaviour = misbehaviour;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static TinyServer wellBehaved(int enough) throws IOException {
        return new TinyServer(enough, (number, exchange) -> false);
    }

    HttpTarget target() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new HttpTarget(
                address, "qk_test_key", OptionalLong.of(ProcessHandle.current().pid()), Optional.empty());
    }

    void awaitEnough() throws InterruptedException {
        enough.await();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/metrics")) {
            reply(exchange, 200, metrics());
            return;
        }
        int number = requests.incrementAndGet();
        enough.countDown();
        if (!misbehaviour.at(number, exchange)) {
            answerWell(exchange, path);
        }
    }

    private void answerWell(HttpExchange exchange, String path) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            String id = path.substring(path.lastIndexOf('/') + 1);
            reply(exchange, 200, "{\"id\":\"" + id + "\"}");
            return;
        }
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String fresh = "{\"id\":\"pi_" + key + "\",\"status\":\"succeeded\"}";
        String first = answersByKey.putIfAbsent(path + key, fresh);
        if (first != null) {
            exchange.getResponseHeaders().add("Idempotent-Replayed", "true");
        }
        reply(exchange, 201, first == null ? fresh : first);
    }

    /** Another eight rows in one commit every time. */
    private String metrics() {
        int scrape = scrapes.incrementAndGet();
        return "# TYPE quittance_journal_events counter\n" + HttpGauges.ROWS + " " + 8.0 * scrape + "\n"
                + HttpGauges.COMMITS + "{journal=\"embedded\"} " + scrape + ".0\n";
    }
}
