package io.quittance.api.partner;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.Limits;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the provider reaches of us: our public keys, its token, and where its webhooks and its payers go. A webhook is
 * never believed; it only makes the engine ask, so that a late or wrong one can overwrite nothing (PP-14). It is
 * durable before it is acknowledged, and one that comes again is acknowledged again and asked about once (PP-13). Who
 * is not known hears nothing about the body (PP-4). Safe for any thread.
 */
final class PartnerRoutes extends AllDirectives {

    /** Where payers come back to who were sent away without a {@code return_url}, below our address. */
    static final String RETURNED = "/partner/returned";

    /** Where webhooks go, below our address. */
    static final String WEBHOOKS = "/partner/webhooks";

    private static final Logger LOG = LoggerFactory.getLogger(PartnerRoutes.class);

    private final Partner partner;
    private final AccessTokens tokens;

    PartnerRoutes(Partner partner, AccessTokens tokens) {
        this.partner = partner;
        this.tokens = tokens;
    }

    Route routes() {
        return concat(
                path(PathMatchers.segment(".well-known").slash("jwks.json"), () -> get(this::keys)),
                path(
                        PathMatchers.segment("api").slash("oauth").slash("token"),
                        () -> post(() -> withBody(body -> CompletableFuture.completedStage(token(body))))),
                path(
                        PathMatchers.segment("partner").slash("returned"),
                        () -> get(() -> complete(
                                "Thank you. Your shop knows how the payment ended; you may close" + " this page.\n"))),
                path(
                        PathMatchers.segment("partner").slash("webhooks"),
                        () -> post(() -> extractRequest(
                                request -> isKnown(request) ? withBody(this::webhook) : unknown(request)))));
    }

    private Route keys() {
        return complete(HttpResponse.create()
                .withEntity(ContentTypes.APPLICATION_JSON, partner.key().publicKeys()));
    }

    private boolean isKnown(HttpRequest request) {
        return request.getHeader("Authorization")
                .map(header -> tokens.isGood(AccessTokens.bearer(header.value())))
                .orElse(false);
    }

    private Route unknown(HttpRequest request) {
        return extractMaterializer(materializer -> {
            request.discardEntityBytes(materializer);
            return complete(error(StatusCodes.UNAUTHORIZED, ResultCodes.UNAUTHORIZED));
        });
    }

    private Route withBody(Function<ObjectNode, CompletionStage<HttpResponse>> answer) {
        return extractMaterializer(materializer -> extractRequest(request -> onComplete(
                request.entity()
                        .withSizeLimit(Limits.BODY_BYTES_MAX)
                        .toStrict(Limits.BODY_WAIT.toMillis(), materializer),
                read -> completeWithFuture(
                        read.isSuccess()
                                ? PartnerJson.read(read.get().getData().toArray())
                                        .map(answer)
                                        .orElseGet(this::noObject)
                                : noObject()))));
    }

    private HttpResponse token(ObjectNode body) {
        boolean isKnown = partner.client()
                .isMatchedBy(
                        body.path("clientId").asText(),
                        body.path("clientSecret").asText());
        return isKnown
                ? answer(
                        StatusCodes.OK,
                        PartnerJson.object()
                                .put("access_token", tokens.issue())
                                .put("expires_in", Limits.PARTNER_TOKEN_LIFE.toSeconds())
                                .put("token_type", "Bearer"))
                : error(StatusCodes.UNAUTHORIZED, ResultCodes.UNAUTHORIZED);
    }

    private CompletionStage<HttpResponse> webhook(ObjectNode body) {
        List<FieldRules.Fault> faults = FieldRules.faults(Message.WEBHOOK, body);
        if (!faults.isEmpty()) {
            return CompletableFuture.completedStage(invalid(faults));
        }
        String reference = body.path("merchantTransactionId").asText();
        String uniqueId = body.path("uniqueId").asText();
        if (!UniqueId.of(reference).equalsIgnoreCase(uniqueId)) {
            return CompletableFuture.completedStage(error(StatusCodes.NOT_FOUND, ResultCodes.NOT_FOUND));
        }
        String delivery = String.join(
                " ",
                uniqueId,
                body.path("result").path("code").asText(),
                body.path("timestamp").asText());
        return partner.inbox()
                .take(delivery, reference)
                .thenApply(kept -> taken(body))
                .exceptionally(failure -> {
                    LOG.error("a webhook about {} could not be kept; its sender has to repeat it", reference, failure);
                    return error(StatusCodes.INTERNAL_SERVER_ERROR, ResultCodes.SYSTEM);
                });
    }

    private HttpResponse taken(ObjectNode body) {
        ObjectNode answer =
                PartnerJson.result(ResultCodes.TAKEN, partner.clock().instant());
        if (body.has("customParameters")) {
            answer.set("customParameters", body.get("customParameters"));
        }
        return answer(StatusCodes.OK, answer);
    }

    private CompletionStage<HttpResponse> noObject() {
        return CompletableFuture.completedStage(
                invalid(List.of(new FieldRules.Fault("body", null, "must be one JSON object"))));
    }

    private HttpResponse invalid(List<FieldRules.Fault> faults) {
        ObjectNode error =
                PartnerJson.result(ResultCodes.INVALID, partner.clock().instant());
        FieldRules.write(faults, error);
        return answer(StatusCodes.BAD_REQUEST, error);
    }

    private HttpResponse error(StatusCode status, String code) {
        return answer(status, PartnerJson.result(code, partner.clock().instant()));
    }

    private static HttpResponse answer(StatusCode status, ObjectNode body) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(ContentTypes.APPLICATION_JSON, PartnerJson.bytes(body));
    }
}
