package io.quittance.api.http;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import akka.japi.Pair;
import akka.pattern.Patterns;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.quittance.api.auth.Access;
import io.quittance.api.http.json.ListJson;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.Limits;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.intent.EventType;
import io.quittance.engine.reading.FeedEvent;
import io.quittance.engine.reading.FeedPosition;
import io.quittance.engine.reading.FeedQuery;
import io.quittance.engine.reading.IntentQuery;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.QueryCheck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * The feed of events, in pages or as a stream of server-sent events. It is as durable as the journal: whoever names the
 * last event that he handled gets every later one, in order, at least once.
 */
public final class FeedRoutes extends AllDirectives {

    /** How soon a stream looks again when there was nothing new. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Keeps the connection, and is no event to a browser. Akka's own heartbeat is one, with nothing in it. */
    private static final ByteString COMMENT = ByteString.fromString(":\n\n");

    private final PaymentEngine engine;
    private final ActorSystem system;
    private final BooleanSupplier ready;
    private final OpenStreams streams = new OpenStreams();

    /** @param ready whether requests are taken; streams end when it becomes false, and their readers come again */
    public FeedRoutes(PaymentEngine engine, ActorSystem system, BooleanSupplier ready) {
        this.engine = engine;
        this.system = system;
        this.ready = ready;
    }

    Route feed(Exchange exchange) {
        QueryParameters parameters = QueryParameters.of(exchange.request());
        Optional<String> lastHeard =
                exchange.request().getHeader("Last-Event-ID").map(header -> header.value());
        String after = parameters.text("after");
        FeedQuery query = new FeedQuery(
                lastHeard.orElse(after),
                parameters.words("type", EventType::parse, "an event type such as payment_intent.succeeded"),
                parameters.number("limit", IntentQuery.LIMIT_DEFAULT));
        if (!parameters.faults().isEmpty()) {
            QueryCheck check = new QueryCheck();
            check.position(query);
            return complete(exchange.refuse(Problem.invalid(parameters.faultsWith(check.faults()))));
        }
        CompletionStage<Listing<FeedEvent>> first = engine.feed(exchange.tenant(), query);
        return wantsStream(exchange)
                ? onSuccess(first, listing -> stream(exchange, query, listing))
                : completeWithFuture(first.thenApply(listing -> exchange.answer(listing, ListJson::feed)));
    }

    private static boolean wantsStream(Exchange exchange) {
        return exchange.request()
                .getHeader("Accept")
                .filter(accept -> accept.value().contains("text/event-stream"))
                .isPresent();
    }

    /** The first look is made before the stream begins, so that a wrong question is refused with a problem body. */
    private Route stream(Exchange exchange, FeedQuery query, Listing<FeedEvent> first) {
        if (first instanceof Listing.Refused<FeedEvent>) {
            return complete(exchange.answer(first, ListJson::feed));
        } else if (!streams.hasRoomFor(exchange.access().keyId())) {
            return complete(exchange.refuse(Problem.of(ProblemCode.OVERLOADED)));
        }
        Source<ByteString, ?> events = streams.counted(
                exchange.access().keyId(),
                following(exchange.access(), query.limit(Limits.PAGE_MAX))
                        .map(FeedRoutes::sent)
                        .keepAlive(HEARTBEAT, () -> COMMENT));
        return complete(HttpResponse.create()
                .addHeaders(exchange.headers())
                .withEntity(HttpEntities.create(MediaTypes.TEXT_EVENT_STREAM.toContentType(), events)));
    }

    /** The JSON of an event has no line break in it. */
    private static ByteString sent(FeedEvent event) {
        String json = new String(ListJson.event(event), StandardCharsets.UTF_8);
        return ByteString.fromString(
                "id:" + event.id().text() + "\nevent:" + event.type().text() + "\ndata:" + json + "\n\n");
    }

    private Source<FeedEvent, NotUsed> following(Access access, FeedQuery query) {
        String start = query.after() == null ? FeedPosition.START.text() : query.after();
        return Source.unfoldAsync(start, after -> next(access, query.after(after)))
                .mapConcat(events -> events);
    }

    /**
     * The next events, or none after a while; empty when the stream is over: its key is no longer good, or the server
     * stops.
     */
    private CompletionStage<Optional<Pair<String, List<FeedEvent>>>> next(Access access, FeedQuery query) {
        if (!ready.getAsBoolean() || !access.stillOpen().getAsBoolean()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return engine.feed(access.tenant(), query).thenCompose(listing -> {
            if (!(listing instanceof Listing.Found<FeedEvent> found)) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            var told = CompletableFuture.completedFuture(Optional.of(
                    Pair.create(found.page().nextCursor(), found.page().data())));
            return found.page().data().isEmpty() ? Patterns.after(LOOK_AGAIN, system, () -> told) : told;
        });
    }
}
