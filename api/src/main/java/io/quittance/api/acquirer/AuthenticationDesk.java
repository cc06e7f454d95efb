package io.quittance.api.acquirer;

import akka.http.javadsl.model.HttpResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The page where a payer tells his issuer who he is before any money is asked for. It works without scripts. Safe for
 * any thread; its stages fail only when the ledger does.
 */
final class AuthenticationDesk {

    /** The first part of a page's path. */
    static final String PATH = "3ds";

    private final SimulatedAuthenticator authenticator;

    AuthenticationDesk(SimulatedAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** Where the payer of this authentication answers. */
    static String address(URI pages, String reference) {
        return pages + "/" + PATH + "/" + URLEncoder.encode(reference, StandardCharsets.UTF_8);
    }

    /** The page as it stands; when he has answered, or it is too late, he goes back to where he came from. */
    CompletionStage<HttpResponse> show(String reference) {
        return authenticator.question(reference).thenApply(found -> found.map(AuthenticationDesk::page)
                .orElseGet(IssuerPage::nothing));
    }

    /** The payer's answer, which counts once; afterwards he goes back to where he came from. */
    CompletionStage<HttpResponse> answer(String reference, byte[] form) {
        Optional<Boolean> decision = IssuerPage.decision(form);
        return decision.isEmpty()
                ? CompletableFuture.completedFuture(IssuerPage.notUnderstood())
                : authenticator.answer(reference, decision.get()).thenApply(found -> found.map(AuthenticationDesk::page)
                        .orElseGet(IssuerPage::nothing));
    }

    private static HttpResponse page(IssuerEntry asked) {
        return asked.isOpen() ? IssuerPage.question(asked.amount(), asked.card()) : IssuerPage.goTo(asked.returnUrl());
    }
}
