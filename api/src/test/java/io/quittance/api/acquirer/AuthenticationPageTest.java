package io.quittance.api.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.RunningServer;
import io.quittance.engine.attempt.AuthenticationResult;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.checkout.Authenticator;
import io.quittance.engine.money.Money;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The issuer's page of a running server, before the authorisation. */
final class AuthenticationPageTest {
    private static final String SHOP = "https://shop.example/back?order=7&x=%20";

    @RegisterExtension
    static final RunningServer SERVER = RunningServer.forTests();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void asksThePayerOnAPageThatRunsNoScript() throws Exception {
        HttpResponse<String> page = get(challenge("a"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("12.50 GBP", "445653XXXXXX1096", "<button name=\"decision\" value=\"confirm\">")
                .doesNotContain("<script", SHOP);
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void sendsThePayerBackWithHisAnswerGiven() throws Exception {
        URI asked = challenge("b");

        HttpResponse<String> answered = post(asked, "decision=confirm");

        assertThat(answered.statusCode()).isEqualTo(303);
        assertThat(answered.headers().firstValue("Location")).contains(SHOP);
        assertThat(Given.settled(SERVER.issuers().inquire("b"))).isInstanceOf(AuthenticationResult.Passed.class);
        assertThat(get(asked).headers().firstValue("Location")).contains(SHOP);
    }

    @Test
    void anythingButYesOrNoLeavesTheQuestionOpen() throws Exception {
        URI asked = challenge("c");

        assertThat(post(asked, "decision=perhaps").statusCode()).isEqualTo(400);
        assertThat(post(asked, "x".repeat(2_000)).statusCode()).isEqualTo(400);
        assertThat(get(asked).statusCode()).isEqualTo(200);
    }

    @Test
    void knowsNothingOfOthers() throws Exception {
        assertThat(get(challenge("d").resolve("nobody")).statusCode()).isEqualTo(404);
        assertThat(post(challenge("d").resolve("nobody"), "decision=confirm").statusCode())
                .isEqualTo(404);
    }

    private static URI challenge(String reference) {
        PaymentMethod.Card card = new PaymentMethod.Card("4456530000001096", YearMonth.of(2030, 12), "020");
        Authenticator.Order order = new Authenticator.Order(reference, Money.of(1250, "GBP"), card, SHOP);
        AuthenticationResult asked = Given.settled(SERVER.issuers().begin(order));
        return URI.create(((AuthenticationResult.Challenged) asked).where().url());
    }

    private HttpResponse<String> get(URI page) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI page, String form) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(page)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }
}
