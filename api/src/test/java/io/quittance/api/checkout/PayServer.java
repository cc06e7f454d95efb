package io.quittance.api.checkout;

import akka.actor.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The payment page on a port of its own, and as much of a browser as it needs. */
final class PayServer implements BeforeAllCallback, AfterAllCallback {
    static final String PUBLIC = "https://pay.example";

    final ShownCheckout checkout = new ShownCheckout();
    private final HttpClient client = HttpClient.newHttpClient();
    private ActorSystem system;
    private URI server;

    @Override
    public void beforeAll(ExtensionContext context) {
        system = ActorSystem.create("pay", ConfigFactory.load("server"));
        ServerBinding binding = settled(
                Http.get(system).newServerAt("127.0.0.1", 0).bind(new PayRoutes(checkout, () -> PUBLIC).routes()));
        server = URI.create("http://127.0.0.1:" + binding.localAddress().getPort());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        system.terminate();
        settled(system.getWhenTerminated());
    }

    HttpResponse<String> look() {
        return look("/pay/" + GivenToken.ID.value());
    }

    HttpResponse<String> look(String path) {
        return send(request(path));
    }

    HttpResponse<String> pay(String form) {
        return send(form(form));
    }

    HttpRequest.Builder form(String form) {
        return request("/pay/" + GivenToken.ID.value())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return settled(client.sendAsync(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    }

    /** Where the server is. */
    URI address() {
        return server;
    }

    private static <T> T settled(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
