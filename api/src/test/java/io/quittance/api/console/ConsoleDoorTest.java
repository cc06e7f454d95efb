package io.quittance.api.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.api.KeyedServer;
import io.quittance.api.PaymentJson;
import io.quittance.engine.id.Tenant;
import io.quittance.persistence.access.KeyGrant;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in, and what stands between a browser and a session. */
final class ConsoleDoorTest {
    private KeyedServer server;
    private URI address;
    private Browser browser;

    @BeforeEach
    void start(@TempDir Path directory) {
        server = KeyedServer.start(
                directory,
                Map.of(
                        "read", grant("shop", "read"),
                        "payments", grant("shop", "payments"),
                        "operator", grant("shop", "operator"),
                        "other", grant("other", "read")));
        address = server.request("read", "/").build().uri();
        browser = new Browser(address);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoIsNotSignedInSeesTheFormAndNothingElse() {
        assertThat(browser.look("/console").body()).contains("<label for=\"key\">API key</label>");
        assertThat(browser.look("/console/terminals")).satisfies(goesTo("../console"));
        assertThat(browser.look("/console/payments/pi_1")).satisfies(goesTo("../../console"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "payments"})
    void aKeyThatMayLookAtPaymentsOpensTheConsole(String name) {
        HttpResponse<String> answer = browser.signIn("  " + server.key(name) + "\n");

        assertThat(answer).satisfies(goesTo("../console"));
        assertThat(answer.headers().firstValue("Set-Cookie")).hasValueSatisfying(cookie -> assertThat(cookie)
                .matches("quittance_console=[A-Za-z0-9_-]{43}; HttpOnly; SameSite=Strict"));
        assertThat(browser.look("/console").body()).contains("<h1>Payments</h1>", "<span>shop</span>");
    }

    @Test
    void behindAProxyThatEncryptsTheCookieTravelsEncryptedOnly() {
        HttpResponse<String> answer = browser.send(
                browser.form("/console/sign-in", "key=" + server.key("read")).header("X-Forwarded-Proto", "https"));

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).endsWith("; SameSite=Strict; Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "key=", "key=hello", "key=%zz", "kex=1", "key=qk_test_8fKq2LmZx0Ab_1_2"})
    void everyWrongKeyLooksTheSame(String form) {
        String wrong = browser.signIn(server.key("read").replaceFirst("_[^_]+_([^_]+)$", "_x_$1"))
                .body();

        HttpResponse<String> answer = browser.post("/console/sign-in", form);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo(wrong).contains("role=\"alert\"", "opens nothing");
        assertThat(browser.cookie()).isEmpty();
    }

    @Test
    void aFormThatIsTooLongIsNotRead() {
        HttpResponse<String> answer =
                browser.post("/console/sign-in", "key=" + server.key("read") + "&more=" + "x".repeat(2_000));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(browser.cookie()).isEmpty();
    }

    @Test
    void aKeyForOtherThingsIsToldSo() {
        HttpResponse<String> answer = browser.signIn(server.key("operator"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("without the scope read");
        assertThat(browser.cookie()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, http://elsewhere.example",
        "Origin, null"
    })
    void anotherSiteCannotSignAnybodyIn(String header, String value) {
        HttpResponse<String> answer = browser.send(
                browser.form("/console/sign-in", "key=" + server.key("read")).header(header, value));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(browser.cookie()).isEmpty();
    }

    @Test
    void whoSignsOutIsOutEvenWithTheOldCookie() {
        browser.signIn(server.key("read"));
        String kept = browser.cookie();

        HttpResponse<String> answer = browser.post("/console/sign-out", "");

        assertThat(answer).satisfies(goesTo("../console"));
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0", "HttpOnly");
        browser.cookie(kept);
        assertThat(browser.look("/console").body()).contains("API key");
        assertThat(browser.look("/console/terminals").statusCode()).isEqualTo(303);
    }

    @Test
    void aSessionEndsWhenItsKeyIsRevoked() {
        browser.signIn(server.key("read"));
        assertThat(browser.look("/console/terminals").statusCode()).isEqualTo(200);

        server.revoke("read");

        await().until(() -> browser.look("/console/terminals").statusCode() == 303);
    }

    @Test
    void anotherMerchantsPaymentIsAsOneThatNeverWas() {
        String theirs = KeyedServer.field(
                server.post("payments", "/v1/payments", "key-1", PaymentJson.of("cart-1", 1250)), "id");
        Browser own = Browser.signedIn(address, server.key("read"));
        Browser stranger = Browser.signedIn(address, server.key("other"));

        assertThat(own.look("/console/payments/" + theirs).body()).contains(theirs, "cart-1");
        assertThat(own.look("/console").body()).contains(theirs);

        HttpResponse<String> foreign = stranger.look("/console/payments/" + theirs);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body())
                .isEqualTo(
                        stranger.look("/console/payments/pi_" + "a".repeat(32)).body())
                .isEqualTo(stranger.look("/console/payments/nonsense").body())
                .doesNotContain(theirs);
        assertThat(stranger.look("/console").body()).doesNotContain(theirs);
    }

    @Test
    void pagesDrawFromTheKeysAllowance() {
        browser.signIn(server.key("other"));

        List<Integer> statuses = Stream.generate(() -> browser.look("/console"))
                .limit(11)
                .map(HttpResponse::statusCode)
                .toList();

        assertThat(statuses).startsWith(200, 200).endsWith(429);
    }

    @Test
    void theKeyIsInNoAnswer() {
        String secret = server.key("read").split("_")[3];
        HttpResponse<String> signedIn = browser.signIn(server.key("read"));

        assertThat(List.of(signedIn, browser.look("/console"), browser.look("/console/terminals")))
                .allSatisfy(
                        answer -> assertThat(answer.body() + answer.headers()).doesNotContain(secret));
    }

    private static org.assertj.core.api.ThrowingConsumer<HttpResponse<String>> goesTo(String address) {
        return answer -> {
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains(address);
        };
    }

    private static KeyGrant grant(String merchant, String scope) {
        int perSecond = merchant.equals("other") ? 1 : 1_000;
        return new KeyGrant(Tenant.test(merchant), new TreeSet<>(List.of(scope)), perSecond, null);
    }
}
