package io.quittance.api.webhook;

import akka.actor.ActorSystem;
import akka.event.LoggingAdapter;
import akka.event.NoLogging;
import akka.http.javadsl.model.headers.ProductVersion;
import akka.http.javadsl.model.headers.UserAgent;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.http.scaladsl.Http;
import akka.http.scaladsl.HttpExt;
import akka.http.scaladsl.HttpsConnectionContext;
import akka.http.scaladsl.model.HttpRequest;
import akka.http.scaladsl.model.HttpResponse;
import akka.http.scaladsl.settings.ConnectionPoolSettings;
import akka.stream.BoundedSourceQueue;
import akka.stream.Materializer;
import akka.stream.QueueOfferResult;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.quittance.engine.Limits;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import scala.Tuple2;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.DurationConverters;
import scala.util.Try;

/**
 * A connection pool that one endpoint has for itself. It sends nothing twice by itself, follows no redirect and keeps
 * no cookie. Safe for any thread.
 */
final class EndpointPool {

    private static final FiniteDuration NO_BACKOFF = DurationConverters.toScala(Duration.ZERO);

    private final GuardedTransport transport;
    private final BoundedSourceQueue<Tuple2<HttpRequest, CompletableFuture<HttpResponse>>> queue;
    private final Http.HostConnectionPool connections;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /** No connection is free for one more request. */
    static final class Full extends IOException {

        private static final long serialVersionUID = 1;
    }

    /**
     * A pool without connections yet.
     *
     * @param tls whose certificates are believed
     * @param version of this product, as it is told
     */
    EndpointPool(ActorSystem system, URI url, GuardedTransport transport, HttpsConnectionContext tls, String version) {
        this.transport = transport;
        var running = Source.<Tuple2<HttpRequest, CompletableFuture<HttpResponse>>>queue(
                        2 * Limits.WEBHOOK_CONNECTIONS_MAX)
                .viaMat(pool(system, url, settings(system, transport, version), tls), Keep.both())
                .to(Sink.foreach(EndpointPool::told))
                .run(SystemMaterializer.get(system).materializer());
        this.queue = running.first();
        this.connections = running.second();
    }

    /** Akka's API for Java speaks TLS in every such pool, so this uses the one for Scala. */
    private static Flow<
                    Tuple2<HttpRequest, CompletableFuture<HttpResponse>>,
                    Tuple2<Try<HttpResponse>, CompletableFuture<HttpResponse>>,
                    Http.HostConnectionPool>
            pool(ActorSystem system, URI url, ConnectionPoolSettings settings, HttpsConnectionContext tls) {
        HttpExt http = (HttpExt) Http.get(system);
        String host = EgressGuard.host(url);
        int port = EgressGuard.port(url);
        LoggingAdapter log = NoLogging.getInstance();
        Materializer materializer = SystemMaterializer.get(system).materializer();
        return EgressGuard.isHttps(url)
                ? http.<CompletableFuture<HttpResponse>>newHostConnectionPoolHttps(
                                host, port, tls, settings, log, materializer)
                        .asJava()
                : http.<CompletableFuture<HttpResponse>>newHostConnectionPool(host, port, settings, log, materializer)
                        .asJava();
    }

    /** Sends a request over one of the connections. */
    CompletionStage<HttpResponse> send(akka.http.javadsl.model.HttpRequest request) {
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        QueueOfferResult offered = queue.offer(Tuple2.apply((HttpRequest) request, answer));
        if (!offered.isEnqueued()) {
            answer.completeExceptionally(new Full());
        }
        return answer;
    }

    /** Ends it, with all connections. */
    void close() {
        if (isClosed.compareAndSet(false, true)) {
            queue.complete();
        }
        transport.close();
        var unused = connections.shutdown();
    }

    private static void told(Tuple2<Try<HttpResponse>, CompletableFuture<HttpResponse>> end) {
        Try<HttpResponse> answer = end._1();
        if (answer.isSuccess()) {
            end._2().complete(answer.get());
        } else {
            end._2().completeExceptionally(answer.failed().get());
        }
    }

    private static ConnectionPoolSettings settings(ActorSystem system, GuardedTransport transport, String version) {
        ClientConnectionSettings connection = ClientConnectionSettings.create(system)
                .withConnectingTimeout(DurationConverters.toScala(Limits.WEBHOOK_CONNECT))
                .withUserAgentHeader(
                        Optional.of(UserAgent.create(ProductVersion.create("Quittance-Webhooks", version))))
                .withTransport(transport);
        return (ConnectionPoolSettings) akka.http.javadsl.settings.ConnectionPoolSettings.create(system)
                .withMaxConnections(Limits.WEBHOOK_CONNECTIONS_MAX)
                .withMinConnections(0)
                .withPipeliningLimit(1)
                .withMaxRetries(0)
                .withMaxOpenRequests(4 * Limits.WEBHOOK_CONNECTIONS_MAX)
                .withBaseConnectionBackoff(NO_BACKOFF)
                .withMaxConnectionBackoff(NO_BACKOFF)
                .withMaxConnectionLifetime(DurationConverters.toScala(Limits.WEBHOOK_CONNECTION_LIFE))
                .withKeepAliveTimeout(DurationConverters.toScala(Limits.WEBHOOK_CONNECTION_REST))
                .withConnectionSettings(connection);
    }
}
