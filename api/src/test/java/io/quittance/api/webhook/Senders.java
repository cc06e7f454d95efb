package io.quittance.api.webhook;

import akka.actor.ActorSystem;
import com.typesafe.config.ConfigFactory;
import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.webhook.WebhookEndpoint;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** A sender of a test, with its actor system. */
final class Senders implements AutoCloseable {

    static final NameResolver NOBODY = host -> {
        throw new UnknownHostException(host);
    };

    private final ActorSystem system = ActorSystem.create("webhooks", ConfigFactory.load("server"));
    private final HttpWebhookSender sender;

    Senders(Egress egress, WebhookTrust trust, NameResolver names, Duration tryTime, InstantSource clock) {
        this.sender =
                new HttpWebhookSender(system, new WebhookSenderSettings(egress, trust, names, "1.2.3", tryTime), clock);
    }

    static Senders local() {
        return local(Duration.ofSeconds(5), Clock.systemUTC());
    }

    static Senders local(Duration tryTime, InstantSource clock) {
        return new Senders(Egress.DEV, WebhookTrust.PUBLIC, NOBODY, tryTime, clock);
    }

    HttpWebhookSender sender() {
        return sender;
    }

    TryResult send(String url) throws Exception {
        return send(Fixtures.endpoint(url));
    }

    TryResult send(WebhookEndpoint endpoint) throws Exception {
        return sender.send(endpoint, Fixtures.message()).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        sender.close();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
