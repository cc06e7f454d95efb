package io.quittance.api.acquirer;

import akka.http.javadsl.model.HttpResponse;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The page of a simulated issuer, where a payer confirms a payment by 3-D Secure or refuses it. It works without
 * scripts. Safe for any thread; its stages fail only when the ledger does.
 */
final class IssuerDesk {

    /** The first part of a page's path. */
    static final String PATH = "challenges";

    private final SimulatedAcquirer acquirer;

    IssuerDesk(SimulatedAcquirer acquirer) {
        this.acquirer = acquirer;
    }

    /** Where the payer of this order answers. */
    static String address(URI issuer, String reference) {
        return issuer + "/" + PATH + "/" + reference;
    }

    /** The page as it stands. */
    CompletionStage<HttpResponse> show(String reference) {
        return acquirer.challenged(reference)
                .thenApply(newest -> newest.map(IssuerDesk::page).orElseGet(IssuerPage::nothing));
    }

    /** The payer's answer; afterwards he goes back to his shop, or sees what became of it. */
    CompletionStage<HttpResponse> answer(String reference, byte[] form) {
        Optional<Boolean> decision = IssuerPage.decision(form);
        if (decision.isEmpty()) {
            return CompletableFuture.completedFuture(IssuerPage.notUnderstood());
        }
        return acquirer.challenged(reference)
                .thenCompose(asked -> asked.isEmpty()
                        ? CompletableFuture.completedFuture(IssuerPage.nothing())
                        : acquirer.answer(reference, decision.get()).thenApply(shop -> leave(reference, shop)));
    }

    /** Back to the shop, however often he answers; who came from nowhere sees the page as it stands. */
    private static HttpResponse leave(String reference, Optional<String> shop) {
        return IssuerPage.goTo(shop.orElse("/" + PATH + "/" + reference));
    }

    private static HttpResponse page(LedgerEntry newest) {
        if (newest.kind() == LedgerKind.CHALLENGE) {
            return IssuerPage.question(newest.amount(), newest.card());
        }
        return IssuerPage.over(
                newest.isApproved()
                        ? "The payment was confirmed. You may close this page."
                        : "The payment was not made. You may close this page and go back to your shop.");
    }
}
