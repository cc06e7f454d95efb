package io.quittance.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.openapi.ApiDocument.Operation;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: the server has the operations of the document and no other. Method: every documented one is called; every other
 * method of every documented path, and paths of later versions, must be nothing; and every word that the routes match
 * occurs in a documented path.
 */
final class RoutesAndDocumentTest {
    private static final ApiDocument DOCUMENT = ApiDocument.CONTRACT;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern WORDS = Pattern.compile("(?:path|pathPrefix|segment|slash)\\(\\s*\"([^\"]+)\"");

    @RegisterExtension
    private static final RunningServer server = RunningServer.forTests();

    private static String intent;
    private static String challenge;

    static List<Operation> operations() {
        return DOCUMENT.operations();
    }

    static List<String> paths() {
        return DOCUMENT.operations().stream().map(Operation::path).distinct().toList();
    }

    @BeforeAll
    static void makeAnIntentAndEndpoints() {
        Stock stock = new Stock(server);
        challenge = stock.challenge();
        stock.newEndpoint();
        intent = server.post("/v1/payments", "key-1", PaymentJson.of("cart-1", 1250))
                .json()
                .path("id")
                .asText();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatIsDocumentedIsThere(Operation operation) {
        Answer answer = server.send(
                server.authorized(real(operation.path())).method(operation.method(), BodyPublishers.noBody()));

        assertThat(answer.status()).isNotEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void whatIsNotDocumentedIsNotThere(String path) {
        for (String method : METHODS) {
            if (!methods(path).contains(method)) {
                isNothing(method, real(path));
            }
            isNothing(method, real(path) + "/");
            isNothing(method, real(path) + "/more/and/more");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/payment_intents/{id}",
        "POST, /v1/payment_intents/{id}/settle",
        "GET, /v1/payment_intents/{id}/deliveries",
        "PATCH, /v1/terminals/{id}",
        "POST, /v1/virtual_cards",
        "PUT, /v1/webhook_endpoints/{id}",
        "GET, /v1/audit/checkpoints",
        "POST, /v1/test/clock/advance",
        "GET, /docs/index.html",
        "GET, /docs/swagger-ui.js",
        "GET, /openapi.json",
        "GET, /problems"
    })
    void whatLaterVersionsHaveIsNotThereYet(String method, String path) {
        isNothing(method, real(path));
    }

    @Test
    void whatAProviderReachesIsNotThereWithoutOne() {
        assertThat(DOCUMENT.operationsOfAProvider())
                .hasSize(3)
                .allSatisfy(operation -> isNothing(operation.method(), operation.path()));
    }

    @Test
    void everyWordThatTheRoutesMatchIsDocumented() throws IOException {
        Set<String> documented = new TreeSet<>();
        paths().forEach(path -> documented.addAll(List.of(path.substring(1).split("/"))));
        Set<String> matched = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/quittance/api/http"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                WORDS.matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(matched::add);
            }
        }

        assertThat(matched).contains("v1", "payments", "attempts", "health").isSubsetOf(documented);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void optionsSaysWhatThePathTakes(String path) {
        Set<String> expected = new TreeSet<>(methods(path));
        expected.add("OPTIONS");
        if (expected.contains("GET")) {
            expected.add("HEAD");
        }

        Answer answer = server.send(server.authorized(real(path)).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).isEqualTo(String.join(", ", expected));
        assertThat(answer.header("Request-Id")).isNotEmpty();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void optionsNeedsAKeyWhereEverythingDoes() {
        assertThat(server.send(server.bare("/v1/payments").method("OPTIONS", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(401);
        assertThat(server.send(server.authorized("/v1/nothing").method("OPTIONS", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void headIsGetWithoutTheBody(String path) {
        boolean isThere = methods(path).contains("GET");

        Answer head = server.send(server.authorized(real(path)).method("HEAD", BodyPublishers.noBody()));
        Answer get = server.send(server.authorized(real(path)).GET());

        assertThat(head.status()).isEqualTo(get.status()).isEqualTo(isThere ? expected(path) : 404);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Request-Id")).isNotEmpty();
    }

    /** Where one path lacks a parameter that it needs, it says so. */
    private static int expected(String path) {
        return path.equals("/v1/idempotency/{key}") ? 400 : 200;
    }

    private static void isNothing(String method, String path) {
        Answer answer = server.send(server.authorized(path).method(method, BodyPublishers.noBody()));
        assertThat(answer.status()).as(method + " " + path).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
    }

    private static List<String> methods(String path) {
        return DOCUMENT.operations().stream()
                .filter(operation -> operation.path().equals(path))
                .map(Operation::method)
                .toList();
    }

    private static String id(String path) {
        Stock stock = new Stock(server);
        return switch (path.split("/")[2]) {
            case "terminals" -> stock.terminal();
            case "access_tokens" -> new TokenScene(server).issued(intent, 1250, false);
            case "cross_references" -> stock.savedCard();
            case "webhook_endpoints" -> stock.endpoint();
            case "webhook_deliveries" -> stock.delivery();
            default -> intent;
        };
    }

    /** The path with names of things that are there. */
    private static String real(String path) {
        UnaryOperator<String> name = placeholder -> switch (placeholder) {
            case "{id}" -> id(path);
            case "{challenge}" -> challenge;
            case "{key}" -> "key-1";
            case "{customer}" -> "anna";
            case "{file}" -> "start.js";
            case "{code}" -> "validation";
            default -> throw new AssertionError("what is " + placeholder + "?");
        };
        return Pattern.compile("\\{[a-z_]+}")
                .matcher(path)
                .replaceAll((MatchResult found) -> name.apply(found.group()));
    }
}
