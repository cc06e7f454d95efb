package io.quittance.api.http;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The contract as a document ({@code /openapi.yaml}) and as a page ({@code /docs}). The page loads from this server
 * alone, and its browser is told to refuse anything else. Everything is read once, when the server is built; a missing
 * file is found then.
 */
final class DocsRoutes extends AllDirectives {

    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";

    /** RFC 9512. */
    private static final ContentType YAML = MediaTypes.applicationWithFixedCharset("yaml", HttpCharsets.UTF_8, "yaml")
            .toContentType();

    private static final ContentType HTML = ContentTypes.TEXT_HTML_UTF8;
    private static final ContentType CSS = MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8);
    private static final ContentType SCRIPT = MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);
    private static final ContentType PNG = MediaTypes.IMAGE_PNG.toContentType();

    /** Swagger UI draws its icons from {@code data:} addresses in its style sheet. */
    private static final List<HttpHeader> GUARDS = List.of(
            RawHeader.create(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("Cache-Control", "no-cache"));

    private final HttpResponse document = resource(YAML, "/openapi/openapi.yaml");
    private final HttpResponse page = resource(HTML, "/docs/index.html");
    private final Map<String, HttpResponse> parts = Map.of(
            "start.js", resource(SCRIPT, "/docs/start.js"),
            "swagger-ui.css", resource(CSS, SWAGGER_UI + "swagger-ui.css"),
            "swagger-ui-bundle.js", resource(SCRIPT, SWAGGER_UI + "swagger-ui-bundle.js"),
            "favicon-32x32.png", resource(PNG, SWAGGER_UI + "favicon-32x32.png"));

    Route routes() {
        return concat(
                path("openapi.yaml", () -> get(() -> complete(document))),
                path("docs", () -> get(() -> complete(page))),
                path(PathMatchers.segment("docs").slash(PathMatchers.segment()), this::part));
    }

    private Route part(String name) {
        HttpResponse part = parts.get(name);
        return part == null ? reject() : get(() -> complete(part));
    }

    private static HttpResponse resource(ContentType type, String name) {
        try (InputStream stream = DocsRoutes.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks " + name);
            }
            return HttpResponse.create().addHeaders(GUARDS).withEntity(type, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
