package io.quittance.api.acquirer;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.Location;
import akka.http.javadsl.model.headers.RawHeader;
import io.quittance.api.partner.PartnerAmount;
import io.quittance.engine.money.Money;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a simulated issuer asks a payer, and how the payer answers. Pure. */
final class IssuerPage {

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

    private IssuerPage() {}

    /** Whether the payer confirms; empty when the form says neither yes nor no. */
    static Optional<Boolean> decision(byte[] form) {
        String decision = new String(form, StandardCharsets.US_ASCII);
        return decision.equals(CONFIRM) ? Optional.of(true) : Optional.of(false).filter(no -> decision.equals(REFUSE));
    }

    /** The question. */
    static HttpResponse question(Money money, String card) {
        String amount = PartnerAmount.text(money).orElseGet(() -> money.minorUnits() + " minor units of") + " "
                + money.currency().code();
        return html(StatusCodes.OK, "Confirm your payment", String.format(FORM, amount, card));
    }

    /** Nothing is left to answer. */
    static HttpResponse over(String words) {
        return html(StatusCodes.OK, "Nothing left to do", "<p>" + words + "</p>");
    }

    static HttpResponse notUnderstood() {
        return html(
                StatusCodes.BAD_REQUEST,
                "Not understood",
                "<p>Send <code>" + CONFIRM + "</code> or <code>" + REFUSE + "</code>.</p>");
    }

    static HttpResponse nothing() {
        return html(StatusCodes.NOT_FOUND, "No such payment", "<p>The issuer knows nothing of it.</p>");
    }

    /** On to another page, with a GET. */
    static HttpResponse goTo(String address) {
        return HttpResponse.create()
                .withStatus(StatusCodes.SEE_OTHER)
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .addHeader(RawHeader.create("Referrer-Policy", "no-referrer"))
                .addHeader(Location.create(address));
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
