package io.quittance.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.CaptureMethod;
import io.quittance.engine.intent.Funds;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Terms;
import io.quittance.engine.money.Money;
import io.quittance.engine.personal.PersonalFields;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages show, and how safe it is to show it. */
final class ConsolePagesTest {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;";
    private static final String HEBREW_CARD = PaymentJson.METHOD.replace(PaymentJson.CARD_NUMBER, "340000150358074");
    private static final String HEBREW_WORDS = "סירוב, העסקה לא אושרה";
    private static final Pattern LINK = Pattern.compile("href=\"(console[^\"]*)\"[^>]*>(?:Older|Newest)<");

    @RegisterExtension
    private final RunningServer server = RunningServer.forTests();

    private Browser browser;

    @BeforeEach
    void signIn() {
        browser = Browser.signedIn(server.baseUrl(), server.key().text());
    }

    @Test
    void aPaymentIsToldWithItsMoneyItsAttemptsAndItsJournal() {
        String id = pay("key-1", PaymentJson.of("cart-1", 1250));
        server.post("/v1/payment_intents/" + id + "/refunds", "key-2", "{\"amount\":250}");

        String page = browser.look("/console/payments/" + id).body();

        assertThat(page)
                .contains("12.50 EUR", "<dt>Refunded</dt>", "2.50 EUR", "520000XXXXXX0056", "Refund ")
                .contains("<h3>Attempt 1 ", "succeeded", id + "-1")
                .doesNotContain(PaymentJson.CARD_NUMBER);
        List<String> hashes =
                texts(server.get("/v1/payment_intents/" + id + "/events").json(), "hash");
        assertThat(hashes).hasSize(5).allSatisfy(hash -> assertThat(page).contains(hash));
    }

    @Test
    void theHostsWordsAreIntactAndInTheirOwnDirection() {
        String id = pay("key-1", PaymentJson.of("cart-1", "1250", HEBREW_CARD));

        HttpResponse<String> answer = browser.look("/console/payments/" + id);

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=UTF-8");
        assertThat(answer.body()).contains("<span>Host 4</span><q dir=\"auto\">" + HEBREW_WORDS + "</q>");
    }

    @Test
    void whatAMerchantWroteIsShownAndDoesNothing() {
        String id = pay(
                "key-1",
                PaymentJson.with(
                        "cart-1",
                        "\"description\":\"" + SCRIPT + "\",\"metadata\":{\"" + SCRIPT + "\":\"" + SCRIPT + "\"}"));
        server.post("/v1/terminals", """
                {"name":"%s","url":"http://127.0.0.1:1/synqpay","serial_number":"'><script>"}""".formatted(SCRIPT));

        String payment = browser.look("/console/payments/" + id).body();
        String terminals = browser.look("/console/terminals").body();

        assertThat(payment).contains(SHOWN).doesNotContain("<script");
        assertThat(payment.split(Pattern.quote(SHOWN), -1)).hasSize(4);
        assertThat(terminals).contains(SHOWN, "&#39;&gt;&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void whatAHostSaysIsShownAndDoesNothing() {
        Instant at = Instant.parse("2026-11-21T08:00:00Z");
        Failure failure = new Failure("card_declined", SCRIPT, SCRIPT, SCRIPT, SCRIPT);
        MethodSummary method = MethodSummary.card(SCRIPT, "520000XXXXXX0056", "12/30");
        Attempt attempt =
                new Attempt(1, SCRIPT, SCRIPT, method, Course.started(at, at).declined(failure, at));
        Terms terms = new Terms(Money.of(1250, "EUR"), SCRIPT, CaptureMethod.AUTOMATIC, SCRIPT, SCRIPT, null, null);
        IntentFacts facts = new IntentFacts(
                new IntentId("pi_" + "a".repeat(32)),
                Tenant.test("shop"),
                terms,
                Funds.NONE,
                List.of(attempt),
                List.of(),
                List.of(),
                null,
                at,
                at,
                3);
        IntentView view = new IntentView(new IntentSnapshot(IntentStatus.FAILED, facts), PersonalFields.NONE);

        String page = new PaymentPage(Page.unknown(""), view).show(List.of());

        assertThat(page).contains("<q dir=\"auto\">" + SHOWN + "</q>").doesNotContain("<script");
    }

    @Test
    void noPageLetsTheBrowserRunOrLoadAnythingElse() {
        String id = pay("key-1", PaymentJson.of("cart-1", 1250));
        List<String> paths = List.of(
                "/console",
                "/console?status=failed",
                "/console?status=nothing",
                "/console/terminals",
                "/console/payments/" + id,
                "/console/payments/nonsense",
                "/console/console.css",
                "/console/icon.svg");

        assertThat(paths).allSatisfy(path -> {
            HttpResponse<String> answer = browser.look(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; ")
                    .contains("frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")
                    .doesNotContain("script-src", "unsafe", "http", "*");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
            assertThat(answer.headers().firstValue("Request-Id")).isPresent();
            assertThat(answer.body()).doesNotContain("<script", " style=", " onclick", "javascript:");
        });
        assertThat(paths.subList(0, 6))
                .allSatisfy(path -> assertThat(browser.look(path).headers().firstValue("Cache-Control"))
                        .contains("no-store"));
    }

    @Test
    void theListIsNewestFirstInPages() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 27; i++) {
            made.add(0, pay("key-" + i, PaymentJson.of("cart-" + i, 1250)));
        }

        String first = browser.look("/console").body();
        String second = browser.look("/" + links(first).get(0)).body();

        assertThat(ids(first)).isEqualTo(made.subList(0, 25));
        assertThat(ids(second)).isEqualTo(made.subList(25, 27));
        assertThat(links(first)).hasSize(1);
        assertThat(links(second)).containsExactly("console");
    }

    @Test
    void theListIsFilteredByStatusAndByTerminal() {
        String paid = pay("key-1", PaymentJson.of("cart-1", 1250));
        String declined = pay("key-2", PaymentJson.of("cart-2", 1251));

        assertThat(ids(browser.look("/console").body())).containsExactly(declined, paid);
        assertThat(ids(browser.look("/console?status=failed").body())).containsExactly(declined);
        assertThat(ids(browser.look("/console?status=succeeded").body())).containsExactly(paid);
        assertThat(browser.look("/console?status=pending").body()).contains("There are none.");
        assertThat(browser.look("/console?terminal_id=tm_1").body()).contains("There are none.", "tm_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=nothing", "after=x", "colour=red", "terminal_id=", "status=failed&status=failed"})
    void aListThatThereIsNotIsToldSo(String query) {
        HttpResponse<String> answer = browser.look("/console?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("There is no such list");
    }

    @Test
    void aDoubtSaysWhatThereIsToDo() {
        String id = pay("key-1", PaymentJson.of("cart-1", 1268));

        String page = browser.look("/console/payments/" + id).body();

        assertThat(page)
                .contains("Somebody may have to look at this", "<dt>Why</dt><dd>in doubt</dd>", "asked for again");
    }

    @Test
    void aTerminalIsToldAsItStands() {
        JsonNode terminal = server.post("/v1/terminals", """
                        {"name":"קופה 3","url":"tcp://127.0.0.1:1","serial_number":"0881818"}""").json();

        String page = browser.look("/console/terminals").body();

        assertThat(page)
                .contains("<bdi dir=\"auto\">קופה 3</bdi>", "not paired", "0881818", "tcp://127.0.0.1:1")
                .contains("<dt>Queue</dt><dd>empty</dd>", "<dt>Last seen</dt><dd>–</dd>", "no dialogues")
                .contains("../console?terminal_id=" + terminal.path("id").asText());
        assertThat(browser.look("/console/terminals?after=x").statusCode()).isEqualTo(400);
    }

    @Test
    void thereIsNothingToSeeOnAnEmptyServer() {
        assertThat(browser.look("/console").body()).contains("There are none.");
        assertThat(browser.look("/console/terminals").body()).contains("There are none.");
    }

    private String pay(String key, String body) {
        return server.post("/v1/payments", key, body).json().path("id").asText();
    }

    private static List<String> texts(JsonNode list, String name) {
        return list.path("data").findValuesAsText(name);
    }

    private static List<String> ids(String page) {
        return Pattern.compile("href=\"console/payments/(pi_[a-z2-7]{32})\"")
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static List<String> links(String page) {
        return LINK.matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1).replace("&amp;", "&"))
                .toList();
    }
}
