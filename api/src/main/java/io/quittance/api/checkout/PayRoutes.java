package io.quittance.api.checkout;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;
import io.quittance.api.web.Forms;
import io.quittance.engine.Limits;
import io.quittance.engine.checkout.Checkout;
import java.util.function.Supplier;

/**
 * The hosted payment page: {@code GET} and {@code POST /pay/{token}}. No API key opens it: the token is what cannot be
 * guessed. Safe for any thread.
 */
public final class PayRoutes extends AllDirectives {

    /** The first part of a page's path. */
    static final String PATH = "pay";

    private final PayDesk desk;
    private final HttpResponse style = PayAnswers.file(PayAnswers.CSS, "pay.css");
    private final HttpResponse script = PayAnswers.file(PayAnswers.SCRIPT, "pay.js");

    /** @param baseUrl where payers reach this server, without a slash at its end; asked for when it is needed */
    public PayRoutes(Checkout checkout, Supplier<String> baseUrl) {
        this.desk = new PayDesk(checkout, baseUrl);
    }

    /** The pages. */
    public Route routes() {
        return pathPrefix(
                PATH,
                () -> concat(
                        path(PathMatchers.segment("assets").slash("pay.css"), () -> get(() -> complete(style))),
                        path(PathMatchers.segment("assets").slash("pay.js"), () -> get(() -> complete(script))),
                        path(PathMatchers.segment(), token -> concat(get(() -> show(token)), post(() -> pay(token))))));
    }

    private Route show(String token) {
        return extractRequest(request -> completeWithFuture(desk.show(token, Visit.of(request), words(request))));
    }

    private Route pay(String token) {
        return extractMaterializer(materializer -> extractRequest(request -> {
            if (!Forms.isNotForeign(request)) {
                request.discardEntityBytes(materializer);
                return complete(PayPages.foreignForm(words(request)));
            }
            return onComplete(
                    request.entity()
                            .withSizeLimit(Limits.PAYMENT_FORM_BYTES_MAX)
                            .toStrict(Limits.BODY_WAIT.toMillis(), materializer),
                    read -> read.isSuccess()
                            ? completeWithFuture(
                                    desk.pay(token, read.get().getData().toArray(), words(request)))
                            : complete(PayPages.tooLarge(words(request))));
        }));
    }

    private static PayWords words(HttpRequest request) {
        return PayWords.of(request.getHeader("Accept-Language").map(HttpHeader::value));
    }
}
