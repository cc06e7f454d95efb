package io.quittance.api.http;

import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.RequestEntity;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.stream.Materializer;
import io.quittance.api.http.json.ListJson;
import io.quittance.api.http.json.RequestBody;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.Limits;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.reading.Listing;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Payment intents over HTTP: reads the body, asks the engine, renders its result. */
public final class IntentRoutes extends AllDirectives {

    /** What an intent can be told with besides itself. */
    private static final String EVENTS = "events";

    private final PaymentEngine engine;
    private final Materializer materializer;

    public IntentRoutes(PaymentEngine engine, Materializer materializer) {
        this.engine = engine;
        this.materializer = materializer;
    }

    /** What is done with a body that was read, under its key. */
    private interface Operation<T> {
        CompletionStage<PaymentResult> run(T request, @Nullable IdempotencyKey key);
    }

    Route create(Exchange exchange) {
        return withBody(
                exchange,
                RequestBody::intent,
                body -> KeyHeader.of(exchange.request(), body.sequenceNumber()),
                (request, key) -> engine.create(exchange.tenant(), request, key));
    }

    Route pay(Exchange exchange) {
        return withBody(
                exchange,
                RequestBody::payment,
                body -> KeyHeader.of(exchange.request(), body.sequenceNumber()).required(),
                (request, key) -> engine.pay(exchange.tenant(), request, Objects.requireNonNull(key)));
    }

    Route attempt(Exchange exchange, IntentId id) {
        IfMatch match = IfMatch.of(exchange.request());
        if (match.problem() != null) {
            return refuse(exchange, exchange.request().entity(), match.problem());
        }
        return withBody(
                exchange,
                RequestBody::attempt,
                body -> KeyHeader.of(exchange.request(), body.sequenceNumber()).required(),
                (request, key) -> engine.attempt(
                        exchange.tenant(),
                        id,
                        match.version() == null ? request : request.atVersion(match.version()),
                        Objects.requireNonNull(key)));
    }

    Route find(Exchange exchange, IntentId id) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        Set<String> expand = parameters.words("expand", IntentRoutes::expandable, "one of attempts, events");
        if (!parameters.faults().isEmpty()) {
            return complete(exchange.refuse(Problem.invalid(parameters.faults())));
        }
        CompletionStage<PaymentResult> found = engine.find(exchange.tenant(), id);
        return expand.contains(EVENTS)
                ? completeWithFuture(
                        found.thenCombine(engine.events(exchange.tenant(), id), (result, events) -> exchange.answers()
                                .found(result, events, exchange.requestId())))
                : completeWithFuture(
                        found.thenApply(result -> exchange.answers().found(result, exchange.requestId())));
    }

    private static Optional<String> expandable(String name) {
        return Optional.of(name).filter(Set.of("attempts", EVENTS)::contains);
    }

    Route events(Exchange exchange, IntentId id) {
        return completeWithFuture(engine.events(exchange.tenant(), id)
                .thenApply(listing -> listing instanceof Listing.Found<JournalEntry> found
                        ? exchange.answer(ListJson.recorded(found.page()))
                        : exchange.refuse(Problem.of(((Listing.Refused<JournalEntry>) listing).refusal(), null))));
    }

    private <T> Route withBody(
            Exchange exchange,
            Function<byte[], RequestBody<T>> read,
            Function<RequestBody<T>, KeyHeader> keyOf,
            Operation<T> operation) {
        HttpEntity entity = exchange.request().entity();
        if (!isPlainJson(exchange.request())) {
            return refuse(exchange, entity, Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE));
        } else if (entity.getContentLengthOption().orElse(0) > Limits.BODY_BYTES_MAX) {
            return refuse(exchange, entity, Problem.of(ProblemCode.PAYLOAD_TOO_LARGE));
        }
        return completeWithFuture(bytes(exchange.request().entity())
                .thenCompose(bytes -> carryOut(exchange, read.apply(bytes), keyOf, operation))
                .exceptionallyCompose(failure -> isTooLarge(failure)
                        ? CompletableFuture.completedFuture(exchange.refuse(Problem.of(ProblemCode.PAYLOAD_TOO_LARGE)))
                        : CompletableFuture.failedFuture(failure)));
    }

    private static <T> CompletionStage<HttpResponse> carryOut(
            Exchange exchange, RequestBody<T> body, Function<RequestBody<T>, KeyHeader> keyOf, Operation<T> operation) {
        if (!body.faults().isEmpty()) {
            return CompletableFuture.completedFuture(exchange.refuse(Problem.invalid(body.faults())));
        }
        KeyHeader header = keyOf.apply(body);
        return header.problem() != null
                ? CompletableFuture.completedFuture(exchange.refuse(header.problem()))
                : operation.run(body.request(), header.key()).thenApply(result -> exchange.answers()
                        .of(result, exchange.requestId()));
    }

    private static boolean isPlainJson(HttpRequest request) {
        return request.entity().getContentType().mediaType().equals(MediaTypes.APPLICATION_JSON)
                && request.getHeader("Content-Encoding").isEmpty();
    }

    private CompletionStage<byte[]> bytes(RequestEntity entity) {
        return entity instanceof HttpEntity.Strict strict
                ? CompletableFuture.completedFuture(strict.getData().toArray())
                : entity.withSizeLimit(Limits.BODY_BYTES_MAX)
                        .toStrict(Limits.BODY_WAIT.toMillis(), materializer)
                        .thenApply(strict -> strict.getData().toArray());
    }

    private static boolean isTooLarge(Throwable failure) {
        return failure instanceof EntityStreamSizeException || failure.getCause() instanceof EntityStreamSizeException;
    }

    private Route refuse(Exchange exchange, HttpEntity unread, Problem problem) {
        unread.discardBytes(materializer);
        return complete(exchange.refuse(problem));
    }
}
