package io.quittance.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.PaymentJson;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.openapi.ApiDocument.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: nobody learns whether another merchant has something. Method: a shop pays; then, on the same data, a stranger
 * asks for the shop's id and for one that never existed, at every documented path with an id.
 */
final class TenantWallTest {
    private static final String NEVER = "pi_" + "a".repeat(32);

    private static final String NO_TERMINAL = "tm_" + "a".repeat(32);

    private static final String NO_CARD = "xr_" + "a".repeat(32);

    private static final String NO_ENDPOINT = "we_" + "a".repeat(32);

    private static RunningServer stranger;
    private static String theirs;
    private static String theirTerminal;
    private static String theirEndpoint;
    private static String theirCard;

    static List<Operation> operationsWithAnId() {
        return ApiDocument.CONTRACT.operations().stream()
                .filter(operation -> operation.path().contains("{id}"))
                .toList();
    }

    @BeforeAll
    static void aShopPaysAndAStrangerComes(@TempDir Path directory) {
        try (RunningServer shop = RunningServer.start(directory)) {
            theirs = shop.post("/v1/payments", "key-1", PaymentJson.of("cart-1", 1250))
                    .json()
                    .path("id")
                    .asText();
            assertThat(shop.get("/v1/payment_intents/" + theirs).status()).isEqualTo(200);
            theirTerminal = new Stock(shop).terminal();
            assertThat(shop.get("/v1/terminals/" + theirTerminal).status()).isEqualTo(200);
            theirCard = new Stock(shop).savedCard();
            assertThat(shop.get("/v1/customers/anna/cross_references")
                            .json()
                            .at("/data/0/id")
                            .asText())
                    .isEqualTo(theirCard);
            theirEndpoint = new Stock(shop).endpoint();
            assertThat(shop.get("/v1/webhook_endpoints/" + theirEndpoint).status())
                    .isEqualTo(200);
        }
        stranger = RunningServer.start(directory, "stranger", FaultPlan.NONE);
    }

    @AfterAll
    static void close() {
        stranger.close();
    }

    @ParameterizedTest
    @MethodSource("operationsWithAnId")
    void whatIsAnothersIsAsWhatNeverWas(Operation operation) {
        Answer foreign = ask(operation, operation.at(theirs, theirTerminal, theirEndpoint, theirCard));
        Answer absent = ask(operation, operation.at(NEVER, NO_TERMINAL, NO_ENDPOINT, NO_CARD));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.code()).isEqualTo("not_found");
        assertThat(stripped(foreign)
                        .toString()
                        .replace(theirTerminal, NO_TERMINAL)
                        .replace(theirCard, NO_CARD)
                        .replace(theirEndpoint, NO_ENDPOINT)
                        .replace(Operation.delivery(theirEndpoint), Operation.delivery(NO_ENDPOINT)))
                .isEqualTo(stripped(absent).toString());
        assertThat(foreign.headers().map().keySet())
                .isEqualTo(absent.headers().map().keySet());
        assertThat(foreign.body()).doesNotContain(theirs);
    }

    @Test
    void thereAreSuchOperations() {
        assertThat(operationsWithAnId()).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void anothersKeyIsAsOneThatWasNeverSent() {
        Answer foreign = stranger.get("/v1/idempotency/key-1?path=/v1/payments");
        Answer absent = stranger.get("/v1/idempotency/key-9?path=/v1/payments");
        Answer foreignPath = stranger.get("/v1/idempotency/key-1?path=/v1/payment_intents/" + theirs + "/attempts");

        assertThat(foreign.json().path("state").asText()).isEqualTo("absent");
        assertThat(foreign.body().replace("key-1", "key-9")).isEqualTo(absent.body());
        assertThat(foreignPath.json().path("state").asText()).isEqualTo("absent");
    }

    @Test
    void anothersIntentsEventsAndTerminalsAreInNoList() {
        assertThat(stranger.get("/v1/work_list").json().path("data")).isEmpty();
        assertThat(stranger.get("/v1/payment_intents").json().path("data")).isEmpty();
        assertThat(stranger.get("/v1/payment_intents?reference_id=cart-1")
                        .json()
                        .path("data"))
                .isEmpty();
        assertThat(stranger.get("/v1/events").json().path("data")).isEmpty();
        assertThat(stranger.get("/v1/terminals").json().path("data")).isEmpty();
        assertThat(stranger.get("/v1/webhook_endpoints").json().path("data")).isEmpty();
        assertThat(stranger.get("/v1/customers/anna/cross_references").json().path("data"))
                .isEmpty();
        assertThat(stranger.get("/v1/webhook_deliveries").json().path("data")).isEmpty();
    }

    private static Answer ask(Operation operation, String path) {
        JsonNode examples = operation.node().at("/requestBody/content/application~1json/examples");
        if (examples.isMissingNode()) {
            return stranger.send(stranger.authorized(path).method(operation.method(), BodyPublishers.noBody()));
        }
        String body = examples.elements().next().path("value").toString();
        return stranger.send(stranger.json(path, body)
                .header("Idempotency-Key", "stranger-1")
                .method(operation.method(), BodyPublishers.ofString(body)));
    }

    private static ObjectNode stripped(Answer answer) {
        ObjectNode body = (ObjectNode) answer.json();
        body.remove(List.of("request_id", "timestamp"));
        return body;
    }
}
