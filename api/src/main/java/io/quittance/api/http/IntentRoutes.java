package io.quittance.api.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;
import io.quittance.api.http.json.RequestBody;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.KeyResult;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.idempotency.KeyStanding;
import io.quittance.engine.intent.OperationWish.Verb;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What changes payment intents over HTTP: reads the body, asks the engine, renders its result. */
public final class IntentRoutes {

    private final PaymentEngine engine;
    private final BodyReader bodies;
    private final RecentReplays replays;

    /** @param ids where the secret of the answers at hand comes from */
    public IntentRoutes(PaymentEngine engine, Materializer materializer, IdSource ids) {
        this.engine = engine;
        this.bodies = new BodyReader(materializer);
        this.replays = new RecentReplays(ids);
    }

    /** What is done with a body that was read, under its key. */
    private interface Operation<T> {
        CompletionStage<PaymentResult> run(T request, @Nullable IdempotencyKey key);
    }

    /**
     * What is done at one path.
     *
     * @param path under which its keys live
     * @param read reads the body
     * @param needsKey whether money moves, so that a key is required
     * @param takesVersion whether it is about an intent that the path names, so that {@code If-Match} means something
     */
    private record Endpoint<T>(
            String path,
            Function<byte[], RequestBody<T>> read,
            boolean needsKey,
            boolean takesVersion,
            Operation<T> operation) {}

    Route create(Exchange exchange) {
        return withBody(
                exchange,
                new Endpoint<>(
                        PaymentEngine.CREATE_PATH,
                        RequestBody::intent,
                        false,
                        false,
                        (request, key) -> engine.create(exchange.tenant(), request, key)));
    }

    Route pay(Exchange exchange) {
        return withBody(
                exchange,
                new Endpoint<>(
                        PaymentEngine.PAY_PATH,
                        RequestBody::payment,
                        true,
                        false,
                        (request, key) -> engine.pay(exchange.tenant(), request, Objects.requireNonNull(key))));
    }

    Route attempt(Exchange exchange, IntentId id) {
        Long version = IfMatch.of(exchange.request()).version();
        return withBody(
                exchange,
                new Endpoint<>(
                        PaymentEngine.attemptPath(id),
                        RequestBody::attempt,
                        true,
                        true,
                        (request, key) -> engine.attempt(
                                exchange.tenant(),
                                id,
                                version == null ? request : request.atVersion(version),
                                Objects.requireNonNull(key))));
    }

    Route operate(Exchange exchange, IntentId id, Verb verb) {
        Long version = IfMatch.of(exchange.request()).version();
        return withBody(
                exchange,
                new Endpoint<>(
                        PaymentEngine.operationPath(id, verb),
                        body -> RequestBody.operation(body, verb),
                        true,
                        true,
                        (request, key) -> engine.operate(
                                exchange.tenant(),
                                id,
                                version == null ? request : request.atVersion(version),
                                Objects.requireNonNull(key))));
    }

    Route resolve(Exchange exchange, IntentId id) {
        Long version = IfMatch.of(exchange.request()).version();
        return withBody(
                exchange,
                new Endpoint<>(
                        PaymentEngine.resolutionPath(id),
                        body -> RequestBody.resolution(body, exchange.access().keyId()),
                        false,
                        true,
                        (request, key) -> engine.resolve(
                                exchange.tenant(), id, version == null ? request : request.atVersion(version), key)));
    }

    private <T> Route withBody(Exchange exchange, Endpoint<T> endpoint) {
        return bodies.read(exchange, endpoint.takesVersion(), bytes -> answer(exchange, bytes, endpoint));
    }

    /** A repeat with the very bytes of a request whose recorded answer is at hand gets it; everything else is read. */
    private <T> CompletionStage<HttpResponse> answer(Exchange exchange, byte[] bytes, Endpoint<T> endpoint) {
        IdempotencyKey key = KeyHeader.of(exchange.request(), null).key();
        if (key == null || !engine.isReady()) {
            return carryOut(exchange, endpoint.read().apply(bytes), endpoint, (result, response) -> {});
        }
        RecentReplays.Asked asked = replays.asked(exchange, key, bytes);
        return replays.find(asked)
                .map(response -> done(response.addHeader(Answers.requestId(exchange.requestId()))))
                .orElseGet(() -> carryOut(
                        exchange,
                        endpoint.read().apply(bytes),
                        endpoint,
                        (result, response) -> replays.keep(asked, result, response)));
    }

    private <T> CompletionStage<HttpResponse> carryOut(
            Exchange exchange,
            RequestBody<T> body,
            Endpoint<T> endpoint,
            BiConsumer<PaymentResult, HttpResponse> given) {
        if (!body.faults().isEmpty()) {
            return done(exchange.refuse(Problem.invalid(body.faults())));
        }
        KeyHeader header = KeyHeader.of(exchange.request(), body.sequenceNumber());
        Problem problem = endpoint.needsKey() ? header.required().problem() : header.problem();
        if (problem != null) {
            return done(exchange.refuse(problem));
        }
        Supplier<CompletionStage<HttpResponse>> answer =
                () -> endpoint.operation().run(body.request(), header.key()).thenApply(result -> {
                    HttpResponse response = exchange.answers().of(result, exchange.requestId());
                    given.accept(result, response);
                    return response;
                });
        return exchange.draw().granted() ? answer.get() : onlyIfKnown(exchange, endpoint.path(), header.key(), answer);
    }

    /** Nothing is left of the key's allowance: what was asked for before is answered, what is new is refused. */
    private CompletionStage<HttpResponse> onlyIfKnown(
            Exchange exchange,
            String path,
            @Nullable IdempotencyKey key,
            Supplier<CompletionStage<HttpResponse>> answer) {
        if (key == null) {
            return done(exchange.refuse(Problem.of(ProblemCode.RATE_LIMITED)));
        }
        return engine.standing(exchange.tenant(), path, key).thenCompose(result -> {
            if (result instanceof KeyResult.Refused refused) {
                return done(exchange.refuse(Problem.of(refused.refusal(), null)));
            }
            return ((KeyResult.Told) result).standing() == KeyStanding.ABSENT
                    ? done(exchange.refuse(Problem.of(ProblemCode.RATE_LIMITED)))
                    : answer.get();
        });
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
