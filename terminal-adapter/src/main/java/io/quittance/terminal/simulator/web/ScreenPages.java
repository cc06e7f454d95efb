package io.quittance.terminal.simulator.web;

import akka.actor.ActorSystem;
import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.Location;
import akka.http.javadsl.model.headers.RawHeader;
import akka.util.ByteString;
import io.quittance.engine.Limits;
import io.quittance.terminal.simulator.wire.HttpPort;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of a device's screen at {@code /} and what it is made of below {@code /device/}. It works without scripts;
 * with them it is live. Buttons are pressed by pages of this device only: a request that another page makes is refused.
 * Safe for any thread.
 */
public final class ScreenPages implements HttpPort.Pages {

    private static final Pattern BUTTON = Pattern.compile("button=([A-Z_]+)");

    private final ActorSystem system;
    private final Front front;
    private final ScreenHtml html = new ScreenHtml();

    public ScreenPages(ActorSystem system, Front front) {
        this.system = system;
        this.front = front;
    }

    @Override
    public CompletionStage<HttpResponse> show(HttpRequest request) {
        if (request.method().equals(HttpMethods.POST)) {
            return request.getUri().path().equals("/device/press")
                    ? press(request)
                    : unread(request, StatusCodes.NOT_FOUND);
        } else if (!request.method().equals(HttpMethods.GET)) {
            return unread(request, StatusCodes.METHOD_NOT_ALLOWED);
        }
        return unread(request, StatusCodes.OK)
                .thenCompose(unused -> page(request.getUri().path()));
    }

    private CompletionStage<HttpResponse> page(String path) {
        return switch (path) {
            case "/" -> front.look().thenApply(seen -> answer(ContentTypes.TEXT_HTML_UTF8, html.page(seen)));
            case "/device/screen" ->
                front.look().thenApply(seen -> answer(ContentTypes.APPLICATION_JSON, seen.toString()));
            case "/device/device.css" ->
                done(answer(MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8), html.part("device.css")));
            case "/device/device.js" ->
                done(answer(
                        MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8), html.part("device.js")));
            default -> done(HttpResponse.create().withStatus(StatusCodes.NOT_FOUND));
        };
    }

    private CompletionStage<HttpResponse> press(HttpRequest request) {
        if (!isOwnPage(request)) {
            return unread(request, StatusCodes.FORBIDDEN);
        }
        return request.entity()
                .toStrict(Limits.BODY_WAIT.toMillis(), system)
                .thenCompose(body -> pressed(body.getData()));
    }

    private CompletionStage<HttpResponse> pressed(ByteString form) {
        Matcher button = BUTTON.matcher(form.utf8String());
        CompletionStage<Boolean> had =
                button.matches() ? front.press(button.group(1)) : CompletableFuture.completedFuture(false);
        return had.thenApply(hasIt -> hasIt
                ? HttpResponse.create().withStatus(StatusCodes.SEE_OTHER).addHeader(Location.create("/"))
                : HttpResponse.create().withStatus(StatusCodes.BAD_REQUEST));
    }

    /** A browser says where a form comes from; what says nothing is no browser. */
    private static boolean isOwnPage(HttpRequest request) {
        Optional<String> origin = request.getHeader("Origin").map(HttpHeader::value);
        String host = request.getHeader("Host").map(HttpHeader::value).orElse("");
        return origin.isEmpty() || origin.get().equals("http://" + host);
    }

    private CompletionStage<HttpResponse> unread(HttpRequest request, StatusCode status) {
        return request.discardEntityBytes(system).completionStage().thenApply(read -> HttpResponse.create()
                .withStatus(status));
    }

    private static CompletionStage<HttpResponse> done(HttpResponse answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static HttpResponse answer(ContentType type, String content) {
        return HttpResponse.create()
                .withStatus(StatusCodes.OK)
                .withEntity(type, ByteString.fromString(content).toArray())
                .addHeaders(List.of(
                        RawHeader.create("Cache-Control", "no-store"),
                        RawHeader.create("Referrer-Policy", "same-origin"),
                        RawHeader.create("X-Content-Type-Options", "nosniff"),
                        RawHeader.create(
                                "Content-Security-Policy",
                                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                                        + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'")));
    }
}
