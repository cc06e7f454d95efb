package io.quittance.api.webhooks;

import com.sun.net.httpserver.HttpServer;
import io.quittance.api.ServerSettings.WebhookOpening;
import io.quittance.api.http.json.WebhookBodiesJson;
import io.quittance.api.webhook.Egress;
import io.quittance.api.webhook.HttpWebhookSender;
import io.quittance.api.webhook.WebhookSenderSettings;
import io.quittance.api.webhook.WebhookTrust;
import io.quittance.engine.webhook.WebhookParts;
import io.quittance.persistence.webhooks.EndpointFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A merchant's system on this machine that takes webhooks: it answers each as it is told to. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> answer = body -> "";
    private volatile int status = 200;

    private Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            taken.add(body);
            byte[] told = answer.apply(body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, told.length == 0 ? -1 : told.length);
            exchange.getResponseBody().write(told);
            exchange.close();
        });
        server.start();
    }

    /** Webhooks of a server that may send to this machine. */
    public static WebhookOpening opening(Path directory) {
        WebhookSenderSettings settings = WebhookSenderSettings.of(Egress.DEV, WebhookTrust.PUBLIC);
        return (system, baseUrl) -> Optional.of(new WebhookParts(
                EndpointFile.open(directory),
                new HttpWebhookSender(system, settings, Clock.systemUTC()),
                new WebhookBodiesJson(baseUrl),
                false));
    }

    public static Receiver start() {
        return new Receiver();
    }

    /** Where it takes them. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks";
    }

    /** What it answers to a body from now on. */
    public void answer(UnaryOperator<String> now) {
        answer = now;
    }

    /** The status of its answers from now on. */
    public void refuse(int now) {
        status = now;
    }

    /** The bodies that it was sent, oldest first. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
