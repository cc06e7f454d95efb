package io.quittance.api.partner;

import akka.actor.ActorSystem;
import akka.http.javadsl.Http;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.HttpCredentials;
import akka.http.javadsl.settings.ClientConnectionSettings;
import akka.http.javadsl.settings.ConnectionPoolSettings;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.partner.PartnerAnswers.Asked;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Capability;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.Order;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.attempt.Processor;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import scala.concurrent.duration.FiniteDuration;

/**
 * The connector to a payment service provider that speaks the Partner API. It sends an order once: its connection pool
 * never sends again by itself. An order leaves within {@link #PATIENCE} and {@link #CONNECT_MAX}, that is before its
 * caller gives up, or not at all. What an exchange proves stands in {@link PartnerAnswers}.
 *
 * <p>Inquiries have connections of their own, so that orders without an answer cannot keep anybody from asking.
 */
final class PartnerConnector implements Processor {

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
    private final Partner partner;
    private final ConnectionPoolSettings orders;
    private final ConnectionPoolSettings inquiries;
    private final OrderGate gate = new OrderGate(ORDER_CONNECTIONS, ORDERS_WAITING_MAX, PATIENCE, System::nanoTime);

    /** @param system whose HTTP client it uses; does not own it */
    PartnerConnector(ActorSystem system, Partner partner) {
        this.system = system;
        this.http = Http.get(system);
        this.partner = partner;
        this.orders = pool(system, ORDER_CONNECTIONS);
        this.inquiries = pool(system, INQUIRY_CONNECTIONS);
    }

    @Override
    public String name() {
        return "partner-api";
    }

    @Override
    public Set<Capability> capabilities() {
        return partner.settings().offers();
    }

    @Override
    public CompletionStage<AttemptOutcome> authorize(AttemptOrder order) {
        if (!(order.method() instanceof PaymentMethod.Card card)) {
            return refused("the provider takes cards only");
        }
        return order.isCaptured()
                ? withAmount(
                        order,
                        amount -> send(
                                "/debit", order, PartnerMessages.debit(order, card, amount, partner.address(), now())))
                : refused("the provider takes the money with the authorisation or not at all");
    }

    @Override
    public CompletionStage<AttemptOutcome> operate(OperationOrder order) {
        String original = UniqueId.of(order.original());
        return switch (order.kind()) {
            case REFUND ->
                withAmount(
                        order,
                        amount -> send(
                                "/refund/" + original,
                                order,
                                PartnerMessages.refund(order, amount, partner.address(), now())));
            case VOID, REVERSAL ->
                send("/cancel/" + original, order, PartnerMessages.cancel(order, partner.address(), now()));
            case CAPTURE -> refused("the provider captures with the debit only");
        };
    }

    @Override
    public CompletionStage<InquiryAnswer> inquire(Inquiry inquiry) {
        Asked asked = new Asked(UniqueId.of(inquiry.downstreamReference()), null, null);
        HttpRequest request = signed(HttpRequest.GET(url("/status/" + asked.uniqueId())));
        return this.<InquiryAnswer>exchange(
                        request, inquiries, (status, answer) -> PartnerAnswers.inquiry(asked, status, answer))
                .exceptionally(PartnerAnswers::inquiry);
    }

    @Override
    public Duration answerDeadline() {
        return Limits.COUNTERPARTY_ANSWER;
    }

    @Override
    public Duration absenceWindow() {
        return partner.settings().absenceWindow();
    }

    @Override
    public void onNews(NewsDesk desk) {
        partner.inbox().begin(desk);
    }

    private static CompletionStage<AttemptOutcome> withAmount(
            Order order, Function<String, CompletionStage<AttemptOutcome>> send) {
        return PartnerAmount.text(order.amount())
                .map(send)
                .orElseGet(() -> refused("the Partner API has no words for " + order.amount()));
    }

    private static CompletionStage<AttemptOutcome> refused(String reason) {
        return CompletableFuture.completedFuture(new AttemptOutcome.NotProcessed(reason));
    }

    private CompletionStage<AttemptOutcome> send(String path, Order order, ObjectNode body) {
        boolean isCancel = body.path("amount").isMissingNode();
        boolean hasNoAmount = order instanceof OperationOrder operation && operation.kind() == OperationKind.REVERSAL;
        Asked asked = new Asked(
                UniqueId.of(order.downstreamReference()),
                hasNoAmount ? null : PartnerAmount.text(order.amount()).orElse(null),
                hasNoAmount ? null : order.amount().currency().code(),
                isCancel);
        HttpRequest request =
                signed(HttpRequest.POST(url(path))).withEntity(ContentTypes.APPLICATION_JSON, PartnerJson.bytes(body));
        return gate.pass(
                () -> exchange(request, orders, (status, answer) -> PartnerAnswers.outcome(asked, status, answer))
                        .exceptionally(PartnerAnswers::outcome));
    }

    private HttpRequest signed(HttpRequest request) {
        return request.addCredentials(HttpCredentials.createOAuth2BearerToken(
                partner.key().token(partner.settings().audience())));
    }

    private String url(String path) {
        return partner.settings().provider().toString().replaceAll("/+$", "") + path;
    }

    private Instant now() {
        return partner.clock().instant();
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
