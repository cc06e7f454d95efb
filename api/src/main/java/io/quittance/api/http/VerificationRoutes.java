package io.quittance.api.http;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;
import io.quittance.engine.PaymentEngine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * The address that an endpoint is sent to prove its owner (CX-19): whoever opens it knows the challenge. The page is
 * plain text and tells nothing of the endpoint. A HEAD, as mail and chat programs send it, proves nothing. It needs no
 * key, as the challenge is one, and it is in no log of ours.
 */
final class VerificationRoutes extends AllDirectives {

    private static final Pattern CHALLENGE = Pattern.compile("[a-z2-7]{32}");

    private final PaymentEngine engine;

    VerificationRoutes(PaymentEngine engine) {
        this.engine = engine;
    }

    /** @param isLook whether it was asked for without its body */
    Route routes(boolean isLook) {
        return path(
                PathMatchers.segment("webhooks").slash("verify").slash(PathMatchers.segment()),
                challenge -> CHALLENGE.matcher(challenge).matches() ? get(() -> shown(challenge, isLook)) : reject());
    }

    private Route shown(String challenge, boolean isLook) {
        return onSuccess(
                isLook
                        ? CompletableFuture.completedStage(engine.webhooks().isChallenge(challenge))
                        : engine.webhooks().verified(challenge),
                isKnown -> isKnown
                        ? complete(page("This webhook endpoint is verified. Webhooks are sent to it from now on.\n"))
                        : reject());
    }

    private static HttpResponse page(String words) {
        return HttpResponse.create()
                .withStatus(StatusCodes.OK)
                .addHeaders(List.of(
                        RawHeader.create("Cache-Control", "no-store"),
                        RawHeader.create("Referrer-Policy", "no-referrer"),
                        RawHeader.create("X-Content-Type-Options", "nosniff")))
                .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, words));
    }
}
