package io.quittance.api.acquirer;

import akka.actor.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.http.javadsl.settings.ConnectionPoolSettings;
import akka.util.ByteString;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.attempt.Processor;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import scala.concurrent.duration.FiniteDuration;

/**
 * The connector to an acquirer over HTTP. It sends an order once: its connection pool never sends again by itself. An
 * order leaves within {@link #PATIENCE} and {@link #CONNECT_MAX}, that is before its caller gives up, or not at all.
 * What an exchange proves stands in {@link AnswerTable}.
 *
 * <p>Inquiries have connections of their own, so that orders without an answer cannot keep anybody from asking.
 */
public final class HttpConnector implements Processor {

    private static final int ORDER_CONNECTIONS = 64;
    private static final int ORDERS_WAITING_MAX = 960;
    private static final int INQUIRY_CONNECTIONS = 8;
    /** A power of two, as the pool wants it. */
    private static final int OPEN_REQUESTS_MAX = 1_024;

    private static final long ANSWER_BYTES_MAX = 64 * 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    /** Longer than an answer may take, so that a late one is still heard. */
    private static final Duration SILENCE_MAX = Limits.COUNTERPARTY_ANSWER.plusSeconds(5);
    /** Shorter than a server keeps an idle connection, so that an order does not meet one that is being closed. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private final ActorSystem system;
    private final Http http;
    private final Uri authorizations;
    private final ConnectionPoolSettings orders;
    private final ConnectionPoolSettings inquiries;
    private final OrderGate gate = new OrderGate(ORDER_CONNECTIONS, ORDERS_WAITING_MAX, PATIENCE, System::nanoTime);

    /**
     * @param system whose HTTP client it uses; does not own it
     * @param acquirer where the acquirer is, e.g. {@code http://127.0.0.1:8085}
     */
    public HttpConnector(ActorSystem system, URI acquirer) {
        this.system = system;
        this.http = Http.get(system);
        this.authorizations = Uri.create(acquirer.toString()).addPathSegment("authorizations");
        this.orders = pool(system, ORDER_CONNECTIONS);
        this.inquiries = pool(system, INQUIRY_CONNECTIONS);
    }

    @Override
    public String name() {
        return "http-acquirer";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.INQUIRY);
    }

    @Override
    public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
        if (!(order.method() instanceof PaymentMethod.Card card)) {
            return CompletableFuture.completedFuture(new AttemptOutcome.NotProcessed("this acquirer takes cards only"));
        }
        String reference = order.downstreamReference();
        byte[] body = AcquirerJson.bytes(AuthorizationJson.Asked.of(order, card));
        HttpRequest request =
                HttpRequest.POST(authorizations.toString()).withEntity(ContentTypes.APPLICATION_JSON, body);
        return gate.pass(
                () -> exchange(request, orders, (status, answer) -> AnswerTable.outcome(reference, status, answer))
                        .exceptionally(AnswerTable::outcome));
    }

    @Override
    public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
        return CompletableFuture.completedFuture(new AttemptOutcome.NotProcessed("not offered"));
    }

    @Override
    public CompletionStage<InquiryAnswer> inquire(String downstreamReference) {
        HttpRequest request = HttpRequest.GET(
                authorizations.addPathSegment(downstreamReference).toString());
        return this.<InquiryAnswer>exchange(
                        request,
                        inquiries,
                        (status, answer) -> AnswerTable.inquiry(downstreamReference, status, answer))
                .exceptionally(AnswerTable::inquiry);
    }

    @Override
    public Duration answerDeadline() {
        return Limits.COUNTERPARTY_ANSWER;
    }

    @Override
    public Duration absenceWindow() {
        return SimulatedAcquirer.ABSENCE_WINDOW;
    }

    private <T> CompletionStage<T> exchange(
            HttpRequest request, ConnectionPoolSettings pool, BiFunction<Integer, byte[], T> meaning) {
        return PlainStage.of(http.singleRequest(request, http.defaultClientHttpsContext(), pool, system.log()))
                .thenCompose(response -> drained(response)
                        .thenApply(body -> meaning.apply(response.status().intValue(), body)));
    }

    /** The whole body, whatever the status: an entity that nobody reads blocks its connection. */
    private CompletionStage<byte[]> drained(HttpResponse response) {
        if (response.entity() instanceof HttpEntity.Strict whole) {
            return CompletableFuture.completedFuture(whole.getData().toArray());
        }
        return PlainStage.of(response.entity()
                        .withSizeLimit(ANSWER_BYTES_MAX)
                        .getDataBytes()
                        .completionTimeout(SILENCE_MAX)
                        .runFold(ByteString.emptyByteString(), ByteString::concat, system))
                .thenApply(ByteString::toArray);
    }

    private static ConnectionPoolSettings pool(ActorSystem system, int connections) {
        ClientConnectionSettings client = ClientConnectionSettings.create(system)
                .withConnectingTimeout(scala(CONNECT_MAX))
                .withIdleTimeout(scala(SILENCE_MAX));
        return ConnectionPoolSettings.create(system)
                .withConnectionSettings(client)
                .withMaxConnections(connections)
                .withMinConnections(0)
                .withMaxOpenRequests(OPEN_REQUESTS_MAX)
                .withPipeliningLimit(1)
                .withMaxRetries(0)
                .withBaseConnectionBackoff(scala(Duration.ZERO))
                .withKeepAliveTimeout(scala(KEEP_ALIVE))
                .withResponseEntitySubscriptionTimeout(scala(SILENCE_MAX));
    }

    private static FiniteDuration scala(Duration duration) {
        return FiniteDuration.create(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
