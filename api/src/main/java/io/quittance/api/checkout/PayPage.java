package io.quittance.api.checkout;

import static io.quittance.api.web.Html.tag;

import io.quittance.api.web.Html;
import java.util.ArrayList;
import java.util.List;

/**
 * What every page of a payment has around its content. Links are relative, so that it may stand below any path of a
 * proxy.
 *
 * @param refresh when the browser asks again, or goes on: {@code 2}, or {@code 0;url=…}; empty for never
 */
record PayPage(PayWords words, String refresh) {

    private static final String AGAIN = "2";

    /** A page that stays as it is. */
    static PayPage still(PayWords words) {
        return new PayPage(words, "");
    }

    /** A page that asks again how the payment stands. */
    static PayPage waiting(PayWords words) {
        return new PayPage(words, AGAIN);
    }

    /** A page that goes on by itself. */
    static PayPage leaving(PayWords words, String address) {
        return new PayPage(words, "0;url=" + address);
    }

    /** The whole document. */
    String show(String title, Html... content) {
        Html body = tag("body")
                .of(
                        tag("main").with("class", "sheet").of(List.of(content)),
                        tag("footer").of(tag("p").of(words.get("footer"))));
        Html.Tag page = tag("html").with("lang", words.locale().toLanguageTag()).with("dir", words.direction());
        return (refresh.equals(AGAIN) ? page.with("data-again", AGAIN) : page)
                .of(head(title), body)
                .document();
    }

    private Html head(String title) {
        List<Html> parts = new ArrayList<>(List.of(
                tag("meta").with("charset", "utf-8").alone(),
                meta("viewport", "width=device-width, initial-scale=1"),
                meta("color-scheme", "light dark"),
                meta("robots", "noindex"),
                tag("title").of(title)));
        if (!refresh.isEmpty()) {
            Html again = tag("meta")
                    .with("http-equiv", "refresh")
                    .with("content", refresh)
                    .alone();
            // A script looks again without disturbing the reader: a page that reloads itself speaks anew each time.
            parts.add(refresh.equals(AGAIN) ? tag("noscript").of(again) : again);
        }
        // Without one, browsers ask this server for a picture that it has not.
        parts.add(tag("link").with("rel", "icon").with("href", "data:,").alone());
        parts.add(tag("link")
                .with("rel", "stylesheet")
                .with("href", "assets/pay.css")
                .alone());
        parts.add(tag("script").with("src", "assets/pay.js").with("defer").of());
        return tag("head").of(parts);
    }

    private static Html meta(String name, String content) {
        return tag("meta").with("name", name).with("content", content).alone();
    }
}
