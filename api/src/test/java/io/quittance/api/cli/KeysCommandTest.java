package io.quittance.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.api.auth.ApiKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The keys of a data directory, as an operator handles them. */
final class KeysCommandTest {

    @TempDir
    Path directory;

    /** What a command said, and how it ended. */
    private record Ended(int exit, String out, String err) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(out);
            } catch (IOException e) {
                throw new IllegalStateException("no JSON: " + out, e);
            }
        }
    }

    @Test
    void aKeyIsShownOnceAndKeptNowhere() throws IOException {
        Ended created = keys("create", "--merchant", "shop", "--mode", "live", "--scopes", "payments,read");

        assertThat(created.exit()).isZero();
        assertThat(created.err()).contains("shown this once").contains("within a second");
        String key = line(created.out(), "key:       ");
        String secret = key.split("_")[3];
        assertThat(ApiKey.parse(key)).isPresent();
        assertThat(created.out())
                .contains("id:        " + key.split("_")[2], "merchant:  shop", "mode:      live")
                .contains("scopes:    payments,read", "rate:      100 requests per second", "expires:   never");
        assertThat(everyByteStored()).contains(key.split("_")[2]).doesNotContain(secret);
        assertThat(keys("list").out()).contains(key.split("_")[2]).doesNotContain(secret);
        assertThat(keys("list", "--json").out()).contains(key.split("_")[2]).doesNotContain(secret);
    }

    @Test
    void quietPrintsTheKeyAlone() {
        Ended created = create("shop", "--quiet");

        assertThat(ApiKey.parse(created.out().strip())).isPresent();
        assertThat(created.err()).isEmpty();
    }

    @Test
    void jsonSaysTheSame() {
        Instant before = Instant.now().minusMillis(1);
        JsonNode created =
                create("shop", "--json", "--expires", "90d", "--rate", "7").json();

        assertThat(ApiKey.parse(created.path("key").asText())).isPresent();
        assertThat(created.path("id").asText())
                .isEqualTo(created.path("key").asText().split("_")[2]);
        assertThat(created.path("merchant").asText()).isEqualTo("shop");
        assertThat(created.path("mode").asText()).isEqualTo("test");
        assertThat(created.path("scopes").toString()).isEqualTo("[\"read\"]");
        assertThat(created.path("requests_per_second").asInt()).isEqualTo(7);
        assertThat(created.path("status").asText()).isEqualTo("active");
        Instant made = Instant.parse(created.path("created_at").asText());
        Instant expiry = Instant.parse(created.path("expires_at").asText());
        assertThat(made).isBetween(before, Instant.now());
        assertThat(Duration.between(made, expiry)).isBetween(Duration.ofDays(90).minusSeconds(5), Duration.ofDays(90));
        assertThat(created.path("revoked_at").isNull()).isTrue();
    }

    @Test
    void aThirdKeyOfAKindIsRefusedUntilOneIsRevoked() {
        String first = id(create("shop", "--json"));
        String second = id(create("shop", "--json"));

        Ended third = create("shop");

        assertThat(third.exit()).isEqualTo(1);
        assertThat(third.out()).isEmpty();
        assertThat(third.err()).contains("No key was made", first, second, "the older one, " + first);
        assertThat(keys("revoke", first).exit()).isZero();
        assertThat(create("shop").exit()).isZero();
    }

    @Test
    void theListShowsEveryKeyOfAMerchantAndWhatBecameOfIt() {
        String revoked = id(create("shop", "--json"));
        String active = id(create("shop", "--json"));
        String other = id(create("other", "--json"));
        keys("revoke", revoked);

        assertThat(keys("list", "--merchant", "shop").out().lines().skip(1))
                .hasSize(2)
                .anyMatch(row -> row.startsWith(revoked) && row.contains(" revoked "))
                .anyMatch(row -> row.startsWith(active) && row.contains(" active "));
        assertThat(keys("list", "--json").json().path("data"))
                .extracting(key ->
                        key.path("id").asText() + " " + key.path("status").asText())
                .containsExactlyInAnyOrder(revoked + " revoked", active + " active", other + " active");
        assertThat(keys("list", "--quiet").out().lines()).containsExactlyInAnyOrder(active, other);
    }

    @Test
    void revokingTellsWhoseKeyItWasAndMayBeRepeated() {
        String id = id(create("shop", "--json"));

        Ended revoked = keys("revoke", id);
        Ended again = keys("revoke", id);

        assertThat(revoked.exit()).isZero();
        assertThat(revoked.out())
                .startsWith(id + ", a test key of shop, is revoked since ")
                .contains("within a second");
        assertThat(again).isEqualTo(revoked);
        assertThat(keys("revoke", id, "--quiet").out()).isEmpty();
        assertThat(keys("revoke", id, "--json").json().path("status").asText()).isEqualTo("revoked");
    }

    @Test
    void anUnknownKeyCannotBeRevoked() {
        create("shop");

        Ended revoked = keys("revoke", "nobody");

        assertThat(revoked.exit()).isEqualTo(1);
        assertThat(revoked.err()).contains("no key with this id").contains("No key was revoked");
    }

    @Test
    void aDirectoryWithoutKeysIsPointedOutAndLeftAlone() {
        Path elsewhere = directory.resolve("elsewhere");

        for (String command : List.of("list", "revoke")) {
            Ended ended = run(Stream.concat(
                    Stream.of("keys", command, "--data", elsewhere.toString()),
                    command.equals("revoke") ? Stream.of("some-id") : Stream.of()));
            assertThat(ended.exit()).isEqualTo(2);
            assertThat(ended.err()).contains(elsewhere.toString(), "--data");
        }
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void allFaultsAreToldAtOnceAndNothingIsMade() {
        Ended wrong = keys(
                "create",
                "--merchant",
                "the shop",
                "--mode",
                "real",
                "--scopes",
                "payments,write,",
                "--expires",
                "soon",
                "--rate",
                "0");

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err().lines())
                .hasSize(7)
                .anyMatch(line -> line.contains("--merchant"))
                .anyMatch(line -> line.contains("--mode is test or live, not: real"))
                .anyMatch(line -> line.contains("\"write\""))
                .anyMatch(line -> line.contains("--scopes: there is no scope \"\""))
                .anyMatch(line -> line.contains("--expires"))
                .anyMatch(line -> line.contains("--rate"))
                .last()
                .isEqualTo("No key was made.");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatIsMissingIsToldAtOnce() {
        Ended missing = keys("create");

        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err())
                .contains("--merchant is missing", "--mode is missing", "--scopes is missing")
                .doesNotContain("--rate", "--expires");
    }

    @ParameterizedTest
    @CsvSource({"1h, PT1H", "12h, PT12H", "1d, P1D", "3650d, P3650D", "87600h, P3650D"})
    void aKeyLivesDaysOrHours(String text, Duration life) {
        JsonNode created = create("shop", "--json", "--expires", text).json();

        assertThat(Duration.between(
                        Instant.parse(created.path("created_at").asText()),
                        Instant.parse(created.path("expires_at").asText())))
                .isBetween(life.minusSeconds(5), life);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0d", "-1d", "3651d", "87601h", "90", "90 d", "1.5d", "999999999d", "2030-01-01", ""})
    void anyOtherLifeIsRefused(String text) {
        assertThat(create("shop", "--expires", text).exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100001", "1.5", "99999999999", "fast", ""})
    void anyOtherRateIsRefused(String text) {
        assertThat(create("shop", "--rate", text).exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "list", "revoke"})
    void everyCommandHasHelpWithAnExample(String command) {
        Ended help = run(Stream.of("keys", command, "--help"));

        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("Example: quittance keys " + command, "--data", "QUITTANCE_DATA", "--json");
    }

    /** Goal: the operating page shows nothing that does not work. Method: its commands are run as they stand there. */
    @Test
    void theCommandsOfTheOperatingPageWork() throws IOException {
        List<String> commands = Files.readAllLines(Path.of("docs", "operating.md")).stream()
                .filter(line -> line.startsWith("java -jar quittance.jar keys "))
                .map(line -> line.substring("java -jar quittance.jar keys ".length()))
                .toList();
        String id = id(create("shop", "--json"));

        assertThat(commands).hasSize(3).allSatisfy(command -> {
            Ended ended = keys(command.replace("8fKq2LmZx0Ab", id).split(" "));
            assertThat(ended.exit()).as(ended.err()).isZero();
        });
        assertThat(keys("list", "--quiet").out()).doesNotContain(id).hasLineCount(1);
    }

    @Test
    void anUnknownOptionIsAFaultOfUse() {
        assertThat(keys("create", "--no-such-option").exit()).isEqualTo(2);
        assertThat(run(Stream.of("keys")).exit()).isEqualTo(2);
    }

    @Test
    void aServerForRealMoneyDoesNotSimulateAnAcquirer() {
        Ended refused = run(Stream.of("serve", "--port", "0", "--data", directory.toString()));

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--acquirer URL").contains("--dev");
        assertThat(directory).isEmptyDirectory();
    }

    private Ended create(String merchant, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("create", "--merchant", merchant, "--mode", "test", "--scopes", "read"));
        arguments.addAll(List.of(more));
        return keys(arguments.toArray(String[]::new));
    }

    private Ended keys(String... arguments) {
        return run(Stream.concat(
                Stream.concat(Stream.of("keys"), Stream.of(arguments)), Stream.of("--data", directory.toString())));
    }

    private static Ended run(Stream<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = line.execute(arguments.toArray(String[]::new));
        return new Ended(exit, out.toString(), err.toString());
    }

    private static String id(Ended created) {
        return created.json().path("id").asText();
    }

    private static String line(String text, String start) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }

    /** Of every file in the directory, also of a write-ahead log. */
    private String everyByteStored() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
