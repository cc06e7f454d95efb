package io.quittance.api.http;

import static io.quittance.api.KeyedServer.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.KeyedServer;
import io.quittance.api.PaymentJson;
import io.quittance.api.auth.Scope;
import io.quittance.engine.id.Tenant;
import io.quittance.persistence.access.KeyGrant;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a key of each scope may do: a key per scope, every route. */
final class ScopesTest {
    private static final Set<Scope> CHANGE = Set.of(Scope.PAYMENTS);
    private static final Set<Scope> LOOK = Set.of(Scope.PAYMENTS, Scope.READ);
    private static final Set<Scope> WORK = Set.of(Scope.OPERATOR);
    private static final Set<Scope> EVENTS = Set.of(Scope.PAYMENTS, Scope.READ, Scope.AUDIT);

    private static KeyedServer server;
    private static String intent;
    private static String terminal;

    /** A route, and the scopes of which one is enough. */
    private record Row(String method, String path, Set<Scope> enough) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = KeyedServer.start(
                directory, Arrays.stream(Scope.values()).collect(Collectors.toMap(Scope::text, ScopesTest::grant)));
        intent = field(server.post("payments", "/v1/payments", "first", PaymentJson.of("cart-1", 1250)), "id");
        terminal = field(
                server.post(
                        "payments",
                        "/v1/terminals",
                        "{\"name\":\"Till\",\"url\":\"tcp://127.0.0.1:9000\",\"serial_number\":\"1\"}"),
                "id");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Every route under /v1 and every scope. */
    static Stream<Arguments> everyRouteAndScope() {
        return Stream.of(
                        new Row("POST", "/v1/payments", CHANGE),
                        new Row("POST", "/v1/payment_intents", CHANGE),
                        new Row("POST", "/v1/payment_intents/{id}/attempts", CHANGE),
                        new Row("POST", "/v1/payment_intents/{id}/capture", CHANGE),
                        new Row("POST", "/v1/payment_intents/{id}/void", CHANGE),
                        new Row("POST", "/v1/payment_intents/{id}/refunds", CHANGE),
                        new Row("POST", "/v1/payment_intents/{id}/cancel", CHANGE),
                        new Row("POST", "/v1/payment_intents/{id}/reverse", CHANGE),
                        new Row("POST", "/v1/payment_intents/{id}/resolution", WORK),
                        new Row("POST", "/v1/terminals", CHANGE),
                        new Row("POST", "/v1/terminals/{terminal}/pair", CHANGE),
                        new Row("POST", "/v1/terminals/{terminal}/authenticate", CHANGE),
                        new Row("POST", "/v1/terminals/{terminal}/cancel", CHANGE),
                        new Row("POST", "/v1/terminals/{terminal}/settlement", CHANGE),
                        new Row("DELETE", "/v1/terminals/{terminal}", CHANGE),
                        new Row("GET", "/v1/terminals", LOOK),
                        new Row("GET", "/v1/terminals/{terminal}", LOOK),
                        new Row("POST", "/v1/payment_methods", CHANGE),
                        new Row("DELETE", "/v1/cross_references/xr_" + "a".repeat(32), CHANGE),
                        new Row("GET", "/v1/customers/anna/cross_references", LOOK),
                        new Row("GET", "/v1/work_list", WORK),
                        new Row("GET", "/v1/payment_intents", LOOK),
                        new Row("GET", "/v1/payment_intents/{id}", LOOK),
                        new Row("GET", "/v1/idempotency/first?path=/v1/payments", LOOK),
                        new Row("GET", "/v1/events", EVENTS),
                        new Row("GET", "/v1/payment_intents/{id}/events", EVENTS))
                .flatMap(row -> Arrays.stream(Scope.values()).map(scope -> Arguments.of(row, scope)));
    }

    @ParameterizedTest
    @MethodSource("everyRouteAndScope")
    void aScopeOpensItsRoutesAndNoOther(Row row, Scope scope) {
        HttpResponse<String> answer = ask(row, scope, "{\"colour\":\"red\"}");

        if (row.enough().contains(scope)) {
            // The body is read, and its faults are told; a look succeeds.
            assertThat(answer.statusCode()).isEqualTo(row.method().equals("GET") ? 200 : 400);
        } else {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(field(answer, "code")).isEqualTo("forbidden");
            assertThat(field(answer, "retry")).isEqualTo("never");
            assertThat(row.enough())
                    .allSatisfy(one -> assertThat(field(answer, "detail")).contains(one.text()));
        }
    }

    @Test
    void whoMayNotLearnsNothingOfItsBody() {
        long before = server.recorded();

        Stream<Function<String, HttpResponse<String>>> bodies = Stream.of(
                path -> server.post("read", path, "key", PaymentJson.of("cart-2", 1250)),
                path -> server.post("read", path, "{\"amount\":"),
                path -> server.post("read", path, " ".repeat(70_000)),
                path -> server.send(server.request("read", path).POST(BodyPublishers.ofString("hello"))),
                path -> server.send(server.request("read", path).POST(BodyPublishers.noBody())));

        assertThat(bodies)
                .allSatisfy(body ->
                        assertThat(body.apply("/v1/payments").statusCode()).isEqualTo(403));
        assertThat(server.recorded()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void whatIsNotThereIsNotFoundWithAnyScope(Scope scope) {
        assertThat(server.get(scope.text(), "/v1/no/such/path").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> ask(Row row, Scope scope, String body) {
        String path = row.path().replace("{id}", intent).replace("{terminal}", terminal);
        return row.method().equals("GET")
                ? server.get(scope.text(), path)
                : server.send(server.request(scope.text(), path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "some-key")
                        .method(row.method(), BodyPublishers.ofString(body)));
    }

    private static KeyGrant grant(Scope scope) {
        return new KeyGrant(Tenant.test("shop"), new TreeSet<>(Set.of(scope.text())), 1_000, null);
    }
}
