package io.quittance.api.checkout;

import static io.quittance.api.web.Html.tag;
import static io.quittance.api.web.Html.text;

import akka.http.javadsl.model.HttpResponse;
import io.quittance.api.web.Html;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.WebAddress;
import io.quittance.engine.checkout.TokenCode;
import io.quittance.engine.checkout.TokenStatus;
import io.quittance.engine.checkout.TokenView;
import io.quittance.engine.intent.Funds;
import io.quittance.engine.token.TokenEnd;
import io.quittance.engine.token.TokenUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which page an access token has, as it stands. Pure. */
final class PayPages {

    private static final String GOOD = "good";
    private static final String BAD = "bad";
    private static final String WAIT = "wait";

    private final TokenView view;
    private final PayWords words;

    private PayPages(TokenView view, PayWords words) {
        this.view = view;
        this.words = words;
    }

    /** The page, or where the payer has to go now. */
    static HttpResponse of(TokenView view, Visit visit, PayWords words) {
        return new PayPages(view, words).page(visit);
    }

    /** What is to be paid, and for what. */
    static Html due(TokenView view, PayWords words) {
        String order = view.intent().snapshot().facts().terms().referenceId();
        return tag("div")
                .with("class", "due")
                .of(
                        order == null
                                ? Html.NOTHING
                                : tag("p").with("class", "order").of(text(words.get("order") + " "), foreign(order)),
                        tag("p").with("class", "amount")
                                .of(words.money(view.intent().amount())));
    }

    /** Nobody can tell now. */
    static HttpResponse unavailable(PayWords words) {
        return told(503, PayPage.still(words), "unavailable", BAD);
    }

    /** There is no such token. */
    static HttpResponse nothing(PayWords words) {
        return told(404, PayPage.still(words), "nothing", BAD);
    }

    /** The form did not come from this page. */
    static HttpResponse foreignForm(PayWords words) {
        return told(403, PayPage.still(words), "foreign", BAD);
    }

    /** The form is no form of ours. */
    static HttpResponse tooLarge(PayWords words) {
        return told(413, PayPage.still(words), "large", BAD);
    }

    private HttpResponse page(Visit visit) {
        TokenCode code = view.code();
        if (view.status() == TokenStatus.EXPIRED) {
            return ended(view.token().use() == null ? "expired" : "lapsed");
        } else if (code == null) {
            return PayAnswers.page(200, CardPage.show(view, words, Map.of()));
        }
        return switch (code) {
            case SUCCESSFUL -> paid();
            case DECLINED -> declined();
            case DUPLICATE -> ended("duplicate");
            case FAILED -> ended("failed");
            case REVOKED -> ended(view.token().end() == TokenEnd.REPLACED ? "replaced" : "revoked");
            case WAITING_PRE_EXECUTE -> waiting("awaiting");
            case AUTHORIZING, PROCESSING -> underWay(visit);
        };
    }

    private HttpResponse underWay(Visit visit) {
        NextAction asked = view.token().challenge() != null
                ? view.token().challenge()
                : view.intent().snapshot().nextAction();
        if (asked == null || !WebAddress.isUsable(asked.url())) {
            return waiting("processing");
        }
        return switch (visit) {
            case DIRECT -> PayAnswers.goTo(asked.url());
            case SENT -> atIssuer(PayPage.leaving(words, asked.url()), asked.url());
            case RETURNED -> atIssuer(PayPage.waiting(words), asked.url());
        };
    }

    private HttpResponse atIssuer(PayPage page, String address) {
        return PayAnswers.page(
                200,
                page.show(
                        words.get("issuer.title"),
                        due(view, words),
                        notice(words, "issuer", WAIT),
                        link(address, words.get("issuer.go"))));
    }

    private HttpResponse waiting(String key) {
        return PayAnswers.page(
                200,
                PayPage.waiting(words).show(words.get(key + ".title"), due(view, words), notice(words, key, WAIT)));
    }

    private HttpResponse paid() {
        Funds funds = view.intent().snapshot().facts().funds();
        if (funds.captured() > 0) {
            return result(funds.refunded() == funds.captured() ? "refunded" : "paid", GOOD, Html.NOTHING, "back");
        }
        return result(funds.capturable() > 0 ? "reserved" : "released", GOOD, Html.NOTHING, "back");
    }

    private HttpResponse declined() {
        Failure failure = failure();
        String reason = failure == null ? "" : "reason." + failure.declineCode();
        Html why = tag("p").of(words.get(words.has(reason) ? reason : "reason.other"));
        return result("declined", BAD, why, "back.again");
    }

    private HttpResponse ended(String key) {
        return result(key, BAD, Html.NOTHING, "back.again");
    }

    private HttpResponse result(String key, String tone, Html why, String back) {
        String shop = view.returnUrl();
        return PayAnswers.page(
                200,
                PayPage.still(words)
                        .show(
                                words.get(key + ".title"),
                                notice(words, key, tone),
                                why,
                                facts(),
                                shop != null && WebAddress.isUsable(shop)
                                        ? link(shop, words.get(back))
                                        : tag("p").with("class", "note").of(words.get("close"))));
    }

    private Html facts() {
        List<Html> rows = new ArrayList<>();
        rows.add(row("fact.amount", words.money(view.intent().amount())));
        TokenUse use = view.token().use();
        if (use != null && use.method().masked() != null) {
            rows.add(row("fact.card", card(use.method(), use.method().masked())));
        }
        String order = view.intent().snapshot().facts().terms().referenceId();
        if (order != null) {
            rows.add(row("fact.order", foreign(order)));
        }
        rows.add(row(
                "fact.payment",
                tag("bdi").with("dir", "ltr").of(view.intent().id().value())));
        return tag("dl").of(rows);
    }

    private Html row(String name, Html value) {
        return tag("div").of(tag("dt").of(words.get(name)), tag("dd").of(value));
    }

    private static Html card(MethodSummary method, String masked) {
        String brand = method.brand();
        Html number = tag("bdi").with("dir", "ltr").with("class", "card").of(masked);
        return brand == null
                ? number
                : Html.of(tag("bdi").with("dir", "ltr").with("class", "brand").of(brand), text(" "), number);
    }

    private @Nullable Failure failure() {
        TokenUse use = view.token().use();
        return use == null || use.attempt() == null
                ? null
                : view.intent().attempts().get(use.attempt() - 1).failure();
    }

    private static Html foreign(String word) {
        return tag("bdi").with("dir", "auto").of(word);
    }

    private static Html link(String address, String words) {
        return tag("p").of(tag("a").with("class", "go")
                .with("href", address)
                .with("rel", "noreferrer")
                .of(words));
    }

    private static Html notice(PayWords words, String key, String tone) {
        return tag("div")
                .with("class", "notice")
                .with("data-tone", tone)
                .with("role", "status")
                .of(tag("h1").of(words.get(key + ".title")), tag("p").of(words.get(key + ".text")));
    }

    private static HttpResponse told(int status, PayPage page, String key, String tone) {
        return PayAnswers.page(status, page.show(page.words().get(key + ".title"), notice(page.words(), key, tone)));
    }
}
