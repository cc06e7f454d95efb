package io.quittance.terminal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of the device, as a browser without scripts sees it, and what its script asks for. */
final class ScreenPagesTest {

    @TempDir
    private Path directory;

    private final HttpClient browser = HttpClient.newHttpClient();
    private TerminalSimulator terminal;
    private Till till;

    @BeforeEach
    void start() throws IOException {
        terminal = TerminalSimulator.start(Till.quick(directory).withAutomatic(false), Clock.systemUTC());
        till = Till.http(terminal);
    }

    @AfterEach
    void stop() {
        terminal.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(terminal.screen().resolve(path)).build(), BodyHandlers.ofString());
    }

    private int press(String form, String origin) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(terminal.screen().resolve("/device/press"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return browser.send(
                        (origin == null ? request : request.header("Origin", origin)).build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private String own() {
        return "http://" + terminal.screen().getAuthority();
    }

    private CompletableFuture<JsonRpcMessage> begin(long amount) {
        CompletableFuture<JsonRpcMessage> sale = till.send("startTransaction", Till.order("SALE", "r-1", amount));
        await().until(() -> terminal.look().amount() != null);
        return sale;
    }

    @Test
    void showsTheAmountAndTakesACardByAPlainForm() throws Exception {
        CompletableFuture<JsonRpcMessage> sale = begin(123_456);
        assertThat(get("/").body())
                .contains("<span id=\"digits\">1234.56</span>")
                .contains("<span id=\"currency\">ILS</span>")
                .contains("Tap or insert your card")
                .contains("value=\"TAP\" data-needs=\"card\"  ")
                .doesNotContain("{{");

        assertThat(press("button=INSERT", own())).isEqualTo(303);
        assertThat(press("button=DIGIT", own())).isEqualTo(303);
        assertThat(get("/").body()).contains("Enter your PIN").contains("●");
        assertThat(press("button=PIN_OK", null)).isEqualTo(303);

        assertThat(sale.get(10, TimeUnit.SECONDS)).isInstanceOf(JsonRpcMessage.Result.class);
        assertThat(get("/").body())
                .contains("data-tone=\"good\"")
                .contains("Approved")
                .contains("1234.56 ILS");
    }

    @Test
    void showsTheHostsWordsInTheirOwnDirection() throws Exception {
        CompletableFuture<JsonRpcMessage> sale = begin(151);
        terminal.press(Button.TAP);
        sale.get(10, TimeUnit.SECONDS);

        assertThat(get("/").body())
                .contains("<p dir=\"auto\">סירוב בחברת האשראי</p>")
                .contains("data-tone=\"bad\"");
        JsonNode screen = new ObjectMapper().readTree(get("/device/screen").body());
        assertThat(screen.path("lines").path(1).asText()).isEqualTo("סירוב בחברת האשראי");
        assertThat(screen.path("ledger").path(0).path("status").asText()).isEqualTo("DECLINED");
        assertThat(screen.path("can")).isEqualTo(Till.json("['power']"));
    }

    @Test
    void showsTheDigitsOfAPairing() throws Exception {
        till.value("pair", "{'serialNumber':'SIM-0881818'}");
        assertThat(get("/").body()).contains(terminal.look().otp());
    }

    /** Goal: no other page can press, and nothing from elsewhere runs. */
    @Test
    void isPressedByItsOwnPageOnly() throws Exception {
        begin(110);
        assertThat(press("button=CANCEL", "http://evil.example")).isEqualTo(403);
        assertThat(press("button=EXPLODE", own())).isEqualTo(400);
        assertThat(terminal.look().deviceStatus()).isEqualTo("TRANSACTION");
        assertThat(get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(get("/").body()).doesNotContain("style=").doesNotContain("onclick");

        assertThat(press("button=PLUG", own())).isEqualTo(303);
        await().until(() -> terminal.look().deviceStatus().equals("IDLE"));
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=UTF-8",
        "/device/screen, application/json",
        "/device/device.css, text/css; charset=UTF-8",
        "/device/device.js, application/javascript; charset=UTF-8"
    })
    void hasEveryPartOfThePage(String path, String type) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
        assertThat(get(path).headers().firstValue("Content-Type")).hasValue(type);
    }

    @Test
    void hasNoOtherPages() throws Exception {
        assertThat(get("/device").statusCode()).isEqualTo(404);
        assertThat(get("/favicon.ico").statusCode()).isEqualTo(404);
    }

    /** Under {@code no-referrer} a browser hides from whence a form comes, and without scripts no button would work. */
    @Test
    void theBrowserSaysWhereAFormComesFrom() throws Exception {
        assertThat(get("/").headers().firstValue("Referrer-Policy")).contains("same-origin");
    }
}
