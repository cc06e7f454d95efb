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
import io.quittance.api.http.json.TerminalJson;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.Limits;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.reading.IntentQuery;
import io.quittance.engine.terminal.TerminalResult;
import io.quittance.engine.terminal.TerminalResult.Deed;
import io.quittance.engine.terminal.TerminalResult.Done;
import io.quittance.engine.terminal.TerminalResult.Refused;
import io.quittance.engine.terminal.Terminals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The merchants' card terminals over HTTP. Nothing here moves money, so an idempotency key is not required, and nothing
 * is kept under one that is sent.
 */
public final class TerminalRoutes extends AllDirectives {

    private static final String PATH = "/v1/terminals/";

    private final PaymentEngine engine;
    private final BodyReader bodies;

    public TerminalRoutes(PaymentEngine engine, Materializer materializer) {
        this.engine = engine;
        this.bodies = new BodyReader(materializer);
    }

    /** What is done with a body that was read. */
    private interface Act<T> {
        CompletionStage<TerminalResult> on(Terminals terminals, T request);
    }

    Route register(Exchange exchange) {
        return act(
                exchange,
                TerminalBody::registration,
                (terminals, request) -> terminals.register(exchange.tenant(), request));
    }

    Route authenticate(Exchange exchange, TerminalId id) {
        return act(
                exchange,
                TerminalBody::code,
                (terminals, code) -> terminals.authenticate(exchange.tenant(), id, code.otp()));
    }

    Route pair(Exchange exchange, TerminalId id) {
        return order(exchange, terminals -> terminals.pair(exchange.tenant(), id));
    }

    Route cancel(Exchange exchange, TerminalId id) {
        return order(exchange, terminals -> terminals.cancel(exchange.tenant(), id));
    }

    Route settle(Exchange exchange, TerminalId id) {
        return order(exchange, terminals -> terminals.settle(exchange.tenant(), id));
    }

    Route remove(Exchange exchange, TerminalId id) {
        return order(exchange, terminals -> terminals.remove(exchange.tenant(), id));
    }

    Route find(Exchange exchange, TerminalId id) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        if (!parameters.faults().isEmpty()) {
            return complete(exchange.refuse(Problem.invalid(parameters.faults())));
        }
        return completeWithFuture(ifReady(
                exchange,
                terminals -> terminals.find(exchange.tenant(), id).thenApply(result -> answer(exchange, result))));
    }

    Route list(Exchange exchange) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        int limit = parameters.number("limit", IntentQuery.LIMIT_DEFAULT);
        Optional<TerminalCursor> after =
                parameters.word("after", TerminalCursor::parse, "the next_cursor of the page before");
        List<FieldFault> faults = parameters.faultsWith(ofLimit(limit));
        if (!faults.isEmpty()) {
            return complete(exchange.refuse(Problem.invalid(faults)));
        }
        return completeWithFuture(ifReady(exchange, terminals -> terminals
                .list(exchange.tenant())
                .thenApply(all ->
                        exchange.answer(ListJson.terminals(TerminalCursor.page(all, limit, after.orElse(null)))))));
    }

    private static List<FieldFault> ofLimit(int limit) {
        return limit >= 1 && limit <= Limits.PAGE_MAX
                ? List.of()
                : List.of(new FieldFault(
                        "/limit", "out_of_range", "From 1 to " + Limits.PAGE_MAX + ".", Integer.toString(limit)));
    }

    private Route order(Exchange exchange, Function<Terminals, CompletionStage<TerminalResult>> order) {
        return act(exchange, TerminalBody::nothing, (terminals, nothing) -> order.apply(terminals));
    }

    private <T> Route act(Exchange exchange, Function<byte[], RequestBody<T>> read, Act<T> act) {
        return bodies.read(exchange, false, bytes -> carryOut(exchange, read.apply(bytes), act));
    }

    private <T> CompletionStage<HttpResponse> carryOut(Exchange exchange, RequestBody<T> body, Act<T> act) {
        if (!body.faults().isEmpty()) {
            return done(exchange.refuse(Problem.invalid(body.faults())));
        }
        Problem problem = KeyHeader.of(exchange.request(), null).problem();
        if (problem != null) {
            return done(exchange.refuse(problem));
        } else if (!exchange.draw().granted()) {
            return done(exchange.refuse(Problem.of(ProblemCode.RATE_LIMITED)));
        }
        return ifReady(
                exchange, terminals -> act.on(terminals, body.request()).thenApply(result -> answer(exchange, result)));
    }

    /** An engine that is closed, or whose store failed, takes on nothing, and tells of nothing. */
    private CompletionStage<HttpResponse> ifReady(
            Exchange exchange, Function<Terminals, CompletionStage<HttpResponse>> answer) {
        return engine.isReady()
                ? answer.apply(engine.terminals())
                : done(exchange.refuse(Problem.of(ProblemCode.OVERLOADED)));
    }

    private static HttpResponse answer(Exchange exchange, TerminalResult result) {
        if (result instanceof Refused refused) {
            return exchange.refuse(Problem.of(refused.refusal(), null));
        }
        Done done = (Done) result;
        boolean isNew = done.deed() == Deed.REGISTERED;
        List<HttpHeader> headers = new ArrayList<>(exchange.headers());
        if (isNew) {
            headers.add(RawHeader.create("Location", PATH + done.terminal().id()));
        }
        return exchange.answers().json(isNew ? 201 : 200, headers, TerminalJson.bytes(done));
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
