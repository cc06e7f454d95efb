package io.quittance.api.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.api.npm.NodeScripts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what payers do in a real browser charges them once or not at all, as the page says; every page is accessible
 * (WCAG 2.1 AA as far as axe-core sees), also from right to left and 320 pixels wide; the browser has nothing to
 * complain of. Method: Chromium, driven by the scripts of {@code src/test/npm}, against a whole server, a shop and an
 * issuer on loopback. Pictures of all pages are left in {@code target/screenshots}. Where there is no Chromium, no node
 * or no registry, all of it is skipped and says so.
 */
final class PaymentPageInBrowserTest {
    private static final String WHAT = "payment page in a browser";
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private CheckoutServer server;
    private ShopPage shop;

    @BeforeEach
    void start() {
        server = CheckoutServer.start(directory);
        shop = ShopPage.open(server);
    }

    @AfterEach
    void stop() {
        shop.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> payersInARealBrowser() throws IOException, InterruptedException {
        Optional<Path> chromium = chromium();
        assumeTrue(chromium.isPresent(), "SKIPPED, " + WHAT + ": Chromium is not installed here");
        NodeScripts.install(WHAT);
        Files.createDirectories(SCREENSHOTS);
        NodeScripts.Ended ended = NodeScripts.run("payer.js", told(chromium.get()), PATIENCE);

        List<DynamicTest> tests = new ArrayList<>();
        for (String line : ended.words().split("\n")) {
            tests.add(
                    line.startsWith("{") ? scenario(JSON.readTree(line)) : fault("it says no more than results", line));
        }
        tests.add(DynamicTest.dynamicTest(
                "all scenarios were played",
                () -> assertThat(ended.code()).as(ended.words()).isZero()));
        tests.add(DynamicTest.dynamicTest("the acquirer took no order twice", () -> {
            assertThat(server.ledger().receivedMoreThanOnce()).isEmpty();
            assertThat(server.ledger().chargedMoreThanOnce()).isEmpty();
        }));
        return tests.stream();
    }

    private String told(Path chromium) throws IOException {
        return JSON.writeValueAsString(Map.of(
                "server", server.address().toString(),
                "key", server.key(),
                "shop", shop.address(),
                "chromium", chromium.toString(),
                "screenshots", SCREENSHOTS.toAbsolutePath().toString(),
                "only", System.getProperty("quittance.scenario", "")));
    }

    private static DynamicTest scenario(JsonNode result) {
        String name = result.path("scenario").asText();
        return DynamicTest.dynamicTest(name, () -> assertThat(result.path("ok").asBoolean())
                .as(name + ": " + result.path("words").asText())
                .isTrue());
    }

    private static DynamicTest fault(String name, String words) {
        return DynamicTest.dynamicTest(name, () -> assertThat(words).isEmpty());
    }

    /** Named by {@code CHROMIUM}, or the one on the path. */
    private static Optional<Path> chromium() {
        String named = System.getenv("CHROMIUM");
        Stream<Path> onPath = Stream.of(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "chromium"));
        return Stream.concat(Stream.ofNullable(named).map(Path::of), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
