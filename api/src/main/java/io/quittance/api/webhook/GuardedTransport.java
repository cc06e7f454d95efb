package io.quittance.api.webhook;

import akka.actor.ActorSystem;
import akka.http.javadsl.ClientTransport;
import akka.http.javadsl.OutgoingConnection;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.util.ByteString;
import io.quittance.engine.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one endpoint. The name is looked up once for each, all its addresses are judged, and the
 * connection goes to one of these: there is no second look-up in which a name could change its meaning. TLS above it
 * still asks for the name. No connection outlives its bounds, whatever the other side does. Safe for any thread.
 */
final class GuardedTransport extends ClientTransport {

    private final URI url;
    private final EgressGuard guard;
    private final Lookups lookups;
    private final Duration tryTime;
    private final SharedKillSwitch all = KillSwitches.shared("webhook-connections");
    /** At most one at a time; those who come while it runs wait for it too. */
    private @Nullable CompletableFuture<List<InetAddress>> lookup;

    /** The address is one that webhooks may not go to. */
    static final class Forbidden extends IOException {

        private static final long serialVersionUID = 1;

        Forbidden(String words) {
            super(words);
        }
    }

    GuardedTransport(URI url, EgressGuard guard, Lookups lookups, Duration tryTime) {
        this.url = url;
        this.guard = guard;
        this.lookups = lookups;
        this.tryTime = tryTime;
    }

    @Override
    public Flow<ByteString, ByteString, CompletionStage<OutgoingConnection>> connectTo(
            String host, int port, ClientConnectionSettings settings, ActorSystem system) {
        Duration longest = Limits.WEBHOOK_CONNECTION_LIFE.multipliedBy(2).plus(tryTime);
        return Flow.of(ByteString.class)
                // A request that was sent has been answered by then, or its try is over.
                .idleTimeout(tryTime)
                .viaMat(
                        ClientTransport.withCustomResolver((name, its) -> address())
                                .connectTo(host, port, settings, system),
                        Keep.right())
                .via(all.flow())
                .completionTimeout(longest);
    }

    /** Ends all connections at once. */
    void close() {
        all.abort(new IOException("this endpoint is sent to no more"));
    }

    private CompletionStage<InetSocketAddress> address() {
        String host = EgressGuard.host(url);
        return Literal.parse(host)
                .map(List::of)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> found(host).copy().orTimeout(tryTime.toMillis(), TimeUnit.MILLISECONDS))
                .thenCompose(this::judged);
    }

    private synchronized CompletableFuture<List<InetAddress>> found(String host) {
        CompletableFuture<List<InetAddress>> running = lookup;
        if (running == null || running.isDone()) {
            running = lookups.of(host);
            lookup = running;
        }
        return running;
    }

    private CompletionStage<InetSocketAddress> judged(List<InetAddress> found) {
        Optional<String> objection = guard.objection(url, found);
        return objection.isPresent()
                ? CompletableFuture.failedFuture(new Forbidden(objection.get()))
                : CompletableFuture.completedFuture(new InetSocketAddress(found.get(0), EgressGuard.port(url)));
    }
}
