package io.quittance.api.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;
import io.quittance.api.http.json.CardBody;
import io.quittance.api.http.json.CardJson;
import io.quittance.api.http.json.ListJson;
import io.quittance.api.http.json.RequestBody;
import io.quittance.api.http.json.TerminalBody;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.Limits;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.reading.IntentQuery;
import io.quittance.engine.vault.CardResult;
import io.quittance.engine.vault.CardResult.Refused;
import io.quittance.engine.vault.CardResult.Told;
import io.quittance.engine.vault.CardView;
import io.quittance.engine.vault.Cards;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The cards that merchants keep, over HTTP. Nothing here moves money, so an idempotency key is not required, and
 * nothing is kept under one that is sent.
 */
public final class CardRoutes extends AllDirectives {

    private final PaymentEngine engine;
    private final BodyReader bodies;

    public CardRoutes(PaymentEngine engine, Materializer materializer) {
        this.engine = engine;
        this.bodies = new BodyReader(materializer);
    }

    /** What is done with a body that was read. */
    private record Act<T>(Function<T, CompletionStage<CardResult>> deed, int status, Function<CardView, byte[]> told) {}

    Route keep(Exchange exchange) {
        return bodies.read(
                exchange,
                false,
                bytes -> carryOut(
                        exchange,
                        CardBody.keep(bytes),
                        new Act<>(
                                request -> engine.cards().keep(exchange.tenant(), request),
                                201,
                                CardJson::paymentMethod)));
    }

    Route remove(Exchange exchange, CardId id) {
        return bodies.read(
                exchange,
                false,
                bytes -> carryOut(
                        exchange,
                        TerminalBody.nothing(bytes),
                        new Act<>(nothing -> engine.cards().forget(exchange.tenant(), id), 200, CardJson::removed)));
    }

    Route saved(Exchange exchange, String customer) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        int limit = parameters.number("limit", IntentQuery.LIMIT_DEFAULT);
        boolean includesExpired = Boolean.TRUE.equals(parameters.flag("include_expired"));
        Optional<CardCursor> after = parameters.word("after", CardCursor::parse, "the next_cursor of the page before");
        List<FieldFault> faults = parameters.faultsWith(ofLimit(limit));
        if (!faults.isEmpty()) {
            return complete(exchange.refuse(Problem.invalid(faults)));
        }
        return completeWithFuture(ifReady(exchange, cards -> cards.saved(exchange.tenant(), customer, includesExpired)
                .thenApply(listing -> exchange.answer(
                        listing, all -> ListJson.cards(CardCursor.page(all.data(), limit, after.orElse(null)))))));
    }

    private static List<FieldFault> ofLimit(int limit) {
        return limit >= 1 && limit <= Limits.PAGE_MAX
                ? List.of()
                : List.of(new FieldFault(
                        "/limit", "out_of_range", "From 1 to " + Limits.PAGE_MAX + ".", Integer.toString(limit)));
    }

    /** Goes on with the payment that a saved card was kept with, or was used for first; nothing when there is none. */
    Route intentOf(Exchange exchange, CardId id, Function<IntentId, Route> inner) {
        CompletionStage<CardResult> found = engine.isReady()
                ? engine.cards().find(exchange.tenant(), id)
                : CompletableFuture.completedFuture(new Refused(Refusal.overloaded()));
        return onSuccess(found, result -> {
            if (result instanceof Told told && told.card().card().intent() != null) {
                return inner.apply(told.card().card().intent());
            } else if (result instanceof Refused refused && refused.refusal().code() != Refusal.Code.NOT_FOUND) {
                return complete(exchange.refuse(Problem.of(refused.refusal(), null)));
            }
            return reject();
        });
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
                exchange, cards -> act.deed.apply(body.request()).thenApply(result -> answer(exchange, act, result)));
    }

    private static <T> HttpResponse answer(Exchange exchange, Act<T> act, CardResult result) {
        return result instanceof Refused refused
                ? exchange.refuse(Problem.of(refused.refusal(), null))
                : exchange.answers().json(act.status, exchange.headers(), act.told.apply(((Told) result).card()));
    }

    /** An engine that is closed, or whose store failed, takes on nothing, and tells of nothing. */
    private CompletionStage<HttpResponse> ifReady(
            Exchange exchange, Function<Cards, CompletionStage<HttpResponse>> answer) {
        return engine.isReady()
                ? answer.apply(engine.cards())
                : done(exchange.refuse(Problem.of(ProblemCode.OVERLOADED)));
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
