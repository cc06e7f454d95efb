package io.quittance.api.partner;

import static io.quittance.api.Inquiries.about;
import static io.quittance.api.acquirer.Given.settled;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import io.quittance.api.Wiring;
import io.quittance.api.acquirer.AcquirerServer;
import io.quittance.api.acquirer.AcquirerSettings;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.acquirer.Given;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.AttemptOutcome.ActionRequired;
import io.quittance.engine.attempt.AttemptOutcome.Approved;
import io.quittance.engine.attempt.AttemptOutcome.Declined;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.Processor;
import io.quittance.persistence.inbox.InboxFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Debits for which the simulated provider asks the payer, who answers at its issuer's page, over loopback. */
final class PartnerChallengeTest {

    private static final String CHALLENGED = "4456530000001096";
    private static final String SHOP = "http://127.0.0.1:1/thanks?cart=7";

    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static ActorSystem system;

    /** Keys take time to make. */
    @TempDir
    private static Path keys;

    @TempDir
    private Path directory;

    private volatile Instant now = Given.CLOCK.instant();
    private AcquirerServer server;
    private Processor connector;

    @BeforeAll
    static void startClient() {
        system = ActorSystem.create("client");
    }

    @AfterAll
    static void stopClient() {
        system.terminate();
        settled(system.getWhenTerminated());
    }

    @BeforeEach
    void start() throws IOException {
        server = AcquirerServer.start(
                new AcquirerSettings(
                        "127.0.0.1",
                        0,
                        directory.resolve("acquirer.jsonl"),
                        FaultPlan.NONE,
                        AcquirerSettings.Provider.PLAIN),
                () -> now);
        connector = new Partner(
                        PartnerSettings.of(server.baseUrl(), keys),
                        InboxFile.open(keys),
                        Wiring.randomness(),
                        () -> now)
                .connector(system);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void takesTheMoneyWhenThePayerConfirmsAndSendsHimBack() throws Exception {
        URI page = asked(CHALLENGED);
        assertThat(server.account("pi_a-1").taken()).isZero();
        assertThat(inquired()).isInstanceOf(ActionRequired.class);

        HttpResponse<String> back = answer(page, "confirm");

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location")).contains(SHOP);
        assertThat(inquired()).isInstanceOf(Approved.class);
        assertThat(server.account("pi_a-1").taken()).isEqualTo(1250);
    }

    @ParameterizedTest
    @CsvSource({
        "4456530000001096, refuse, canceled_by_payer",
        "4456530000001104, confirm, authentication_failed",
        "5200000000001104, refuse, canceled_by_payer"
    })
    void takesNothingOtherwise(String card, String answer, String why) throws Exception {
        answer(asked(card), answer);

        assertDeclined(why);
    }

    @Test
    void endsAChallengeThatNobodyAnswers() throws Exception {
        URI page = asked(CHALLENGED);
        now = now.plus(Duration.ofMinutes(30)).minusMillis(1);
        assertThat(inquired()).isInstanceOf(ActionRequired.class);

        now = now.plusMillis(1);
        assertDeclined("authentication_abandoned");
        answer(page, "confirm");
        assertDeclined("authentication_abandoned");
    }

    @Test
    void isDecidedOnceHoweverOftenThePayerAnswers() throws Exception {
        URI page = asked(CHALLENGED);

        Stream.of("confirm", "refuse", "confirm", "refuse")
                .map(decision -> BROWSER.sendAsync(form(page, decision), HttpResponse.BodyHandlers.ofString()))
                .toList()
                .forEach(each -> assertThat(each.join().statusCode()).isEqualTo(303));

        assertThat(server.summary().receivedMoreThanOnce()).isEmpty();
        assertThat(server.summary().approved() + server.summary().declined()).isEqualTo(1);
        assertThat(answer(page, "confirm").headers().firstValue("Location")).contains(SHOP);
    }

    @Test
    void knowsAChallengeAfterARestart() throws Exception {
        URI page = asked(CHALLENGED);
        server.close();
        start();

        assertThat(inquired()).isInstanceOf(ActionRequired.class);
        HttpResponse<String> back = answer(server.baseUrl().resolve(page.getPath()), "confirm");

        assertThat(back.headers().firstValue("Location")).contains(SHOP);
        assertThat(inquired()).isInstanceOf(Approved.class);
    }

    /** Goal: a debit that comes again is the same one, before and after its payer answered. */
    @Test
    void tellsARepeatHowItStands() throws Exception {
        URI page = asked(CHALLENGED);
        assertThat(asked(CHALLENGED)).isEqualTo(page);

        answer(page, "confirm");

        assertThat(settled(order(CHALLENGED).sendTo(connector))).isInstanceOf(Approved.class);
        assertThat(server.account("pi_a-1").taken()).isEqualTo(1250);
    }

    @Test
    void showsAPageWithoutScripts() throws Exception {
        HttpResponse<String> shown = get(asked(CHALLENGED));

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Content-Type")).contains("text/html; charset=UTF-8");
        assertThat(shown.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(shown.body())
                .contains("<html lang=\"en\">", "12.50 EUR", "445653XXXXXX1096", "value=\"confirm\"")
                .doesNotContain("<script", CHALLENGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "decision=", "decision=perhaps", "decision=confirm&decision=refuse"})
    void doesNotGuessWhatThePayerSaid(String form) throws Exception {
        URI page = asked(CHALLENGED);

        assertThat(post(page, form).statusCode()).isEqualTo(400);
        assertThat(inquired()).isInstanceOf(ActionRequired.class);
    }

    @Test
    void knowsNoOtherPayment() throws Exception {
        URI nothing = server.baseUrl().resolve("/challenges/pi_b-1");
        assertThat(get(nothing).statusCode()).isEqualTo(404);
        assertThat(post(nothing, "decision=confirm").statusCode()).isEqualTo(404);
    }

    private static AttemptOrder order(String card) {
        AttemptOrder plain = Given.order("pi_a-1", 1250, card, null);
        return new AttemptOrder(plain.downstreamReference(), plain.amount(), plain.method(), true, SHOP);
    }

    /** Where the payer is sent. */
    private URI asked(String card) {
        AttemptOutcome outcome = settled(order(card).sendTo(connector));
        assertThat(outcome).isInstanceOf(ActionRequired.class);
        return URI.create(((ActionRequired) outcome).url());
    }

    private AttemptOutcome inquired() {
        return ((InquiryAnswer.Found) settled(connector.inquire(about("pi_a-1")))).outcome();
    }

    private void assertDeclined(String why) {
        assertThat(inquired()).isInstanceOfSatisfying(Declined.class, declined -> assertThat(
                        declined.failure().declineCode())
                .isEqualTo(why));
        assertThat(server.account("pi_a-1").taken()).isZero();
    }

    private static HttpResponse<String> answer(URI page, String decision) throws Exception {
        return BROWSER.send(form(page, decision), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(URI page, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(page)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return BROWSER.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest form(URI page, String decision) {
        return HttpRequest.newBuilder(page)
                .POST(HttpRequest.BodyPublishers.ofString("decision=" + decision))
                .build();
    }

    private static HttpResponse<String> get(URI page) throws Exception {
        return BROWSER.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
    }
}
