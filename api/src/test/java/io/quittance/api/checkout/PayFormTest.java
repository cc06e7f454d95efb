package io.quittance.api.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.Refusal;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a payer sends. */
final class PayFormTest {
    private static final String NUMBER = "4456530000001096";
    private static final String GOOD = "number=" + NUMBER + "&expiry=12%20%2F%2030&cvc=020";

    @RegisterExtension
    static final PayServer SERVER = new PayServer();

    @BeforeEach
    void issued() {
        SERVER.checkout.shows(GivenToken.issued());
    }

    @Test
    void aCardIsGivenOnceAndAPageIsFetchedAfterwards() {
        HttpResponse<String> answer = SERVER.pay(GOOD);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(GivenToken.ID.value() + "?sent");
        assertThat(answer.body()).isEmpty();
        assertThat(SERVER.checkout.cards()).containsExactly(CardDetails.of(NUMBER, 12, 2030, "020"));
        assertThat(SERVER.checkout.pages())
                .containsExactly(PayServer.PUBLIC + "/pay/" + GivenToken.ID.value() + "?returned");
    }

    @ParameterizedTest
    @CsvSource({
        "4456 5300 0000 1096, 12 / 30, 020",
        "4456-5300-0000-1096, 12/2030, 020",
        "' 4456 5300–0000 1096 ', 1230, 0 20",
        "٤٤٥٦٥٣٠٠٠٠٠٠١٠٩٦, 12-30, ٠٢٠",
        "4456530000001096, 122030, 020"
    })
    void aCardIsReadHoweverItIsTyped(String number, String expiry, String cvc) {
        assertThat(SERVER.pay(form(number, expiry, cvc)).statusCode()).isEqualTo(303);
        assertThat(SERVER.checkout.cards()).containsExactly(CardDetails.of(NUMBER, 12, 2030, "020"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 12/30, 020, number, Enter the card number.",
        "4456530000001097, 12/30, 020, number, This card number is not right.",
        "44565300, 12/30, 020, number, This card number is not right.",
        "4456530000001096, '', 020, expiry, Enter the expiry date.",
        "4456530000001096, 13/30, 020, expiry, Enter the expiry date as month and year",
        "4456530000001096, 12/30, '', cvc, Enter the security code.",
        "4456530000001096, 12/30, 02, cvc, The security code has 3 or 4 digits."
    })
    void aFaultIsSaidBesideItsFieldAndNothingIsSent(
            String number, String expiry, String cvc, String field, String said) {
        HttpResponse<String> answer = SERVER.pay(form(number, expiry, cvc));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(SERVER.checkout.cards()).isEmpty();
        assertThat(answer.body())
                .contains("id=\"" + field + "-fault\">" + said)
                .contains("aria-describedby=\"" + field + "-fault " + field + "-hint\" required aria-invalid=\"true\"")
                .contains("<div class=\"summary\" id=\"faults\" role=\"alert\" tabindex=\"-1\" autofocus>")
                .contains("<a href=\"#" + field + "\">" + said)
                .contains("Nothing was charged yet");
        assertThat(answer.body().split("aria-invalid", -1)).hasSize(2);
    }

    @Test
    void noNumberAndNoCodeComeBack() {
        for (String form : List.of(form(NUMBER, "12/29", ""), form("4456530000001097", "1", "9876"))) {
            assertThat(SERVER.pay(form).body())
                    .doesNotContain(NUMBER, "445653000000109", "9876", "12/29")
                    .doesNotContain("value=\"");
        }
    }

    @Test
    void allFaultsAreSaidAtOnce() {
        assertThat(SERVER.pay("").body()).contains("number-fault", "expiry-fault", "cvc-fault");
        assertThat(SERVER.pay("%zz=&number=%zz&expiry").body()).contains("number-fault", "expiry-fault", "cvc-fault");
    }

    @Test
    void anExpiredCardIsSaidAtItsExpiry() {
        SERVER.checkout.refuses(Refusal.of(Refusal.Code.CARD_EXPIRED, "expired"));

        HttpResponse<String> answer = SERVER.pay(GOOD);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("id=\"expiry-fault\">This card has expired.")
                .doesNotContain(NUMBER);
    }

    @ParameterizedTest
    @CsvSource({
        "/payment_method/card/number, number",
        "/card/exp_year, expiry",
        "/exp_month, expiry",
        "/cvc, cvc",
        "/elsewhere, number"
    })
    void aFaultThatOnlyTheEngineSeesIsSaidAtItsField(String pointer, String field) {
        SERVER.checkout.refuses(Refusal.invalid(List.of(new FieldFault(pointer, "invalid", "wrong " + NUMBER, "***"))));

        assertThat(SERVER.pay(GOOD).body())
                .contains("id=\"" + field + "-fault\"")
                .doesNotContain(NUMBER);
    }

    @Test
    void whoComesTooLateIsToldHowItStands() {
        SERVER.checkout.refuses(Refusal.of(Refusal.Code.ATTEMPT_IN_PROGRESS, "no"));
        assertThat(SERVER.pay(GOOD).statusCode()).isEqualTo(303);

        SERVER.checkout.shows(GivenToken.paid(null));
        assertThat(SERVER.pay("number=1").statusCode()).isEqualTo(303);
    }

    @Test
    void aCardThatCannotBeTakenNowIsNotTakenForPaid() {
        SERVER.checkout.refuses(Refusal.overloaded());

        HttpResponse<String> answer = SERVER.pay(GOOD);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Nothing is charged twice").doesNotContain(NUMBER);
    }

    @Test
    void aFailureThatNamesTheCardReachesNeitherThePayerNorTheLog() {
        Logger logger = (Logger) LoggerFactory.getLogger(PayDesk.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        SERVER.checkout.fails();
        try {
            HttpResponse<String> answer = SERVER.pay(GOOD);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("Nothing is charged twice").doesNotContain(NUMBER);
            assertThat(log.list).singleElement().satisfies(line -> {
                assertThat(line.getFormattedMessage())
                        .contains("IllegalStateException")
                        .doesNotContain(NUMBER, GivenToken.ID.value());
                assertThat(line.getThrowableProxy()).isNull();
            });
        } finally {
            logger.detachAppender(log);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: https://evil.example"})
    void aFormOfAnotherSiteIsNotRead(String header) {
        String[] parts = header.split(": ");

        HttpResponse<String> answer = SERVER.send(SERVER.form(GOOD).header(parts[0], parts[1]));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("nothing was charged").doesNotContain(NUMBER);
        assertThat(SERVER.checkout.cards()).isEmpty();
    }

    @Test
    void aBrowserThatKeepsTheAddressForItselfMayPay() {
        String own = "http://" + SERVER.address().getAuthority();
        assertThat(SERVER.send(SERVER.form(GOOD).header("Origin", "null")).statusCode())
                .isEqualTo(303);
        assertThat(SERVER.send(SERVER.form(GOOD).header("Origin", own)).statusCode())
                .isEqualTo(303);
        assertThat(SERVER.send(SERVER.form(GOOD).header("Origin", "null").header("Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(SERVER.send(SERVER.form(GOOD).header("Origin", "null").header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aFormBeyondItsBoundIsNotRead() {
        HttpResponse<String> answer = SERVER.pay(GOOD + "&more=" + "x".repeat(4_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("Nothing was charged").doesNotContain(NUMBER);
        assertThat(SERVER.checkout.cards()).isEmpty();
    }

    @Test
    void anUnknownTokenTakesNoCard() {
        HttpResponse<String> answer = SERVER.send(SERVER.request("/pay/at_x")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(GOOD)));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain(NUMBER);
    }

    @Test
    void aFormDoesNotReachALog() {
        CardForm form = CardForm.read(GOOD.getBytes(StandardCharsets.US_ASCII));

        assertThat(form).hasToString("CardForm[redacted]");
        assertThat(form.card()).hasToString("CardDetails[redacted]");
    }

    private static String form(String number, String expiry, String cvc) {
        return "number=" + encoded(number) + "&expiry=" + encoded(expiry) + "&cvc=" + encoded(cvc);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
