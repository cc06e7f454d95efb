package io.quittance.api.acquirer;

import akka.actor.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.util.ByteString;
import io.quittance.api.acquirer.AuthorizationJson.Absent;
import io.quittance.api.acquirer.AuthorizationJson.Asked;
import io.quittance.api.acquirer.AuthorizationJson.Refused;
import io.quittance.engine.attempt.AttemptOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The acquirer's three calls: {@code POST /authorizations}, {@code GET /authorizations/{reference}} and {@code GET
 * /ledger/summary}. An empty answer means that the connection is to be closed without one.
 */
final class AcquirerRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(AcquirerRoutes.class);
    private static final String AUTHORIZATIONS = "/authorizations";
    private static final String AUTHORIZATION = AUTHORIZATIONS + "/";
    private static final String SUMMARY = "/ledger/summary";
    private static final Duration BODY_WAIT = Duration.ofSeconds(10);

    private final SimulatedAcquirer acquirer;
    private final ActorSystem system;

    AcquirerRoutes(SimulatedAcquirer acquirer, ActorSystem system) {
        this.acquirer = acquirer;
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
        String path = request.getUri().path();
        boolean isGet = request.method().equals(HttpMethods.GET);
        if (path.equals(AUTHORIZATIONS) && request.method().equals(HttpMethods.POST)) {
            return authorize(body);
        }
        if (path.startsWith(AUTHORIZATION) && isGet) {
            return inquire(path.substring(AUTHORIZATION.length()));
        }
        if (path.equals(SUMMARY) && isGet) {
            return answered(StatusCodes.OK, AcquirerJson.bytes(acquirer.summary()));
        }
        Refused refused = new Refused(
                "no_such_call",
                "Known: POST " + AUTHORIZATIONS + ", GET " + AUTHORIZATION + "{reference}, GET " + SUMMARY);
        return answered(StatusCodes.NOT_FOUND, AcquirerJson.bytes(refused));
    }

    private CompletionStage<Optional<HttpResponse>> authorize(byte[] body) {
        Optional<AttemptOrder> order = read(body).flatMap(Asked::order);
        if (order.isEmpty()) {
            Refused refused = new Refused(
                    "invalid_request",
                    "Send {reference, amount, currency, card: {number,"
                            + " expiry: \"2030-12\", cvc}}. Nothing was charged.");
            return answered(StatusCodes.BAD_REQUEST, AcquirerJson.bytes(refused));
        }
        return acquirer.authorize(order.get()).thenApply(AcquirerRoutes::response);
    }

    private static Optional<Asked> read(byte[] body) {
        try {
            return Optional.ofNullable(AcquirerJson.MAPPER.readValue(body, Asked.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private CompletionStage<Optional<HttpResponse>> inquire(String reference) {
        return acquirer.inquire(reference).thenApply(found -> found.map(entry -> ok(told(entry)))
                .or(() -> Optional.of(
                        response(StatusCodes.NOT_FOUND, AcquirerJson.bytes(new Absent(reference, Absent.ERROR))))));
    }

    private static Optional<HttpResponse> response(AcquirerAnswer answer) {
        if (answer instanceof AcquirerAnswer.Told told) {
            return Optional.of(ok(told(told.entry())));
        }
        if (answer instanceof AcquirerAnswer.ToldTwice twice) {
            return Optional.of(ok(told(twice.entry()).concat(told(twice.entry()))));
        }
        if (answer instanceof AcquirerAnswer.InternalError) {
            byte[] body = AcquirerJson.bytes(new Refused("internal", "Something broke. Ask for the reference."));
            return Optional.of(response(StatusCodes.INTERNAL_SERVER_ERROR, body));
        }
        return Optional.empty();
    }

    private static ByteString told(LedgerEntry entry) {
        return ByteString.fromArrayUnsafe(AcquirerJson.bytes(AuthorizationJson.Told.of(entry)));
    }

    private static CompletionStage<Optional<HttpResponse>> answered(StatusCode status, byte[] body) {
        return CompletableFuture.completedFuture(Optional.of(response(status, body)));
    }

    private static HttpResponse ok(ByteString body) {
        return HttpResponse.create().withEntity(ContentTypes.APPLICATION_JSON, body);
    }

    private static HttpResponse response(StatusCode status, byte[] body) {
        return ok(ByteString.fromArrayUnsafe(body)).withStatus(status);
    }
}
