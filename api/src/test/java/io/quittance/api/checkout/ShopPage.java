package io.quittance.api.checkout;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A shop with a page that leads to a payment and one where the payer comes back to. It also tells a scenario what the
 * acquirer recorded, and lets time pass.
 */
final class ShopPage implements AutoCloseable {
    private static final String PAGE = "<!doctype html><html lang=\"en\"><head><title>Shop</title><link rel=\"icon\""
            + " href=\"data:,\"></head><body>%s</body></html>";

    private final HttpServer server;

    private ShopPage(CheckoutServer checkout) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, PAGE.formatted(content(exchange))));
        server.createContext(
                "/ledger",
                exchange ->
                        answer(exchange, "{\"approved\":" + checkout.ledger().approved() + "}"));
        server.createContext("/pass", exchange -> {
            checkout.pass(Duration.ofMinutes(Long.parseLong(parameter(exchange))));
            answer(exchange, "{}");
        });
        server.start();
    }

    static ShopPage open(CheckoutServer checkout) {
        try {
            return new ShopPage(checkout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String content(HttpExchange exchange) {
        boolean isBack = exchange.getRequestURI().getPath().equals("/back");
        String query = exchange.getRequestURI().getRawQuery();
        return isBack || query == null
                ? "<h1>Welcome</h1>"
                : "<a href=\"" + parameter(exchange).replace("\"", "") + "\">Pay</a>";
    }

    /** The value of the only one. */
    private static String parameter(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", body.startsWith("{") ? "application/json" : "text/html");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
