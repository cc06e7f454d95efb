package io.quittance.api.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.api.checkout.Merchant.Reply;
import io.quittance.engine.Limits;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the scenarios T20 to T29 of the source systems, and CE-1 to CE-14, as a merchant and a payer meet them. Method:
 * a whole server on loopback, a merchant who calls it, a payer who sends its forms; whatever is said about the money is
 * held against the acquirer's ledger.
 */
final class CheckoutScenariosTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final Payer payer = new Payer();
    private CheckoutServer shop;
    private Merchant merchant;

    @BeforeEach
    void start() {
        shop = CheckoutServer.start(directory);
        merchant = shop.merchant();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void t20aCardWhoseIssuerAsksIsAuthorizingUntilThePayerConfirmsAndThenPaidOnce() {
        Reply token = merchant.token("t20", ",\"return_url\":\"https://shop.example/back?order=20\"");
        assertThat(token.status()).isEqualTo(201);
        assertThat(token.standing()).isEqualTo("issued null");
        payer.pays(token, Payer.ASKED);

        assertThat(merchant.now(token).standing()).isEqualTo("in_use 3");
        assertThat(merchant.now(token).text("/intent/status_reason")).isEqualTo("requires_action");
        charged(0);
        HttpResponse<String> page = payer.answers(payer.issuerOf(token), "confirm");

        assertThat(page.body()).contains("Paid", "445653XXXXXX1096", "https://shop.example/back?order=20");
        paid(token);
    }

    @Test
    void t20aPayerWhoRefusesAtHisIssuerIsDeclinedAndNothingIsSentToTheAcquirer() {
        Reply token = merchant.token("t20");
        payer.pays(token, Payer.ASKED);
        payer.answers(payer.issuerOf(token), "refuse");

        assertThat(payer.sees(token)).isEqualTo("The payment was declined");
        assertThat(merchant.now(token).standing()).isEqualTo("consumed 5");
        assertThat(merchant.now(token).text("/intent/last_failure/decline_code"))
                .isEqualTo("canceled_by_payer");
        assertThat(shop.ledger().entries()).isZero();
    }

    @Test
    void t21aStandardCardIsPaid() {
        Reply token = merchant.token("t21");
        payer.pays(token, Payer.STANDARD);

        assertThat(payer.sees(token)).isEqualTo("Paid");
        paid(token);
    }

    @Test
    void t22aDeclinedCardUsesItsTokenUpAndAnotherTokenOfTheOrderShowsTheFormAgain() {
        Reply first = merchant.token("t22");
        payer.pays(first, Payer.REFUSED);
        assertThat(merchant.now(first).standing()).isEqualTo("consumed 5");
        assertThat(merchant.now(first).text("/intent/status_reason")).isEqualTo("declined");
        assertThat(payer.sees(first)).isEqualTo("The payment was declined");
        charged(0);

        payer.pays(first, Payer.STANDARD);
        charged(0);
        Reply second = merchant.token("t22");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("/payment_intent")).isEqualTo(first.text("/payment_intent"));
        assertThat(payer.sees(second)).isEqualTo("Pay by card");
        payer.pays(second, Payer.STANDARD);

        paid(second);
        assertThat(merchant.now(first).standing()).isEqualTo("consumed 5");
    }

    @Test
    void t23aPreauthorizationIsCollectedOnce() {
        Reply token = merchant.post("/v1/access_tokens", """
                {"order_id":"t23","amount":1250,"currency":"EUR","transaction_type":"PREAUTH"}""");
        payer.pays(token, Payer.STANDARD);
        assertThat(merchant.now(token).standing()).isEqualTo("consumed 0");
        assertThat(merchant.now(token).text("/intent/status_reason")).isEqualTo("requires_capture");
        assertThat(payer.sees(token)).isEqualTo("Reserved");
        assertThat(shop.ledger().takenAmounts()).isEmpty();
        String capture = "/v1/payment_intents/" + token.text("/payment_intent") + "/capture";

        assertThat(merchant.post(capture, "collect-1", "{}").text("/status")).isEqualTo("succeeded");
        Reply again = merchant.post(capture, "collect-2", "{}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/code")).isEqualTo("amount_exceeds_capturable");
        assertThat(shop.ledger().takenAmounts()).containsOnly(Map.entry("EUR", 1250L));
    }

    @ParameterizedTest
    @ValueSource(strings = {Payer.STANDARD, Payer.ASKED})
    void t24aSavedCardPaysAgainIsShownMaskedAndIsHiddenWhenItHasExpired(String number) {
        String card = saved("t24", number);
        Reply list = merchant.get("/v1/customers/cust-24/cross_references");
        assertThat(list.text("/data/0/id")).isEqualTo(card);
        assertThat(list.text("/data/0/masked")).isEqualTo(number.substring(0, 6) + "XXXXXX" + number.substring(12));

        Reply again = merchant.post("/v1/payments", "again", """
                {"amount":900,"currency":"EUR","reference_id":"t24-2","payment_method":{"type":"cross_reference",\
                "cross_reference":"%s","initiated_by":"merchant","reason":"recurring"}}""".formatted(card));
        assertThat(again.text("/status")).as(again.json().toString()).isEqualTo("succeeded");
        assertThat(shop.ledger().takenAmounts().get("EUR")).isEqualTo(2150L);

        shop.pass(Duration.between(
                        shop.clock().instant(),
                        YearMonth.of(2031, 1).atDay(2).atStartOfDay().toInstant(ZoneOffset.UTC))
                .plusDays(1));
        assertThat(merchant.get("/v1/customers/cust-24/cross_references").json().at("/data"))
                .isEmpty();
        assertThat(merchant.get("/v1/customers/cust-24/cross_references?include_expired=true")
                        .text("/data/0/expired"))
                .isEqualTo("true");
        assertThat(shop.ledger().takenAmounts().get("EUR")).isEqualTo(2150L);
    }

    @Test
    void t25aRefreshOfTheShopReplacesAnUnusedTokenAndTheOldPagePaysNothing() {
        Reply unused = merchant.token("t25");
        Reply fresh = merchant.token("t25");

        assertThat(merchant.now(unused).standing()).isEqualTo("revoked 90");
        assertThat(payer.sees(unused)).isEqualTo("There is a newer payment page for this order");
        payer.pays(unused, Payer.STANDARD);
        charged(0);
        payer.pays(fresh, Payer.STANDARD);
        paid(fresh);
    }

    @Test
    void t25aRefreshOfTheShopAfterPaymentFindsTheOrderPaidAndIsGivenNoNewToken() {
        Reply token = merchant.token("t25");
        payer.pays(token, Payer.STANDARD);

        Reply refused = merchant.token("t25");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/code")).isEqualTo("already_succeeded");
        assertThat(refused.text("/intent/status")).isEqualTo("succeeded");
        paid(token);
    }

    @Test
    void t25aRefreshOfThePageInEveryPhaseChargesNothingTwice() {
        Reply token = merchant.token("t25", ",\"wait_pre_execute\":true");
        seesTwice(token, "Pay by card");
        payer.pays(token, Payer.ASKED);
        payer.pays(token, Payer.ASKED);
        seesTwice(token, "Your bank wants to know that it is you");
        payer.answers(payer.issuerOf(token), "confirm");
        seesTwice(token, "The shop has to confirm");
        payer.pays(token, Payer.STANDARD);
        charged(0);
        assertThat(merchant.resume(token).status()).isEqualTo(200);
        seesTwice(token, "Paid");
        payer.pays(token, Payer.STANDARD);

        paid(token);
    }

    @Test
    void t26aConnectionThatIsLostAtTheSubmitChargesOnceHoweverOftenThePayerComesBack() {
        Reply token = merchant.token("t26");
        payer.paysAndIsCutOff(token, Payer.STANDARD);
        await().atMost(SOON).until(() -> payer.sees(token).equals("Paid"));

        payer.pays(token, Payer.STANDARD);

        paid(token);
    }

    @Test
    void t27aTokenIsResumedInTimeAndOnce() {
        Reply token = waiting("t27");
        charged(0);

        Reply resumed = merchant.resume(token);
        Reply again = merchant.resume(token);

        assertThat(resumed.status()).isEqualTo(200);
        assertThat(resumed.standing()).isEqualTo("consumed 0");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/code")).isEqualTo("not_waiting_for_resume");
        paid(token);
    }

    @Test
    void t27ResumesAtOnceExecuteItOnce() {
        Reply token = waiting("t27");

        List<Integer> answers =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> merchant.resume(token)))
                        .limit(6)
                        .toList()
                        .stream()
                        .map(reply -> reply.join().status())
                        .sorted()
                        .toList();

        assertThat(answers).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 409);
        paid(token);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void t27aTokenThatIsNotResumedWithinFifteenMinutesLapsesUnpaidAlsoAcrossARestart(boolean isRestarted) {
        Reply token = waiting("t27");
        if (isRestarted) {
            shop.restartAfter(Limits.RESUME_WAIT);
        } else {
            shop.pass(Limits.RESUME_WAIT);
        }

        Reply late = merchant.resume(token);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("/code")).isEqualTo("token_expired");
        assertThat(merchant.now(token).standing()).isEqualTo("expired 30");
        assertThat(payer.sees(token)).isEqualTo("The shop did not confirm in time");
        charged(0);
        assertThat(merchant.token("t27").status()).isEqualTo(201);
    }

    @Test
    void t28aTokenThatIsRevokedWhileTheIssuerAsksPaysNothingThoughThePayerConfirmsAfterwards() {
        Reply token = merchant.token("t28");
        payer.pays(token, Payer.ASKED);
        String issuer = payer.issuerOf(token);

        assertThat(merchant.revoke(token).standing()).isEqualTo("revoked 90");
        HttpResponse<String> page = payer.answers(issuer, "confirm");

        assertThat(page.body()).contains("The shop has withdrawn this payment");
        assertThat(merchant.now(token).standing()).isEqualTo("revoked 90");
        assertThat(shop.ledger().entries()).isZero();
        assertThat(merchant.resume(token).text("/code")).isEqualTo("not_waiting_for_resume");
        assertThat(merchant.revoke(token).status()).isEqualTo(409);
    }

    @Test
    void t29anOrderIsRightWhenItIsReadThoughNoWebhookArrives() {
        Reply endpoint = merchant.post("/v1/webhook_endpoints", "{\"url\":\"http://127.0.0.1:1/nobody\"}");
        assertThat(endpoint.status()).as(endpoint.json().toString()).isEqualTo(201);
        Reply token = merchant.token("t29");
        payer.pays(token, Payer.STANDARD);

        paid(token);
        assertThat(merchant.get("/v1/payment_intents?reference_id=t29").status())
                .isEqualTo(200);
    }

    @Test
    void fiveTabsThatPayWithinATenthOfASecondChargeOnceAndAllShowThatItIsPaid() {
        Reply token = merchant.token("tabs");
        long began = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> tabs = Stream.generate(() -> payer.paying(token, Payer.STANDARD))
                .limit(5)
                .toList();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(100));

        assertThat(tabs).allSatisfy(tab -> assertThat(tab.join().statusCode()).isEqualTo(303));

        assertThat(tabs).allSatisfy(tab -> assertThat(payer.sees(token)).isEqualTo("Paid"));
        paid(token);
    }

    private Reply waiting(String order) {
        Reply token = merchant.token(order, ",\"wait_pre_execute\":true");
        payer.pays(token, Payer.STANDARD);
        assertThat(merchant.now(token).standing()).isEqualTo("awaiting_resume 99");
        assertThat(merchant.now(token).text("/intent/status_reason")).isEqualTo("awaiting_resume");
        return token;
    }

    private String saved(String order, String number) {
        Reply token = merchant.token(order, ",\"customer_id\":\"cust-24\",\"save_card\":true");
        payer.pays(token, number);
        if (number.equals(Payer.ASKED)) {
            payer.answers(payer.issuerOf(token), "confirm");
        }
        paid(token);
        return merchant.now(token).text("/cross_reference");
    }

    private void seesTwice(Reply token, String heading) {
        assertThat(payer.sees(token)).isEqualTo(heading);
        assertThat(payer.sees(token)).isEqualTo(heading);
    }

    private void charged(int times) {
        assertThat(shop.ledger().approved()).isEqualTo(times);
        assertThat(shop.ledger().takenAmounts().getOrDefault("EUR", 0L)).isEqualTo(times * 1250L);
    }

    private void paid(Reply token) {
        Reply now = merchant.now(token);
        assertThat(now.standing()).isEqualTo("consumed 0");
        assertThat(now.text("/intent/status")).isEqualTo("succeeded");
        assertThat(now.text("/intent/amount_captured")).isEqualTo("1250");
        assertThat(shop.ledger().receivedMoreThanOnce()).isEmpty();
        charged(1);
    }
}
