package io.quittance.api.http;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.ExceptionHandler;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;
import io.quittance.api.auth.ApiKeys;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that this server answers, in one place. Under {@code /v1} nothing is parsed before the caller is known.
 */
public final class Routes extends AllDirectives {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final ApiKeys keys;
    private final IntentRoutes intents;
    private final ReadingRoutes reading;
    private final FeedRoutes feed;
    private final HealthRoutes health;
    private final ProblemRoutes problems = new ProblemRoutes();
    private final Answers answers;
    private final RequestIds requestIds;

    /** The routes of one server. */
    public Routes(ApiKeys keys, Parts parts, HealthRoutes health, Origin origin) {
        this.keys = keys;
        this.intents = parts.intents();
        this.reading = parts.reading();
        this.feed = parts.feed();
        this.health = health;
        this.answers = new Answers(origin.baseUrl(), origin.clock());
        this.requestIds = new RequestIds(origin.ids());
    }

    /** What merchants reach, by what it is about. */
    public record Parts(IntentRoutes intents, ReadingRoutes reading, FeedRoutes feed) {}

    /**
     * What marks this server's answers.
     *
     * @param baseUrl where its own pages are
     * @param clock where time comes from
     * @param ids where request ids come from
     */
    public record Origin(Supplier<String> baseUrl, InstantSource clock, IdSource ids) {}

    /** The table of contents. */
    public Route all() {
        return handleExceptions(
                ExceptionHandler.newBuilder().matchAny(this::internal).build(),
                () -> concat(
                        pathPrefix("v1", () -> authenticated(this::version1)),
                        extractRequest(request -> respondWithHeader(
                                Answers.requestId(requestIds.of(request)),
                                () -> concat(health.routes(), problems.routes()))),
                        extractRequest(
                                request -> refuseUnread(request, requestIds.of(request), ProblemCode.NOT_FOUND))));
    }

    private Route version1(Exchange exchange) {
        return concat(
                path("payments", () -> post(() -> intents.pay(exchange))),
                path(
                        "payment_intents",
                        () -> concat(post(() -> intents.create(exchange)), get(() -> reading.list(exchange)))),
                pathPrefix(
                        PathMatchers.segment("payment_intents").slash(PathMatchers.segment()),
                        text -> IntentId.parse(text)
                                .map(id -> intent(exchange, id))
                                .orElseGet(this::reject)),
                path("events", () -> get(() -> feed.feed(exchange))),
                path(
                        PathMatchers.segment("idempotency").slash(PathMatchers.segment()),
                        key -> get(() -> reading.standing(exchange, key))),
                refuseUnread(exchange.request(), exchange.requestId(), ProblemCode.NOT_FOUND));
    }

    private Route intent(Exchange exchange, IntentId id) {
        return concat(
                pathEnd(() -> get(() -> intents.find(exchange, id))),
                path("attempts", () -> post(() -> intents.attempt(exchange, id))),
                path("events", () -> get(() -> intents.events(exchange, id))));
    }

    private Route authenticated(Function<Exchange, Route> inner) {
        return extractRequest(request -> {
            String requestId = requestIds.of(request);
            Optional<Tenant> tenant = presentedKey(request).flatMap(keys::tenantOf);
            return tenant.isPresent()
                    ? inner.apply(new Exchange(request, requestId, tenant.get(), answers))
                    : refuseUnread(request, requestId, ProblemCode.UNAUTHORIZED);
        });
    }

    private Route refuseUnread(HttpRequest request, String requestId, ProblemCode code) {
        return extractMaterializer(materializer -> {
            request.discardEntityBytes(materializer);
            return complete(answers.problem(Problem.of(code), requestId));
        });
    }

    private static Optional<String> presentedKey(HttpRequest request) {
        Optional<String> bearer = request.getHeader("Authorization")
                .map(header -> header.value())
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).trim());
        return bearer.isPresent() ? bearer : request.getHeader("x-api-key").map(header -> header.value());
    }

    private Route internal(Throwable failure) {
        return extractRequest(request -> {
            String requestId = requestIds.of(request);
            LOG.error("request {} could not be answered", requestId, failure);
            return complete(answers.problem(Problem.of(ProblemCode.INTERNAL), requestId));
        });
    }
}
