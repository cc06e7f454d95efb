package io.quittance.api.checkout;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes the responses of the payment page. The browser loads nothing from elsewhere, keeps nothing, shows the page in
 * no frame, and tells nobody its address, which opens it.
 */
final class PayAnswers {

    static final ContentType CSS = MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8);
    static final ContentType SCRIPT = MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);

    private static final HttpHeader KEEP_NOTHING = RawHeader.create("Cache-Control", "no-store");

    private static final List<HttpHeader> GUARDS = List.of(
            RawHeader.create(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("X-Frame-Options", "DENY"),
            RawHeader.create("X-Robots-Tag", "noindex, nofollow"),
            RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"));

    private PayAnswers() {}

    static HttpResponse page(int status, String document) {
        return HttpResponse.create()
                .withStatus(StatusCodes.get(status))
                .addHeaders(GUARDS)
                .addHeader(KEEP_NOTHING)
                .addHeader(RawHeader.create("Vary", "Accept-Language"))
                .withEntity(ContentTypes.TEXT_HTML_UTF8, document.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * On to another page, with a GET.
     *
     * @param address a checked {@link io.quittance.engine.attempt.WebAddress}, or one relative to the page
     */
    static HttpResponse goTo(String address) {
        return HttpResponse.create()
                .withStatus(StatusCodes.SEE_OTHER)
                .addHeaders(GUARDS)
                .addHeader(KEEP_NOTHING)
                .addHeader(RawHeader.create("Location", address));
    }

    /** A file of the page; a missing one is found when the server is built. */
    static HttpResponse file(ContentType type, String name) {
        try (InputStream stream = PayAnswers.class.getResourceAsStream("/pay/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks " + name);
            }
            return HttpResponse.create()
                    .addHeaders(GUARDS)
                    .addHeader(RawHeader.create("Cache-Control", "no-cache"))
                    .withEntity(type, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
