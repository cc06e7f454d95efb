package io.quittance.api.console;

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

/** Makes the console's responses. The browser is told to load nothing from elsewhere, and to keep no page. */
final class ConsoleAnswers {

    static final ContentType CSS = MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8);
    static final ContentType SVG = MediaTypes.IMAGE_SVG_XML.toContentType();

    private static final String COOKIE = ConsoleRoutes.COOKIE + "=";

    /**
     * Forms say where they come from only under a referrer policy that lets them: {@code same-origin} tells nobody
     * else.
     */
    private static final List<HttpHeader> GUARDS = List.of(
            RawHeader.create(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
                            + " frame-ancestors 'none'"),
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("Referrer-Policy", "same-origin"));

    private ConsoleAnswers() {}

    static HttpResponse page(int status, String document) {
        return HttpResponse.create()
                .withStatus(StatusCodes.get(status))
                .addHeaders(GUARDS)
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .withEntity(ContentTypes.TEXT_HTML_UTF8, document.getBytes(StandardCharsets.UTF_8));
    }

    /** On to another page of the console, with a GET. */
    static HttpResponse goTo(String address) {
        return HttpResponse.create()
                .withStatus(StatusCodes.SEE_OTHER)
                .addHeaders(GUARDS)
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .addHeader(RawHeader.create("Location", address));
    }

    /**
     * The browser keeps this until it is closed. Without a path the cookie is for the pages beside the one that sets
     * it, which are the console's, below whatever path a proxy shows it.
     */
    static HttpHeader keep(String token, boolean isEncrypted) {
        return RawHeader.create(
                "Set-Cookie", COOKIE + token + "; HttpOnly; SameSite=Strict" + (isEncrypted ? "; Secure" : ""));
    }

    /** The browser keeps nothing any more. */
    static HttpHeader forget() {
        return RawHeader.create("Set-Cookie", COOKIE + "; Max-Age=0; HttpOnly; SameSite=Strict");
    }

    /** A file of the console; a missing one is found when the server is built. */
    static HttpResponse file(ContentType type, String name) {
        try (InputStream stream = ConsoleAnswers.class.getResourceAsStream("/console/" + name)) {
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
