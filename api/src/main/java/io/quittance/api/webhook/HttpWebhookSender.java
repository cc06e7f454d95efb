package io.quittance.api.webhook;

import akka.actor.ActorSystem;
import akka.actor.Cancellable;
import akka.http.javadsl.ConnectionContext;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.scaladsl.HttpsConnectionContext;
import akka.http.scaladsl.model.IllegalUriException;
import io.quittance.api.webhook.HttpExchange.Outcome;
import io.quittance.engine.Limits;
import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookMessage;
import io.quittance.engine.webhook.WebhookSender;
import io.quittance.engine.webhook.signature.WebhookSignatures;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Sends webhooks over HTTP with Akka's client. Each endpoint has its own connections, queue and breaker, which go when
 * nothing was sent to it for a while; so one that is dead or slow costs the others nothing (C23). A redirect is an
 * answer like any other and never followed. Safe for any thread.
 */
public final class HttpWebhookSender implements WebhookSender {

    private static final String CLOSED = "webhooks are sent no more";
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final ActorSystem system;
    private final WebhookSenderSettings settings;
    private final InstantSource clock;
    private final EgressGuard guard;
    private final Lookups lookups;
    private final HttpsConnectionContext tls;
    private final Map<Target, EndpointLine> lines = new ConcurrentHashMap<>();
    private final Cancellable sweeping;
    private volatile boolean isClosed;

    /** An endpoint that changes its address gets a new line; the former one goes when it is idle. */
    private record Target(EndpointId endpoint, URI url) {}

    /**
     * A sender.
     *
     * @param system runs the connections; not closed with it
     * @param clock latencies and breakers
     */
    public HttpWebhookSender(ActorSystem system, WebhookSenderSettings settings, InstantSource clock) {
        this.system = system;
        this.settings = settings;
        this.clock = clock;
        this.guard = new EgressGuard(settings.egress());
        this.lookups = new Lookups(settings.names());
        this.tls = tls(settings.trust().context());
        Duration step = Limits.WEBHOOK_LINE_IDLE.dividedBy(4);
        this.sweeping = system.scheduler().scheduleWithFixedDelay(step, step, this::sweep, system.dispatcher());
    }

    @Override
    public CompletionStage<TryResult> send(WebhookEndpoint endpoint, WebhookMessage message) {
        Instant begun = clock.instant();
        return outcome(endpoint, message).thenApply(outcome -> {
            Instant leftAt = Objects.requireNonNullElse(outcome.leftAt(), begun);
            return new TryResult(
                    outcome.status(),
                    outcome.failure(),
                    outcome.retryAfter(),
                    outcome.isSent(),
                    between(begun, leftAt),
                    outcome.isSent() ? between(leftAt, clock.instant()) : Duration.ZERO);
        });
    }

    private static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    @Override
    public CompletionStage<Optional<byte[]>> ask(WebhookEndpoint endpoint, WebhookMessage message) {
        return outcome(endpoint, message).thenApply(outcome -> {
            Integer status = outcome.status();
            return status != null && endpoint.isSuccess(status) ? Optional.of(outcome.body()) : Optional.empty();
        });
    }

    @Override
    public boolean isLeftAlone(WebhookEndpoint endpoint) {
        EndpointLine line = lines.get(new Target(endpoint.id(), endpoint.url()));
        return line != null && line.isLeftAlone();
    }

    @Override
    public Optional<String> objection(URI url) {
        return guard.objection(url).or(() -> {
            try {
                var unused = Uri.create(url.toASCIIString());
                return Optional.empty();
            } catch (IllegalUriException e) {
                return Optional.of("it has characters that cannot be sent");
            }
        });
    }

    /** How many endpoints have connections, a queue and a breaker now. */
    int lines() {
        return lines.size();
    }

    /** Ends the lines to which nothing was sent for a while. */
    void sweep() {
        Instant then = clock.instant().minus(Limits.WEBHOOK_LINE_IDLE);
        for (Target target : lines.keySet()) {
            lines.computeIfPresent(target, (same, line) -> {
                if (!line.isIdleSince(then)) {
                    return line;
                }
                line.close();
                return null;
            });
        }
    }

    @Override
    public void close() {
        isClosed = true;
        sweeping.cancel();
        lines.values().forEach(EndpointLine::close);
        lines.clear();
        lookups.close();
    }

    private CompletionStage<Outcome> outcome(WebhookEndpoint endpoint, WebhookMessage message) {
        // An address to which there is a line was judged when that began; the names behind it are judged every time.
        boolean isKnown = lines.containsKey(new Target(endpoint.id(), endpoint.url()));
        Optional<String> objection = isKnown ? Optional.empty() : objection(endpoint.url());
        if (objection.isPresent()) {
            return told(Outcome.failed("this address is not allowed: " + objection.get()));
        }
        String signatures;
        try {
            signatures = WebhookSignatures.header(endpoint.secrets(), message);
        } catch (IllegalArgumentException e) {
            return unsent("not sent: a secret of this endpoint cannot be used");
        }
        if (signatures.isEmpty()) {
            return unsent("not sent: this endpoint has no secret that is good now");
        }
        if (isClosed) {
            return unsent(CLOSED);
        }
        try {
            return found(endpoint).send(request(endpoint.url(), message, signatures));
        } catch (IllegalStateException e) {
            // The actor system has ended before this sender did.
            return unsent(CLOSED);
        }
    }

    /** The endpoint's line, held until something is sent over it. */
    private EndpointLine found(WebhookEndpoint endpoint) {
        EndpointLine line = lines.compute(
                new Target(endpoint.id(), endpoint.url()),
                (target, known) -> (known == null ? line(target.url()) : known).hold());
        if (isClosed) {
            line.close();
        }
        return line;
    }

    private EndpointLine line(URI url) {
        Duration tryTime = settings.tryTime();
        GuardedTransport transport = new GuardedTransport(url, guard, lookups, tryTime);
        EndpointPool pool = new EndpointPool(system, url, transport, tls, settings.version());
        return new EndpointLine(
                new HttpExchange(system, pool, tryTime, clock),
                (after, work) -> system.scheduler().scheduleOnce(after, work, system.dispatcher()),
                tryTime,
                clock);
    }

    private static HttpRequest request(URI url, WebhookMessage message, String signatures) {
        return HttpRequest.POST(url.toASCIIString())
                .addHeader(RawHeader.create(WebhookSignatures.ID, message.id()))
                .addHeader(RawHeader.create(
                        WebhookSignatures.TIMESTAMP, Long.toString(message.at().getEpochSecond())))
                .addHeader(RawHeader.create(WebhookSignatures.SIGNATURE, signatures))
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, message.body()));
    }

    /** The certificate has to name the host of the address, which is told as SNI, whatever it was looked up to. */
    private static HttpsConnectionContext tls(SSLContext context) {
        return (HttpsConnectionContext) ConnectionContext.httpsClient((host, port) -> {
            SSLEngine engine = context.createSSLEngine(host, port);
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(PROTOCOLS);
            engine.setSSLParameters(parameters);
            return engine;
        });
    }

    private static CompletionStage<Outcome> unsent(String words) {
        return told(Outcome.unsent(words));
    }

    private static CompletionStage<Outcome> told(Outcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
