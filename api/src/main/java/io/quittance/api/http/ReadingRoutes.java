package io.quittance.api.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import io.quittance.api.http.json.KeyJson;
import io.quittance.api.http.json.ListJson;
import io.quittance.api.http.problem.Problem;
import io.quittance.engine.KeyResult;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.reading.IntentQuery;
import io.quittance.engine.reading.IntentQuery.Filter;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.QueryCheck;
import io.quittance.engine.reading.WorkQuery;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Looking at one intent, at many, and at a key: nothing here changes anything. */
public final class ReadingRoutes extends AllDirectives {

    /** What an intent can be told with besides itself. */
    private static final String EVENTS = "events";

    private final PaymentEngine engine;

    public ReadingRoutes(PaymentEngine engine) {
        this.engine = engine;
    }

    Route find(Exchange exchange, IntentId id) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        Set<String> expand = parameters.words("expand", ReadingRoutes::expandable, "one of attempts, events");
        if (!parameters.faults().isEmpty()) {
            return complete(exchange.refuse(Problem.invalid(parameters.faults())));
        }
        CompletionStage<PaymentResult> found = engine.find(exchange.tenant(), id);
        return completeWithFuture(
                expand.contains(EVENTS)
                        ? found.thenCompose(result -> withEvents(exchange, id, result))
                        : found.thenApply(result -> exchange.answers().found(result, exchange.requestId())));
    }

    /** The events are asked for last, so that they reach at least as far as what is told of the intent. */
    private CompletionStage<HttpResponse> withEvents(Exchange exchange, IntentId id, PaymentResult result) {
        return engine.events(exchange.tenant(), id).thenApply(listing -> {
            if (result instanceof PaymentResult.Answered && listing instanceof Listing.Refused<JournalEntry> refused) {
                return exchange.refuse(Problem.of(refused.refusal(), null));
            }
            return exchange.answers().found(result, listing, exchange.requestId());
        });
    }

    private static Optional<String> expandable(String name) {
        return Optional.of(name).filter(Set.of("attempts", EVENTS)::contains);
    }

    Route events(Exchange exchange, IntentId id) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        if (!parameters.faults().isEmpty()) {
            return complete(exchange.refuse(Problem.invalid(parameters.faults())));
        }
        return completeWithFuture(engine.events(exchange.tenant(), id)
                .thenApply(listing -> exchange.answer(listing, ListJson::recorded)));
    }

    Route list(Exchange exchange) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        Filter filter = new Filter(
                parameters.text("reference_id"),
                parameters
                        .word("status", IntentStatus::parse, "one of created, pending, succeeded, failed")
                        .orElse(null),
                parameters.text("customer_id"),
                parameters.text("terminal_id"),
                parameters.flag("in_doubt"),
                parameters.time("created_from"),
                parameters.time("created_to"));
        int limit = parameters.number("limit", IntentQuery.LIMIT_DEFAULT);
        IntentQuery query = new IntentQuery(filter, limit, parameters.text("after"));
        if (!parameters.faults().isEmpty()) {
            QueryCheck check = new QueryCheck();
            check.search(query);
            return complete(exchange.refuse(Problem.invalid(parameters.faultsWith(check.faults()))));
        }
        return completeWithFuture(engine.list(exchange.tenant(), query)
                .thenApply(listing -> exchange.answer(listing, ListJson::intents)));
    }

    Route workList(Exchange exchange) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        WorkQuery query =
                new WorkQuery(parameters.number("limit", IntentQuery.LIMIT_DEFAULT), parameters.text("after"));
        if (!parameters.faults().isEmpty()) {
            QueryCheck check = new QueryCheck();
            check.work(query);
            return complete(exchange.refuse(Problem.invalid(parameters.faultsWith(check.faults()))));
        }
        return completeWithFuture(engine.workList(exchange.tenant(), query)
                .thenApply(listing -> exchange.answer(listing, ListJson::work)));
    }

    Route standing(Exchange exchange, String keyText) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        String path = parameters.text("path");
        Optional<IdempotencyKey> key = IdempotencyKey.parse(KeyHeader.unquoted(keyText));
        if (path == null) {
            parameters.fault("path", "required", "To which path was the key sent? E.g. /v1/payments.", null);
        } else if (!PaymentEngine.takesKeys(path)) {
            parameters.fault(
                    "path", "invalid", "No request to this path has a key. Send the path as you sent it.", path);
        }
        if (key.isEmpty()) {
            parameters.fault("key", "invalid", "A key has 1 to 255 visible ASCII characters.", keyText);
        }
        return key.isPresent() && path != null && parameters.faults().isEmpty()
                ? completeWithFuture(engine.standing(exchange.tenant(), path, key.get())
                        .thenApply(result -> standing(exchange, path, key.get(), result)))
                : complete(exchange.refuse(Problem.invalid(parameters.faults())));
    }

    private static HttpResponse standing(Exchange exchange, String path, IdempotencyKey key, KeyResult result) {
        return result instanceof KeyResult.Told told
                ? exchange.answer(KeyJson.bytes(key.value(), path, told))
                : exchange.refuse(Problem.of(((KeyResult.Refused) result).refusal(), null));
    }
}
