package io.quittance.api.console;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.HttpCookiePair;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;
import io.quittance.api.auth.Access;
import io.quittance.api.auth.ApiKeys;
import io.quittance.api.auth.Scope;
import io.quittance.api.console.Page.Place;
import io.quittance.api.web.Forms;
import io.quittance.engine.Limits;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.id.IdSource;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The console's table of contents, and who may come in: somebody who has shown a key that may look at payments. The key
 * is sent once, in a form; from then on a cookie stands for it, which no script can read and no other site can use.
 */
public final class ConsoleRoutes extends AllDirectives {

    /** The name of the cookie. */
    static final String COOKIE = "quittance_console";

    private static final Set<Scope> LOOK = Set.of(Scope.READ, Scope.PAYMENTS);
    private static final String AT_ROOT = "";
    private static final String ONE_BELOW = "../";
    private static final String TWO_BELOW = "../../";

    private final ApiKeys keys;
    private final ConsoleSessions sessions;
    private final ConsoleLooks looks;
    private final HttpResponse style = ConsoleAnswers.file(ConsoleAnswers.CSS, "console.css");
    private final HttpResponse icon = ConsoleAnswers.file(ConsoleAnswers.SVG, "icon.svg");

    private ConsoleRoutes(ApiKeys keys, ConsoleSessions sessions, ConsoleLooks looks) {
        this.keys = keys;
        this.sessions = sessions;
        this.looks = looks;
    }

    /**
     * The console of one server.
     *
     * @param clock says when sessions end
     * @param random makes what cannot be guessed
     */
    public static ConsoleRoutes of(PaymentEngine engine, ApiKeys keys, InstantSource clock, IdSource random) {
        return new ConsoleRoutes(keys, new ConsoleSessions(clock, random), new ConsoleLooks(engine));
    }

    /** The pages. */
    public Route routes() {
        return concat(
                path("console", () -> get(this::start)),
                pathPrefix(
                        "console",
                        () -> concat(
                                path("sign-in", () -> post(this::signIn)),
                                path("sign-out", () -> post(this::signOut)),
                                path("terminals", () -> get(this::terminals)),
                                path(
                                        PathMatchers.segment("payments").slash(PathMatchers.segment()),
                                        id -> get(() -> payment(id))),
                                path("console.css", () -> get(() -> complete(style))),
                                path("icon.svg", () -> get(() -> complete(icon))))));
    }

    private Route start() {
        return visitor(access -> access.map(signedIn -> look(
                        signedIn,
                        new Page(AT_ROOT, signedIn.tenant(), Place.PAYMENTS),
                        (page, request) -> completeWithFuture(looks.payments(page, signedIn.tenant(), request))))
                .orElseGet(() -> complete(ConsoleAnswers.page(200, SignInPage.show(Page.unknown(AT_ROOT), null)))));
    }

    private Route terminals() {
        return signedIn(
                ONE_BELOW,
                access -> look(
                        access,
                        new Page(ONE_BELOW, access.tenant(), Place.TERMINALS),
                        (page, request) -> completeWithFuture(looks.terminals(page, access.tenant(), request))));
    }

    private Route payment(String id) {
        return signedIn(
                TWO_BELOW,
                access -> look(
                        access,
                        new Page(TWO_BELOW, access.tenant(), Place.PAYMENTS),
                        (page, request) -> completeWithFuture(looks.payment(page, access.tenant(), id))));
    }

    private interface ForVisitor {
        Route answer(Optional<Access> access);
    }

    private interface ForAccess {
        Route answer(Access access);
    }

    private Route visitor(ForVisitor inner) {
        return optionalCookie(
                COOKIE, cookie -> inner.answer(cookie.map(HttpCookiePair::value).flatMap(sessions::find)));
    }

    private Route signedIn(String up, ForAccess inner) {
        return visitor(
                access -> access.map(inner::answer).orElseGet(() -> complete(ConsoleAnswers.goTo(up + "console"))));
    }

    /** A page draws from its key's allowance like any request. */
    private Route look(Access access, Page page, BiFunction<Page, HttpRequest, Route> inner) {
        return access.allowance().take().granted()
                ? extractRequest(request -> inner.apply(page, request))
                : complete(ConsoleLooks.tooMany(page).addHeader(RawHeader.create("Retry-After", "1")));
    }

    private Route signIn() {
        return extractMaterializer(materializer -> extractRequest(request -> onComplete(
                request.entity()
                        .withSizeLimit(Limits.CONSOLE_FORM_BYTES_MAX)
                        .toStrict(Limits.BODY_WAIT.toMillis(), materializer),
                read -> complete(
                        read.isSuccess() && Forms.isOwn(request)
                                ? signIn(
                                        request,
                                        ConsoleForm.key(read.get().getData().toArray()))
                                : refused(SignInPage.WRONG_KEY)))));
    }

    private HttpResponse signIn(HttpRequest request, String key) {
        Optional<Access> access = keys.accessOf(key);
        if (access.isEmpty()) {
            return refused(SignInPage.WRONG_KEY);
        } else if (!access.get().mayAny(LOOK)) {
            return refused(SignInPage.OTHER_KEY);
        }
        return ConsoleAnswers.goTo(ONE_BELOW + "console")
                .addHeader(ConsoleAnswers.keep(sessions.open(access.get()), ConsoleForm.isEncrypted(request)));
    }

    private static HttpResponse refused(String why) {
        return ConsoleAnswers.page(401, SignInPage.show(Page.unknown(ONE_BELOW), why))
                .addHeader(RawHeader.create("WWW-Authenticate", "Bearer"));
    }

    /** Another site cannot end a session: its forms come without the cookie. */
    private Route signOut() {
        return extractMaterializer(materializer -> extractRequest(request -> optionalCookie(COOKIE, cookie -> {
            request.discardEntityBytes(materializer);
            cookie.map(HttpCookiePair::value).ifPresent(sessions::close);
            return complete(ConsoleAnswers.goTo(ONE_BELOW + "console").addHeader(ConsoleAnswers.forget()));
        })));
    }
}
