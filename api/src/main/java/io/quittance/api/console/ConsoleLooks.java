package io.quittance.api.console;

import static io.quittance.api.web.Html.tag;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import io.quittance.api.http.QueryParameters;
import io.quittance.api.http.TerminalCursor;
import io.quittance.api.http.problem.Problem;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.reading.IntentQuery;
import io.quittance.engine.reading.IntentQuery.Filter;
import io.quittance.engine.reading.Listing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks the engine for what a page shows. Safe for any thread. */
final class ConsoleLooks {

    private static final int ROWS = 25;

    private final PaymentEngine engine;

    ConsoleLooks(PaymentEngine engine) {
        this.engine = engine;
    }

    CompletionStage<HttpResponse> payments(Page page, Tenant tenant, HttpRequest request) {
        QueryParameters asked = QueryParameters.of(request);
        IntentStatus status =
                asked.word("status", IntentStatus::parse, "a status").orElse(null);
        Filter filter = new Filter(null, status, null, asked.text("terminal_id"), null, null, null);
        String after = asked.text("after");
        if (!asked.faults().isEmpty()) {
            return done(noList(page));
        }
        return engine.list(tenant, new IntentQuery(filter, ROWS, after))
                .thenApply(listing -> listing instanceof Listing.Found<IntentView> found
                        ? ConsoleAnswers.page(200, new PaymentListPage(page, filter).show(found.page(), after != null))
                        : noList(page, ((Listing.Refused<IntentView>) listing).refusal()));
    }

    CompletionStage<HttpResponse> payment(Page page, Tenant tenant, String id) {
        return IntentId.parse(id).map(known -> payment(page, tenant, known)).orElseGet(() -> done(noPayment(page)));
    }

    /** The events are asked for last, so that they reach at least as far as what is told of the payment. */
    private CompletionStage<HttpResponse> payment(Page page, Tenant tenant, IntentId id) {
        return engine.find(tenant, id).thenCompose(result -> {
            if (result instanceof PaymentResult.Answered answered) {
                return engine.events(tenant, id).thenApply(events -> payment(page, answered.intent(), events));
            }
            Refusal refusal = ((PaymentResult.Refused) result).refusal();
            return done(refusal.code() == Refusal.Code.NOT_FOUND ? noPayment(page) : refused(page, refusal));
        });
    }

    private static HttpResponse payment(Page page, IntentView intent, Listing<JournalEntry> events) {
        return events instanceof Listing.Found<JournalEntry> found
                ? ConsoleAnswers.page(
                        200, new PaymentPage(page, intent).show(found.page().data()))
                : refused(page, ((Listing.Refused<JournalEntry>) events).refusal());
    }

    CompletionStage<HttpResponse> terminals(Page page, Tenant tenant, HttpRequest request) {
        QueryParameters asked = QueryParameters.of(request);
        Optional<TerminalCursor> after = asked.word("after", TerminalCursor::parse, "a place in this list");
        if (!asked.faults().isEmpty()) {
            return done(noList(page));
        } else if (!engine.isReady()) {
            return done(refused(page, Refusal.of(Refusal.Code.OVERLOADED, "The server takes no requests now.")));
        }
        return engine.terminals()
                .list(tenant)
                .thenApply(all -> ConsoleAnswers.page(
                        200, TerminalsPage.show(page, TerminalCursor.page(all, ROWS, after.orElse(null)))));
    }

    private static HttpResponse noPayment(Page page) {
        return told(page, 404, "There is no such payment", "The address names no payment of this merchant and mode.");
    }

    private static HttpResponse noList(Page page, Refusal refusal) {
        return refusal.code() == Refusal.Code.VALIDATION ? noList(page) : refused(page, refusal);
    }

    private static HttpResponse noList(Page page) {
        return told(page, 400, "There is no such list", "The address asks for a list that there is not.");
    }

    static HttpResponse tooMany(Page page) {
        return told(page, 429, "Too many requests", "The key has used up what it may ask for. Try again in a second.");
    }

    private static HttpResponse refused(Page page, Refusal refusal) {
        return told(page, Problem.of(refusal, null).code().status(), "This cannot be shown now", refusal.message());
    }

    private static HttpResponse told(Page page, int status, String title, String message) {
        return ConsoleAnswers.page(
                status,
                page.show(
                        title,
                        tag("section")
                                .with("class", "panel")
                                .of(List.of(
                                        tag("h1").of(title),
                                        tag("p").of(message),
                                        tag("p").of(tag("a").with("href", page.up() + "console")
                                                .of("All payments"))))));
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
