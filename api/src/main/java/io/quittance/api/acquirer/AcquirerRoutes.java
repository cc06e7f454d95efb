package io.quittance.api.acquirer;

import akka.actor.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import io.quittance.api.partner.PlainStage;
import io.quittance.api.partner.ResultCodes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the simulated provider is asked: the calls of the Partner API, for those who are known; and for tests, without a
 * signature, its ledger and its moods. An empty answer means that the connection is to be closed without one.
 */
final class AcquirerRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(AcquirerRoutes.class);
    private static final String KNOWN = "Known: POST /debit, POST /refund/{uniqueId}, POST /cancel/{uniqueId},"
            + " GET /status/{uniqueId}; GET and POST /challenges/{reference}; GET /ledger/summary,"
            + " GET /ledger/accounts/{reference}, POST /simulator/settle, POST /simulator/away?seconds=N";
    private static final Duration BODY_WAIT = Duration.ofSeconds(10);
    private static final long AWAY_SECONDS_MAX = 86_400;

    private final SimulatedAcquirer acquirer;
    private final ProviderDesk desk;
    private final IssuerDesk issuer;
    private final Optional<JwtCheck> check;
    private final ActorSystem system;

    /** @param check who is known; empty when everybody is */
    AcquirerRoutes(SimulatedAcquirer acquirer, ProviderDesk desk, Optional<JwtCheck> check, ActorSystem system) {
        this.acquirer = acquirer;
        this.desk = desk;
        this.issuer = new IssuerDesk(acquirer);
        this.check = check;
        this.system = system;
    }

    /** Answers one request; never fails. */
    CompletionStage<Optional<HttpResponse>> answer(HttpRequest request) {
        return PlainStage.of(request.entity().toStrict(BODY_WAIT.toMillis(), system))
                .thenCompose(entity -> routes(request, entity.getData().toArray()))
                .exceptionally(failure -> {
                    LOG.warn(
                            "no answer to {} {}",
                            request.method().value(),
                            request.getUri().path(),
                            failure);
                    return Optional.empty();
                });
    }

    private CompletionStage<Optional<HttpResponse>> routes(HttpRequest request, byte[] body) {
        String[] path = request.getUri().path().substring(1).split("/", -1);
        String call = request.method().value() + " " + path[0];
        String name = path.length == 2 ? path[1] : "";
        return switch (call) {
            case "GET challenges" -> issuer.show(name).thenApply(Optional::of);
            case "POST challenges" -> issuer.answer(name, body).thenApply(Optional::of);
            case "GET ledger", "POST simulator" -> control(request);
            case "POST debit", "POST refund", "POST cancel", "GET status" ->
                known(request).thenCompose(who -> partner(who, call, name, body));
            default -> noSuchCall();
        };
    }

    private CompletionStage<JwtCheck.Answer> known(HttpRequest request) {
        String header =
                request.getHeader("Authorization").map(HttpHeader::value).orElse("");
        return check.map(jwt -> jwt.check(header))
                .orElseGet(() -> CompletableFuture.completedFuture(JwtCheck.Answer.GOOD));
    }

    private CompletionStage<Optional<HttpResponse>> partner(
            JwtCheck.Answer who, String call, String uniqueId, byte[] body) {
        if (acquirer.isAway()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return switch (who) {
            case BAD -> desk.error(StatusCodes.UNAUTHORIZED, ResultCodes.UNAUTHORIZED);
            case NO_KEYS -> desk.error(StatusCodes.SERVICE_UNAVAILABLE, ResultCodes.SYSTEM);
            case GOOD ->
                switch (call) {
                    case "POST debit" -> desk.debit(body);
                    case "POST refund" -> desk.refund(uniqueId, body);
                    case "POST cancel" -> desk.cancel(uniqueId, body);
                    default -> desk.status(uniqueId);
                };
        };
    }

    private CompletionStage<Optional<HttpResponse>> control(HttpRequest request) {
        String path = request.getUri().path();
        if (path.equals("/ledger/summary")) {
            return ok(acquirer.summary());
        }
        if (path.startsWith("/ledger/accounts/")) {
            LedgerAccount account = acquirer.account(path.substring("/ledger/accounts/".length()));
            return ok(Map.of("held", account.held(), "taken", account.taken(), "settled", account.settled()));
        }
        if (path.equals("/simulator/settle")) {
            return acquirer.settle().thenCompose(settled -> ok(Map.of("settled", settled)));
        }
        Optional<Long> seconds = request.getUri().query().get("seconds").flatMap(AcquirerRoutes::seconds);
        if (path.equals("/simulator/away") && seconds.isPresent()) {
            acquirer.away(Duration.ofSeconds(seconds.get()));
            return ok(Map.of("away_seconds", seconds.get()));
        }
        return noSuchCall();
    }

    private static Optional<Long> seconds(String text) {
        return text.matches("[0-9]{1,6}")
                ? Optional.of(Long.valueOf(text)).filter(seconds -> seconds <= AWAY_SECONDS_MAX)
                : Optional.empty();
    }

    private static CompletionStage<Optional<HttpResponse>> noSuchCall() {
        return ok(Map.of("error", "no_such_call", "message", KNOWN))
                .thenApply(answer -> answer.map(it -> it.withStatus(StatusCodes.NOT_FOUND)));
    }

    private static CompletionStage<Optional<HttpResponse>> ok(Object value) {
        return CompletableFuture.completedFuture(Optional.of(
                HttpResponse.create().withEntity(ContentTypes.APPLICATION_JSON, AcquirerJson.bytes(value))));
    }
}
