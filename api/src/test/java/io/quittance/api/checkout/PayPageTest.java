package io.quittance.api.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.checkout.TokenView;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.token.TokenEnd;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a payer sees, state by state. */
final class PayPageTest {
    private static final String LINK_TO_SHOP = GivenToken.SHOP.replace("&", "&amp;");
    private static final String LINK_TO_ISSUER = GivenToken.ISSUER.replace("&", "&amp;");
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src|action)=\"([^\"#]+)\"");

    @RegisterExtension
    static final PayServer SERVER = new PayServer();

    @BeforeEach
    void issued() {
        SERVER.checkout.shows(GivenToken.issued());
    }

    @Test
    void anIssuedTokenHasAFormThatBrowsersAndAssistiveToolsUnderstand() {
        HttpResponse<String> page = SERVER.look();

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .startsWith("<!doctype html>")
                .contains("<html lang=\"en\" dir=\"ltr\">", "<form method=\"post\"")
                .contains("autocomplete=\"cc-number\"", "autocomplete=\"cc-exp\"", "autocomplete=\"cc-csc\"")
                .contains("<label for=\"number\">", "<label for=\"expiry\">", "<label for=\"cvc\">")
                .contains("€1,234.50", "inputmode=\"numeric\"")
                .doesNotContain("aria-invalid", "http-equiv=\"refresh\"");
    }

    @Test
    void theWordsOfAMerchantAreWordsOnly() {
        assertThat(SERVER.look().body()).contains("order &lt;7&gt; &amp; co").doesNotContain(GivenToken.ORDER);
    }

    @Test
    void aPayerIsToldThatHisCardIsKept() {
        assertThat(SERVER.look().body()).doesNotContain("will be kept");
        SERVER.checkout.shows(GivenToken.issued(true));
        assertThat(SERVER.look().body()).contains("will be kept for later payments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pay/at_unknown", "/pay/x", "/pay/%3Cscript%3E"})
    void anUnknownTokenIsNothing(String path) {
        HttpResponse<String> page = SERVER.look(path);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is no such payment").doesNotContain("<script>");
    }

    @Test
    void aChallengeSendsThePayerToHisIssuer() {
        for (TokenView view : List.of(GivenToken.challenged(), GivenToken.asked())) {
            SERVER.checkout.shows(view);

            HttpResponse<String> page = SERVER.look();

            assertThat(page.statusCode()).isEqualTo(303);
            assertThat(page.headers().firstValue("Location")).contains(GivenToken.ISSUER);
        }
    }

    @Test
    void afterAFormAPageLeadsToTheIssuerBecauseBrowsersLetNoFormDoIt() {
        SERVER.checkout.shows(GivenToken.challenged());

        assertThat(SERVER.look(path("?sent")).body())
                .contains("http-equiv=\"refresh\" content=\"0;url=" + LINK_TO_ISSUER + "\"")
                .contains("href=\"" + LINK_TO_ISSUER + "\"");
    }

    @Test
    void whoComesFromHisIssuerIsNotSentThereAgainUnasked() {
        SERVER.checkout.shows(GivenToken.challenged());

        for (String back : List.of("?returned", "?returned&id=1", "?returned=1")) {
            assertThat(SERVER.look(path(back)).body())
                    .contains("http-equiv=\"refresh\" content=\"2\"")
                    .contains("href=\"" + LINK_TO_ISSUER + "\"");
        }
    }

    @Test
    void whatIsUnderWayLooksByItselfAndSaysThatNobodyPaysTwice() {
        for (TokenView view : List.of(GivenToken.processing(), GivenToken.authenticating())) {
            SERVER.checkout.shows(view);

            assertThat(SERVER.look().body())
                    .contains("http-equiv=\"refresh\" content=\"2\"")
                    .contains("charged once at most", "You may close the window")
                    .doesNotContain("<form");
        }
    }

    @Test
    void aPauseSaysThatTheShopHasToConfirmAndThatNothingWasCharged() {
        SERVER.checkout.shows(GivenToken.awaitingResume());

        assertThat(SERVER.look().body())
                .contains("http-equiv=\"refresh\" content=\"2\"")
                .contains("The shop has to confirm", "nothing was charged yet");
    }

    @Test
    void aPaidTokenShowsWhatWasPaidWithWhichCardAndTheWayBack() {
        SERVER.checkout.shows(GivenToken.paid(GivenToken.SHOP));

        assertThat(SERVER.look().body())
                .contains("<h1>Paid</h1>", "€1,234.50", "445653XXXXXX1096", "visa", GivenToken.INTENT.value())
                .contains("href=\"" + LINK_TO_SHOP + "\"")
                .doesNotContain("<form", "http-equiv=\"refresh\"");
    }

    @Test
    void aShopWithoutAnAddressIsLeftByClosingTheWindow() {
        for (String shop : new String[] {null, "javascript:alert(1)"}) {
            SERVER.checkout.shows(GivenToken.paid(shop));

            assertThat(SERVER.look().body())
                    .contains("You may close this window")
                    .doesNotContain("javascript:");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "insufficient_funds, not enough money on the card",
        "authentication_abandoned, not confirmed with your bank in time",
        "do_not_honor, refused without saying why",
        "some_new_word, refused without saying why"
    })
    void aDeclinedTokenSaysWhyAndThatNothingWasCharged(String declineCode, String said) {
        SERVER.checkout.shows(GivenToken.declined(declineCode));

        assertThat(SERVER.look().body())
                .contains("The payment was declined", "Nothing was charged", said)
                .contains("href=\"" + LINK_TO_SHOP + "\"")
                .doesNotContain("<form", "NO <b>");
    }

    @ParameterizedTest
    @EnumSource(TokenEnd.class)
    void anEndedTokenSaysThatNothingWasCharged(TokenEnd why) {
        SERVER.checkout.shows(GivenToken.ended(why));

        assertThat(SERVER.look().body())
                .contains("Nothing was charged", "href=\"" + LINK_TO_SHOP + "\"")
                .doesNotContain("<form");
    }

    @Test
    void anOvertakenOrFailedTokenTakesNoCard() {
        for (TokenView view : List.of(GivenToken.overtaken(), GivenToken.failed())) {
            SERVER.checkout.shows(view);
            assertThat(SERVER.look().body()).contains("Nothing was charged").doesNotContain("<form");
        }
    }

    @Test
    void whatCannotBeToldNowSaysThatNobodyPaysTwice() {
        SERVER.checkout.tellsNothing(Refusal.overloaded());

        HttpResponse<String> page = SERVER.look();

        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("Nothing is charged twice");
    }

    @ParameterizedTest
    @CsvSource({
        "he-IL, he, rtl",
        "iw, he, rtl",
        "'fr;q=0.9, he;q=0.8, en;q=0.1', he, rtl",
        "en-GB, en, ltr",
        "fr, en, ltr",
        "';;,,=', en, ltr"
    })
    void thePageSpeaksThePayersLanguage(String accepted, String language, String direction) {
        HttpResponse<String> page = SERVER.send(SERVER.request(path("")).header("Accept-Language", accepted));

        assertThat(page.body()).contains("<html lang=\"" + language + "\" dir=\"" + direction + "\">");
        assertThat(page.body().contains("תשלום בכרטיס")).isEqualTo(language.equals("he"));
        assertThat(page.body()).contains("<bdi dir=\"ltr\" class=\"money\">").contains("1,234.50");
        assertThat(page.headers().firstValue("Vary")).contains("Accept-Language");
    }

    @Test
    void everyPageGuardsItselfAndIsNotKept() {
        for (TokenView view : List.of(GivenToken.issued(), GivenToken.paid(null), GivenToken.challenged())) {
            SERVER.checkout.shows(view);
            guards(SERVER.look());
        }
        guards(SERVER.look("/pay/x"));
        guards(SERVER.pay("number=1"));
    }

    private static void guards(HttpResponse<String> page) {
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                        + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("X-Robots-Tag"))
                .hasValueSatisfying(tag -> assertThat(tag).contains("noindex"));
        assertThat(page.body()).doesNotContain("style=\"", " onclick=", " onload=");
    }

    @Test
    void whatAPageNeedsIsThere() {
        List<String> references = new ArrayList<>();
        Matcher found = REFERENCE.matcher(SERVER.look().body());
        while (found.find()) {
            references.add(found.group(1));
        }

        assertThat(references).contains("assets/pay.css", "assets/pay.js", GivenToken.ID.value());
        assertThat(SERVER.look("/pay/assets/pay.css").body()).contains("prefers-color-scheme: dark");
        assertThat(SERVER.look("/pay/assets/pay.js").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/javascript"));
    }

    @Test
    void everyWordIsSpokenInEveryLanguage() {
        ResourceBundle hebrew = PayWords.of(Optional.of("he")).bundle();
        ResourceBundle english = PayWords.of(Optional.empty()).bundle();

        assertThat(hebrew.getLocale().getLanguage()).isEqualTo("he");
        assertThat(Stream.of(hebrew.keySet(), english.keySet()))
                .allSatisfy(keys -> assertThat(keys).isEqualTo(english.keySet()));
        assertThat(english.keySet()).allSatisfy(key -> {
            boolean isSame = hebrew.getString(key).equals(english.getString(key));
            assertThat(isSame).as(key).isFalse();
        });
    }

    private static String path(String query) {
        return "/pay/" + GivenToken.ID.value() + query;
    }
}
