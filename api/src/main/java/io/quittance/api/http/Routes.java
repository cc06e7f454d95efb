package io.quittance.api.http;

import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.Connection;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.ExceptionHandler;
import akka.http.javadsl.server.MethodRejection;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.RejectionHandler;
import akka.http.javadsl.server.Route;
import io.quittance.api.auth.Access;
import io.quittance.api.auth.Allowance;
import io.quittance.api.auth.ApiKeys;
import io.quittance.api.auth.Scope;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.OperationWish.Verb;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that this server answers, in one place. Under {@code /v1} nothing is parsed before the caller is known.
 */
public final class Routes extends AllDirectives {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    /** Moves money or changes something. */
    private static final Set<Scope> CHANGE = Set.of(Scope.PAYMENTS);

    /** Looks at what there is. */
    private static final Set<Scope> LOOK = Set.of(Scope.READ, Scope.PAYMENTS);

    /** Reads what was recorded. */
    private static final Set<Scope> EVENTS = Set.of(Scope.READ, Scope.PAYMENTS, Scope.AUDIT);

    /** Works on what is in doubt. */
    private static final Set<Scope> WORK = Set.of(Scope.OPERATOR);

    /** Says where webhooks go, and has them sent again. */
    private static final Set<Scope> WEBHOOKS = Set.of(Scope.PAYMENTS, Scope.OPERATOR);

    /** Looks at webhooks. */
    private static final Set<Scope> LOOK_AT_WEBHOOKS = Set.of(Scope.READ, Scope.PAYMENTS, Scope.OPERATOR);

    private final ApiKeys keys;
    private final IntentRoutes intents;
    private final ReadingRoutes reading;
    private final FeedRoutes feed;
    private final TerminalRoutes terminals;
    private final WebhookRoutes webhooks;
    private final TokenRoutes tokens;
    private final CardRoutes cards;
    private final VerificationRoutes verification;
    private final Route counterparty;
    private final Route paymentPage;
    private final Route console;
    private final HealthRoutes health;
    private final ProblemRoutes problems = new ProblemRoutes();
    private final DocsRoutes docs = new DocsRoutes();
    private final Answers answers;
    private final RequestIds requestIds;
    private final ExceptionHandler failures =
            ExceptionHandler.newBuilder().matchAny(this::internal).build();
    private final RejectionHandler unrouted = RejectionHandler.newBuilder()
            .handleAll(MethodRejection.class, this::otherMethod)
            .handleNotFound(nothing())
            .build();

    /** The routes of one server. */
    public Routes(ApiKeys keys, Parts parts, HealthRoutes health, Origin origin) {
        this.keys = keys;
        this.intents = parts.intents();
        this.reading = parts.reading();
        this.feed = parts.feed();
        this.terminals = parts.terminals();
        this.webhooks = parts.webhooks();
        this.tokens = parts.tokens();
        this.cards = parts.cards();
        this.verification = parts.webhooks().verification();
        this.counterparty = parts.counterparty();
        this.paymentPage = parts.paymentPage();
        this.console = parts.console();
        this.health = health;
        this.answers = new Answers(origin.baseUrl(), origin.clock());
        this.requestIds = new RequestIds(origin.ids());
    }

    /** What merchants reach, by what it is about, what a payment service provider reaches, and what people look at. */
    public record Parts(
            IntentRoutes intents,
            ReadingRoutes reading,
            FeedRoutes feed,
            TerminalRoutes terminals,
            WebhookRoutes webhooks,
            TokenRoutes tokens,
            CardRoutes cards,
            Route counterparty,
            Route paymentPage,
            Route console) {}

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
                failures,
                () -> concat(
                        extractRequest(request -> HeaderCheck.isTrustworthy(request) ? reject() : garbled(request)),
                        pathPrefix("v1", () -> mapRequest(Routes::looked, () -> authenticated(this::version1))),
                        handleRejections(
                                unrouted,
                                () -> extractRequest(request -> respondWithHeader(
                                        Answers.requestId(requestIds.of(request)),
                                        () -> mapRequest(Routes::looked, () -> withoutKey(request)))))));
    }

    private Route withoutKey(HttpRequest request) {
        boolean isLook = request.method().equals(HttpMethods.HEAD);
        return concat(
                health.routes(),
                problems.routes(),
                docs.routes(),
                verification.routes(isLook),
                paymentPage,
                console,
                counterparty);
    }

    /** A HEAD is a GET whose body is not sent. */
    private static HttpRequest looked(HttpRequest request) {
        return request.method().equals(HttpMethods.HEAD) ? request.withMethod(HttpMethods.GET) : request;
    }

    private Route version1(Exchange exchange) {
        return handleRejections(unrouted, () -> rows(exchange));
    }

    private Route rows(Exchange exchange) {
        return concat(
                path("payments", () -> post(() -> needs(CHANGE, exchange, () -> intents.pay(exchange)))),
                path(
                        "payment_intents",
                        () -> concat(
                                post(() -> needs(CHANGE, exchange, () -> intents.create(exchange))),
                                get(() -> needs(LOOK, exchange, () -> reading.list(exchange))))),
                pathPrefix(
                        PathMatchers.segment("payment_intents").slash(PathMatchers.segment()),
                        text -> IntentId.parse(text)
                                .map(id -> intent(exchange, id))
                                .or(() -> CardId.ofCrossReference(text)
                                        .map(card -> cards.intentOf(exchange, card, id -> intent(exchange, id))))
                                .orElseGet(this::reject)),
                cards(exchange),
                path(
                        "terminals",
                        () -> concat(
                                post(() -> needs(CHANGE, exchange, () -> terminals.register(exchange))),
                                get(() -> needs(LOOK, exchange, () -> terminals.list(exchange))))),
                pathPrefix(
                        PathMatchers.segment("terminals").slash(PathMatchers.segment()), text -> TerminalId.parse(text)
                                .map(id -> terminal(exchange, id))
                                .orElseGet(this::reject)),
                webhooks(exchange),
                path("access_tokens", () -> post(() -> needs(CHANGE, exchange, () -> tokens.issue(exchange)))),
                pathPrefix(
                        PathMatchers.segment("access_tokens").slash(PathMatchers.segment()), text -> TokenId.parse(text)
                                .map(id -> token(exchange, id))
                                .orElseGet(this::reject)),
                path("events", () -> get(() -> needs(EVENTS, exchange, () -> feed.feed(exchange)))),
                path("work_list", () -> get(() -> needs(WORK, exchange, () -> reading.workList(exchange)))),
                path(
                        PathMatchers.segment("idempotency").slash(PathMatchers.segment()),
                        key -> get(() -> needs(LOOK, exchange, () -> reading.standing(exchange, key)))));
    }

    private Route intent(Exchange exchange, IntentId id) {
        return concat(
                pathEnd(() -> get(() -> needs(LOOK, exchange, () -> reading.find(exchange, id)))),
                path("attempts", () -> post(() -> needs(CHANGE, exchange, () -> intents.attempt(exchange, id)))),
                path("resolution", () -> post(() -> needs(WORK, exchange, () -> intents.resolve(exchange, id)))),
                path("events", () -> get(() -> needs(EVENTS, exchange, () -> reading.events(exchange, id)))),
                path(PathMatchers.segment(), segment -> Verb.parse(segment)
                        .map(verb -> post(() -> needs(CHANGE, exchange, () -> intents.operate(exchange, id, verb))))
                        .orElseGet(this::reject)));
    }

    private Route cards(Exchange exchange) {
        return concat(
                path("payment_methods", () -> post(() -> needs(CHANGE, exchange, () -> cards.keep(exchange)))),
                path(
                        PathMatchers.segment("customers")
                                .slash(PathMatchers.segment())
                                .slash("cross_references"),
                        customer -> get(() -> needs(LOOK, exchange, () -> cards.saved(exchange, customer)))),
                path(
                        PathMatchers.segment("cross_references").slash(PathMatchers.segment()),
                        text -> CardId.ofCrossReference(text)
                                .map(id -> delete(() -> needs(CHANGE, exchange, () -> cards.remove(exchange, id))))
                                .orElseGet(this::reject)));
    }

    private Route terminal(Exchange exchange, TerminalId id) {
        return concat(
                pathEnd(() -> concat(
                        get(() -> needs(LOOK, exchange, () -> terminals.find(exchange, id))),
                        delete(() -> needs(CHANGE, exchange, () -> terminals.remove(exchange, id))))),
                path("pair", () -> post(() -> needs(CHANGE, exchange, () -> terminals.pair(exchange, id)))),
                path(
                        "authenticate",
                        () -> post(() -> needs(CHANGE, exchange, () -> terminals.authenticate(exchange, id)))),
                path("cancel", () -> post(() -> needs(CHANGE, exchange, () -> terminals.cancel(exchange, id)))),
                path("settlement", () -> post(() -> needs(CHANGE, exchange, () -> terminals.settle(exchange, id)))));
    }

    private Route token(Exchange exchange, TokenId id) {
        return concat(
                pathEnd(() -> get(() -> needs(LOOK, exchange, () -> tokens.find(exchange, id)))),
                path("revoke", () -> post(() -> needs(CHANGE, exchange, () -> tokens.revoke(exchange, id)))),
                path("resume", () -> post(() -> needs(CHANGE, exchange, () -> tokens.resume(exchange, id)))));
    }

    private Route webhooks(Exchange exchange) {
        return concat(
                path(
                        "webhook_endpoints",
                        () -> concat(
                                post(() -> needs(WEBHOOKS, exchange, () -> webhooks.register(exchange))),
                                get(() -> needs(LOOK_AT_WEBHOOKS, exchange, () -> webhooks.list(exchange))))),
                pathPrefix(
                        PathMatchers.segment("webhook_endpoints").slash(PathMatchers.segment()),
                        text -> EndpointId.parse(text)
                                .map(id -> endpoint(exchange, id))
                                .orElseGet(this::reject)),
                path(
                        "webhook_deliveries",
                        () -> get(() -> needs(LOOK_AT_WEBHOOKS, exchange, () -> webhooks.deliveries(exchange)))),
                path(
                        PathMatchers.segment("webhook_deliveries")
                                .slash(PathMatchers.segment())
                                .slash("redeliver"),
                        text -> DeliveryId.parse(text)
                                .map(id ->
                                        post(() -> needs(WEBHOOKS, exchange, () -> webhooks.redeliver(exchange, id))))
                                .orElseGet(this::reject)));
    }

    private Route endpoint(Exchange exchange, EndpointId id) {
        return concat(
                pathEnd(() -> concat(
                        get(() -> needs(LOOK_AT_WEBHOOKS, exchange, () -> webhooks.find(exchange, id))),
                        patch(() -> needs(WEBHOOKS, exchange, () -> webhooks.change(exchange, id))),
                        delete(() -> needs(WEBHOOKS, exchange, () -> webhooks.remove(exchange, id))))),
                path(
                        "rotate_secret",
                        () -> post(() -> needs(WEBHOOKS, exchange, () -> webhooks.rotateSecret(exchange, id)))),
                path("ping", () -> post(() -> needs(WEBHOOKS, exchange, () -> webhooks.ping(exchange, id)))),
                path("verify", () -> post(() -> needs(WEBHOOKS, exchange, () -> webhooks.verify(exchange, id)))),
                path("replay", () -> post(() -> needs(WEBHOOKS, exchange, () -> webhooks.replay(exchange, id)))),
                path(
                        "replays",
                        () -> get(() -> needs(LOOK_AT_WEBHOOKS, exchange, () -> webhooks.replays(exchange, id)))));
    }

    /**
     * One row of the table: who has one of these scopes and something left of the key's allowance, goes on. A POST goes
     * on without: only when its idempotency key is read can it be told whether it asks for anything new.
     */
    private Route needs(Set<Scope> scopes, Exchange exchange, Supplier<Route> inner) {
        HttpRequest request = exchange.request();
        if (!exchange.access().mayAny(scopes)) {
            return refuseUnread(request, exchange.requestId(), Problem.forbidden(scopes));
        } else if (!exchange.draw().granted() && !request.method().equals(HttpMethods.POST)) {
            return refuseUnread(request, exchange.requestId(), Problem.of(ProblemCode.RATE_LIMITED));
        }
        return inner.get();
    }

    private Route authenticated(Function<Exchange, Route> inner) {
        return extractRequest(request -> {
            String requestId = requestIds.of(request);
            Optional<Access> access = presentedKey(request).flatMap(keys::accessOf);
            if (access.isEmpty()) {
                return refuseUnread(request, requestId, Problem.of(ProblemCode.UNAUTHORIZED));
            }
            Allowance.Draw draw = access.get().allowance().take();
            Exchange exchange = new Exchange(request, requestId, access.get(), draw, answers);
            return respondWithHeaders(
                    Answers.rateLimit(draw), () -> handleExceptions(failures, () -> inner.apply(exchange)));
        });
    }

    /**
     * Where the path is one of ours and the method is not: OPTIONS asks which are, and for all others it is nothing.
     */
    private Route otherMethod(List<MethodRejection> ours) {
        return extractRequest(request -> request.method().equals(HttpMethods.OPTIONS)
                ? complete(answers.allow(
                        ours.stream().map(MethodRejection::supported).toList(), requestIds.of(request)))
                : nothing());
    }

    private Route nothing() {
        return extractRequest(
                request -> refuseUnread(request, requestIds.of(request), Problem.of(ProblemCode.NOT_FOUND)));
    }

    /** Nothing of it is believed, and nothing that follows on its connection. */
    private Route garbled(HttpRequest request) {
        FieldFault fault = new FieldFault("", "invalid_header", "A header has a character beyond visible ASCII.", null);
        return respondWithHeader(
                Connection.create("close"),
                () -> refuseUnread(request, requestIds.next(), Problem.invalid(List.of(fault))));
    }

    private Route refuseUnread(HttpRequest request, String requestId, Problem problem) {
        return extractMaterializer(materializer -> {
            request.discardEntityBytes(materializer);
            return complete(answers.problem(problem, requestId));
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
