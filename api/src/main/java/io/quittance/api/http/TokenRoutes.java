package io.quittance.api.http;

import akka.Done;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;
import io.quittance.api.http.json.RequestBody;
import io.quittance.api.http.json.TerminalBody;
import io.quittance.api.http.json.TokenBody;
import io.quittance.api.http.json.TokenJson;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.KeyResult;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.checkout.Checkout;
import io.quittance.engine.checkout.CheckoutResult;
import io.quittance.engine.checkout.CheckoutResult.Refused;
import io.quittance.engine.checkout.CheckoutResult.Told;
import io.quittance.engine.checkout.TokenRequest;
import io.quittance.engine.checkout.TokenView;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.idempotency.KeyStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens over HTTP: what a merchant does with them. A token moves money once at most, so it is the key of what
 * is done with it; the request for one may have an idempotency key, and need not.
 */
public final class TokenRoutes extends AllDirectives {

    private final PaymentEngine engine;
    private final BodyReader bodies;
    private final Supplier<String> payersReach;

    /** @param payersReach where payers' browsers reach this server, without a slash at its end */
    public TokenRoutes(PaymentEngine engine, Materializer materializer, Supplier<String> payersReach) {
        this.engine = engine;
        this.bodies = new BodyReader(materializer);
        this.payersReach = payersReach;
    }

    Route issue(Exchange exchange) {
        return bodies.read(exchange, false, bytes -> {
            RequestBody<TokenRequest> body = TokenBody.issue(bytes);
            KeyHeader header = KeyHeader.of(exchange.request(), null);
            Problem problem = problem(body, header);
            if (problem != null) {
                return done(exchange.refuse(problem));
            }
            Supplier<CompletionStage<HttpResponse>> answer =
                    () -> ifReady(exchange, checkout -> checkout.issue(exchange.tenant(), body.request(), header.key())
                            .thenApply(result -> issued(exchange, result)));
            return exchange.draw().granted() ? answer.get() : onlyIfKnown(exchange, header.key(), answer);
        });
    }

    Route find(Exchange exchange, TokenId id) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        return parameters.faults().isEmpty()
                ? completeWithFuture(ifReady(exchange, checkout -> checkout.find(exchange.tenant(), id)
                        .thenApply(result -> answer(exchange, 200, result))))
                : complete(exchange.refuse(Problem.invalid(parameters.faults())));
    }

    Route revoke(Exchange exchange, TokenId id) {
        return order(exchange, checkout -> checkout.revoke(exchange.tenant(), id)
                .thenApply(result -> answer(exchange, 200, result)));
    }

    /** What came of it is told when it is final within the usual wait. */
    Route resume(Exchange exchange, TokenId id) {
        IdempotencyKey key = KeyHeader.of(exchange.request(), null).key();
        return order(exchange, checkout -> checkout.resume(exchange.tenant(), id, page(id), key)
                .thenApply(result -> {
                    boolean isOpen = result instanceof Told told && told.token().isOpen();
                    return answer(exchange, isOpen ? 202 : 200, result);
                }));
    }

    private Route order(Exchange exchange, Function<Checkout, CompletionStage<HttpResponse>> order) {
        return bodies.read(exchange, false, bytes -> {
            RequestBody<Done> body = TerminalBody.nothing(bytes);
            Problem problem = problem(body, KeyHeader.of(exchange.request(), null));
            if (problem != null) {
                return done(exchange.refuse(problem));
            }
            return exchange.draw().granted()
                    ? ifReady(exchange, order)
                    : done(exchange.refuse(Problem.of(ProblemCode.RATE_LIMITED)));
        });
    }

    private static @Nullable Problem problem(RequestBody<?> body, KeyHeader header) {
        return body.faults().isEmpty() ? header.problem() : Problem.invalid(body.faults());
    }

    /** Nothing is left of the key's allowance: what was asked for before is answered, what is new is refused. */
    private CompletionStage<HttpResponse> onlyIfKnown(
            Exchange exchange, @Nullable IdempotencyKey key, Supplier<CompletionStage<HttpResponse>> answer) {
        HttpResponse limited = exchange.refuse(Problem.of(ProblemCode.RATE_LIMITED));
        return key == null
                ? done(limited)
                : engine.standing(exchange.tenant(), Checkout.ISSUE_PATH, key)
                        .thenCompose(
                                result -> result instanceof KeyResult.Told told && told.standing() != KeyStanding.ABSENT
                                        ? answer.get()
                                        : done(limited));
    }

    /** An engine that is closed, or whose store failed, takes on nothing, and tells of nothing. */
    private CompletionStage<HttpResponse> ifReady(
            Exchange exchange, Function<Checkout, CompletionStage<HttpResponse>> answer) {
        return engine.isReady()
                ? answer.apply(engine.checkout())
                : done(exchange.refuse(Problem.of(ProblemCode.OVERLOADED)));
    }

    private HttpResponse issued(Exchange exchange, CheckoutResult result) {
        if (!(result instanceof Told told)) {
            return answer(exchange, 201, result);
        }
        List<HttpHeader> headers = headers(exchange, told);
        headers.add(RawHeader.create(
                "Location", Checkout.ISSUE_PATH + "/" + told.token().id().value()));
        return exchange.answers().json(201, headers, body(told.token()));
    }

    private static List<HttpHeader> headers(Exchange exchange, Told told) {
        List<HttpHeader> headers = new ArrayList<>(exchange.headers());
        if (told.replayed()) {
            headers.add(RawHeader.create("Idempotent-Replayed", "true"));
        }
        return headers;
    }

    private HttpResponse answer(Exchange exchange, int status, CheckoutResult result) {
        if (result instanceof Refused refused) {
            return exchange.refuse(Problem.of(refused.refusal(), refused.intent()));
        }
        return exchange.answers().json(status, headers(exchange, (Told) result), body(((Told) result).token()));
    }

    private byte[] body(TokenView token) {
        return TokenJson.bytes(token, page(token.id()));
    }

    private String page(TokenId id) {
        return payersReach.get() + "/pay/" + id.value();
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
