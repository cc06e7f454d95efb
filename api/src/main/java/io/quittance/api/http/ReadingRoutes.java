package io.quittance.api.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import io.quittance.api.http.json.KeyJson;
import io.quittance.api.http.json.ListJson;
import io.quittance.api.http.problem.Problem;
import io.quittance.engine.KeyResult;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.reading.IntentQuery;
import io.quittance.engine.reading.IntentQuery.Filter;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.QueryCheck;
import java.util.Arrays;
import java.util.Optional;

/** Looking at many intents, and at a key: nothing here changes anything. */
public final class ReadingRoutes extends AllDirectives {

    private final PaymentEngine engine;

    public ReadingRoutes(PaymentEngine engine) {
        this.engine = engine;
    }

    Route list(Exchange exchange) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        Filter filter = new Filter(
                parameters.text("reference_id"),
                parameters
                        .word("status", ReadingRoutes::status, "one of created, pending, succeeded, failed")
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
        return completeWithFuture(
                engine.list(exchange.tenant(), query).thenApply(listing -> intents(exchange, listing)));
    }

    private static HttpResponse intents(Exchange exchange, Listing<IntentView> listing) {
        return listing instanceof Listing.Found<IntentView> found
                ? exchange.answer(ListJson.intents(found.page()))
                : exchange.refuse(Problem.of(((Listing.Refused<IntentView>) listing).refusal(), null));
    }

    Route standing(Exchange exchange, String keyText) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        String path = parameters.text("path");
        Optional<IdempotencyKey> key = IdempotencyKey.parse(keyText);
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

    private static Optional<IntentStatus> status(String text) {
        return Arrays.stream(IntentStatus.values())
                .filter(status -> status.text().equals(text))
                .findFirst();
    }
}
