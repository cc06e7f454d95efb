package io.quittance.api.console;

import static io.quittance.api.web.Html.tag;

import io.quittance.api.web.Html;
import io.quittance.engine.id.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every page has around its content. Links are relative, so that the console may stand below any path of a proxy.
 *
 * @param up from the page to where {@code console} is: empty, or one {@code ../} per level
 * @param tenant who is signed in; null when nobody is
 * @param place which part of the console it is in; null in none
 */
record Page(String up, @Nullable Tenant tenant, @Nullable Place place) {

    /** The parts of the console. */
    enum Place {
        PAYMENTS("console", "Payments"),
        TERMINALS("console/terminals", "Terminals");

        private final String path;
        private final String title;

        Place(String path, String title) {
            this.path = path;
            this.title = title;
        }
    }

    /** A page before anybody is signed in. */
    static Page unknown(String up) {
        return new Page(up, null, null);
    }

    /** The whole document. */
    String show(String title, Html... content) {
        Html head = tag("head")
                .of(
                        tag("meta").with("charset", "utf-8").alone(),
                        tag("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1")
                                .alone(),
                        tag("meta")
                                .with("name", "color-scheme")
                                .with("content", "light dark")
                                .alone(),
                        tag("title").of(title + " · Quittance"),
                        link("icon", "console/icon.svg"),
                        link("stylesheet", "console/console.css"));
        Html body = tag("body")
                .of(
                        tag("a").with("class", "skip").with("href", "#content").of("Skip to the content"),
                        header(),
                        tag("main").with("id", "content").of(List.of(content)),
                        tag("footer").of("Read only. Times are UTC."));
        return tag("html").with("lang", "en").of(head, body).document();
    }

    private Html link(String kind, String path) {
        return tag("link").with("rel", kind).with("href", up + path).alone();
    }

    private Html header() {
        Html brand =
                tag("a").with("class", "brand").with("href", up + "console").of("Quittance");
        return tenant == null
                ? tag("header").with("class", "top").of(brand)
                : tag("header").with("class", "top").of(brand, navigation(), who(tenant));
    }

    private Html navigation() {
        return tag("nav")
                .with("aria-label", "Console")
                .of(List.of(Place.values()).stream().map(this::item).toList());
    }

    private Html item(Place there) {
        Html.Tag link = tag("a").with("href", up + there.path);
        return (there == place ? link.with("aria-current", "page") : link).of(there.title);
    }

    private Html who(Tenant signedIn) {
        return tag("form")
                .with("class", "who")
                .with("method", "post")
                .with("action", up + "console/sign-out")
                .of(
                        tag("span").of(signedIn.merchant()),
                        Words.badge(signedIn.mode().text(), signedIn.mode().text()),
                        tag("button").with("type", "submit").of("Sign out"));
    }

    /** The address of a payment's page. */
    String payment(String id) {
        return up + "console/payments/" + id;
    }

    /** The address of the list of a terminal's payments. */
    String paymentsAt(String terminalId) {
        return up + "console?terminal_id=" + terminalId;
    }

    /** The address of the list of terminals. */
    String terminals() {
        return up + Place.TERMINALS.path;
    }
}
