package io.quittance.api.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;
import io.quittance.api.http.json.ListJson;
import io.quittance.api.http.json.RequestBody;
import io.quittance.api.http.json.TerminalBody;
import io.quittance.api.http.json.WebhookBody;
import io.quittance.api.http.json.WebhookJson;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.Limits;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.delivery.DeliveryStatus;
import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.reading.DeliveryQuery;
import io.quittance.engine.reading.IntentQuery;
import io.quittance.engine.webhook.WebhookResult;
import io.quittance.engine.webhook.WebhookResult.Done;
import io.quittance.engine.webhook.WebhookResult.Pinged;
import io.quittance.engine.webhook.WebhookResult.Refused;
import io.quittance.engine.webhook.WebhookResult.Replaying;
import io.quittance.engine.webhook.WebhookResult.Told;
import io.quittance.engine.webhook.Webhooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The merchants' webhooks over HTTP. Nothing here moves money, so an idempotency key is not required, and nothing is
 * kept under one that is sent.
 */
public final class WebhookRoutes extends AllDirectives {

    private static final String PATH = "/v1/webhook_endpoints/";

    private final PaymentEngine engine;
    private final BodyReader bodies;

    /** The routes of one server. */
    public WebhookRoutes(PaymentEngine engine, Materializer materializer) {
        this.engine = engine;
        this.bodies = new BodyReader(materializer);
    }

    /** Where owners prove that an endpoint is theirs. */
    VerificationRoutes verification() {
        return new VerificationRoutes(engine);
    }

    /** What is done with a body that was read. */
    private interface Act<T> {
        CompletionStage<WebhookResult> on(Webhooks webhooks, T request);
    }

    Route register(Exchange exchange) {
        return act(
                exchange,
                bytes -> WebhookBody.endpoint(bytes, true, engine.webhooks()::objection),
                result -> created(exchange, result),
                (webhooks, request) -> webhooks.register(exchange.tenant(), request));
    }

    Route change(Exchange exchange, EndpointId id) {
        return act(
                exchange,
                bytes -> WebhookBody.endpoint(bytes, false, engine.webhooks()::objection),
                result -> answer(exchange, 200, result),
                (webhooks, request) -> webhooks.change(exchange.tenant(), id, request));
    }

    Route replay(Exchange exchange, EndpointId id) {
        return act(
                exchange,
                WebhookBody::replay,
                result -> answer(exchange, 202, result),
                (webhooks, wish) -> webhooks.replay(exchange.tenant(), id, wish));
    }

    Route remove(Exchange exchange, EndpointId id) {
        return order(exchange, 200, webhooks -> webhooks.remove(exchange.tenant(), id));
    }

    Route rotateSecret(Exchange exchange, EndpointId id) {
        return order(exchange, 200, webhooks -> webhooks.rotateSecret(exchange.tenant(), id));
    }

    Route ping(Exchange exchange, EndpointId id) {
        return order(exchange, 200, webhooks -> webhooks.ping(exchange.tenant(), id));
    }

    Route verify(Exchange exchange, EndpointId id) {
        return order(exchange, 200, webhooks -> webhooks.verify(exchange.tenant(), id));
    }

    Route redeliver(Exchange exchange, DeliveryId id) {
        return order(exchange, 202, webhooks -> webhooks.redeliver(exchange.tenant(), id));
    }

    Route find(Exchange exchange, EndpointId id) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        return look(exchange, parameters.faults(), webhooks -> webhooks.find(exchange.tenant(), id)
                .thenApply(result -> answer(exchange, 200, result)));
    }

    /** An endpoint has few at a time, so this is one page. */
    Route replays(Exchange exchange, EndpointId id) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        return look(exchange, parameters.faults(), webhooks -> webhooks.find(exchange.tenant(), id)
                .thenCompose(found -> found instanceof Refused
                        ? done(answer(exchange, 200, found))
                        : webhooks.replays(exchange.tenant(), id)
                                .thenApply(all -> exchange.answer(WebhookJson.replays(all)))));
    }

    Route list(Exchange exchange) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        int limit = parameters.number("limit", IntentQuery.LIMIT_DEFAULT);
        Optional<EndpointId> after =
                parameters.word("after", EndpointCursor::parse, "the next_cursor of the page before");
        return look(exchange, parameters.faultsWith(ofLimit(limit)), webhooks -> webhooks.list(exchange.tenant())
                .thenApply(all ->
                        exchange.answer(WebhookJson.endpoints(EndpointCursor.page(all, limit, after.orElse(null))))));
    }

    Route deliveries(Exchange exchange) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        int limit = parameters.number("limit", IntentQuery.LIMIT_DEFAULT);
        DeliveryQuery query = new DeliveryQuery(
                parameters
                        .word("intent", IntentId::parse, "an intent's id, pi_ and 32 characters")
                        .orElse(null),
                parameters
                        .word("endpoint", EndpointId::parse, "an endpoint's id, we_ and 32 characters")
                        .orElse(null),
                parameters
                        .word("status", DeliveryStatus::parse, "one of owed, delivered, exhausted")
                        .orElse(null),
                limit,
                parameters.text("after"));
        return look(exchange, parameters.faultsWith(ofLimit(limit)), webhooks -> webhooks.deliveries(
                        exchange.tenant(), query)
                .thenApply(listing -> exchange.answer(listing, ListJson::deliveries)));
    }

    private static List<FieldFault> ofLimit(int limit) {
        return limit >= 1 && limit <= Limits.PAGE_MAX
                ? List.of()
                : List.of(new FieldFault(
                        "/limit", "out_of_range", "From 1 to " + Limits.PAGE_MAX + ".", Integer.toString(limit)));
    }

    private Route look(
            Exchange exchange, List<FieldFault> faults, Function<Webhooks, CompletionStage<HttpResponse>> answer) {
        return faults.isEmpty()
                ? completeWithFuture(ifReady(exchange, () -> answer.apply(engine.webhooks())))
                : complete(exchange.refuse(Problem.invalid(faults)));
    }

    private Route order(Exchange exchange, int status, Function<Webhooks, CompletionStage<WebhookResult>> order) {
        return act(
                exchange,
                TerminalBody::nothing,
                result -> answer(exchange, status, result),
                (webhooks, nothing) -> order.apply(webhooks));
    }

    private <T> Route act(
            Exchange exchange,
            Function<byte[], RequestBody<T>> read,
            Function<WebhookResult, HttpResponse> answer,
            Act<T> act) {
        return bodies.read(exchange, false, bytes -> {
            RequestBody<T> body = read.apply(bytes);
            Optional<Problem> problem = problem(exchange, body);
            return problem.isPresent()
                    ? done(exchange.refuse(problem.get()))
                    : ifReady(exchange, () -> act.on(engine.webhooks(), body.request())
                            .thenApply(answer));
        });
    }

    private static Optional<Problem> problem(Exchange exchange, RequestBody<?> body) {
        if (!body.faults().isEmpty()) {
            return Optional.of(Problem.invalid(body.faults()));
        }
        Problem ofKey = KeyHeader.of(exchange.request(), null).problem();
        if (ofKey != null) {
            return Optional.of(ofKey);
        }
        return exchange.draw().granted() ? Optional.empty() : Optional.of(Problem.of(ProblemCode.RATE_LIMITED));
    }

    /** An engine that is closed, or whose store failed, takes on nothing, and tells of nothing. */
    private CompletionStage<HttpResponse> ifReady(Exchange exchange, Supplier<CompletionStage<HttpResponse>> answer) {
        return engine.isReady() ? answer.get() : done(exchange.refuse(Problem.of(ProblemCode.OVERLOADED)));
    }

    private HttpResponse created(Exchange exchange, WebhookResult result) {
        if (!(result instanceof Done done)) {
            return answer(exchange, 201, result);
        }
        List<HttpHeader> headers = new ArrayList<>(exchange.headers());
        headers.add(RawHeader.create("Location", PATH + done.endpoint().id()));
        return exchange.answers().json(201, headers, WebhookJson.bytes(done));
    }

    private HttpResponse answer(Exchange exchange, int status, WebhookResult result) {
        if (result instanceof Refused refused) {
            return exchange.refuse(Problem.of(refused.refusal(), null));
        }
        return exchange.answers().json(status, exchange.headers(), body(result));
    }

    private byte[] body(WebhookResult result) {
        if (result instanceof Done done) {
            return WebhookJson.bytes(done);
        } else if (result instanceof Pinged pinged) {
            return WebhookJson.bytes(pinged);
        } else if (result instanceof Replaying replaying) {
            return WebhookJson.bytes(replaying.replay());
        }
        return WebhookJson.bytes(((Told) result).delivery());
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
