package io.quittance.api.acquirer;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.Location;
import akka.http.javadsl.model.headers.RawHeader;
import io.quittance.api.partner.PartnerAmount;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

    private static final String CONFIRM = "decision=confirm";
    private static final String REFUSE = "decision=refuse";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 0; color: #1b1b1b; background: #f4f4f1; }
            main { max-width: 28rem; margin: 10vh auto; padding: 2rem; background: #fff; border-radius: .5rem; }
            button { font: inherit; padding: .6rem 1.2rem; margin-right: .6rem; border-radius: .3rem;
                border: 1px solid #1b1b1b; background: #fff; color: #1b1b1b; cursor: pointer; }
            button[value=confirm] { background: #14532d; border-color: #14532d; color: #fff; }
            small { color: #555; }
            </style>
            </head>
            <body><main><h1>%1$s</h1>%2$s
            <p><small>A simulated issuer: no bank is behind this page, and no money.</small></p></main></body>
            </html>
            """;

    private static final String FORM = """
            <p>%s is asked for with the card %s. Is it you who pays?</p>
            <form method="post"><button name="decision" value="confirm">Confirm</button><button
            name="decision" value="refuse">Refuse</button></form>""";

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
                .thenApply(newest -> newest.map(IssuerDesk::page).orElseGet(IssuerDesk::nothing));
    }

    /** The payer's answer; afterwards he goes back to his shop, or sees what became of it. */
    CompletionStage<HttpResponse> answer(String reference, byte[] form) {
        String decision = new String(form, StandardCharsets.US_ASCII);
        if (!decision.equals(CONFIRM) && !decision.equals(REFUSE)) {
            return CompletableFuture.completedFuture(html(
                    StatusCodes.BAD_REQUEST,
                    "Not understood",
                    "<p>Send <code>" + CONFIRM + "</code> or <code>" + REFUSE + "</code>.</p>"));
        }
        return acquirer.challenged(reference)
                .thenCompose(asked -> asked.isEmpty()
                        ? CompletableFuture.completedFuture(nothing())
                        : acquirer.answer(reference, decision.equals(CONFIRM))
                                .thenApply(shop -> leave(reference, shop)));
    }

    /** Back to the shop, however often he answers; who came from nowhere sees the page as it stands. */
    private static HttpResponse leave(String reference, Optional<String> shop) {
        return HttpResponse.create()
                .withStatus(StatusCodes.SEE_OTHER)
                .addHeader(Location.create(shop.orElse("/" + PATH + "/" + reference)));
    }

    private static HttpResponse page(LedgerEntry newest) {
        if (newest.kind() == LedgerKind.CHALLENGE) {
            String amount = PartnerAmount.text(newest.amount())
                            .orElseGet(() -> newest.amount().minorUnits() + " minor units of")
                    + " " + newest.amount().currency().code();
            return html(StatusCodes.OK, "Confirm your payment", String.format(FORM, amount, newest.card()));
        }
        String words = newest.isApproved()
                ? "<p>The payment was confirmed. You may close this page.</p>"
                : "<p>The payment was not made. You may close this page and go back to your shop.</p>";
        return html(StatusCodes.OK, "Nothing left to do", words);
    }

    private static HttpResponse nothing() {
        return html(StatusCodes.NOT_FOUND, "No such payment", "<p>The issuer knows nothing of it.</p>");
    }

    private static HttpResponse html(StatusCode status, String title, String content) {
        return HttpResponse.create()
                .withStatus(status)
                .withEntity(ContentTypes.TEXT_HTML_UTF8, String.format(PAGE, title, content))
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .addHeader(RawHeader.create("Referrer-Policy", "no-referrer"))
                .addHeader(RawHeader.create(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"));
    }
}
