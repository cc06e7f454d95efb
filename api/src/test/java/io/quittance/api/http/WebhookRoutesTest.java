package io.quittance.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.api.RunningServer;
import io.quittance.api.RunningServer.Answer;
import io.quittance.api.webhooks.Receiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks over HTTP, with a real receiver; every answer is held against the document as well. */
final class WebhookRoutesTest {
    private static final String ENDPOINTS = "/v1/webhook_endpoints";
    private static final String GOOD = "{\"url\":\"https://shop.example/webhooks\"}";
    private static final String CARD = "4111111111111111";
    private static final String PAYMENT = "{\"amount\":1250,\"currency\":\"EUR\",\"payment_method\":{\"type\":\"card\","
            + "\"card\":{\"number\":\"4111111111111111\",\"exp_month\":12,\"exp_year\":2030,\"cvc\":\"123\"}}}";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    private final RunningServer server = RunningServer.forTests();

    private final Receiver receiver = Receiver.start();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void anEndpointIsRegisteredAndItsSecretIsShownOnce() {
        Answer made = server.post(ENDPOINTS, GOOD);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(ENDPOINTS + "/" + id(made));
        assertThat(made.json().path("secret").asText()).startsWith("whsec_");
        assertThat(made.json().path("retry_policy").asText()).isEqualTo("seven_days");
        assertThat(made.json().path("status").asText()).isEqualTo("enabled");
        Answer found = server.get(path(made));
        assertThat(found.body()).doesNotContain("whsec_");
        assertThat(List.of(found.json()))
                .isEqualTo(server.get(ENDPOINTS).json().findValues("data").stream()
                        .map(data -> data.get(0))
                        .toList());
    }

    @Test
    void everythingThatCanBeSaidIsToldAsItWasSaid() {
        Answer made = server.post(ENDPOINTS, """
                {"url":"https://shop.example/w","description":"Lager \u00dc",
                 "events":["payment_intent.*","terminal.pin_started"],"retry_policy":[1,60],"payload":"thin",
                 "success":"200","signatures":["v1a","v1"],"enabled":false,"must_verify":true}""");

        assertThat(made.json().path("description").asText()).isEqualTo("Lager \u00dc");
        assertThat(made.json().path("events")).hasToString("[\"payment_intent.*\",\"terminal.pin_started\"]");
        assertThat(made.json().path("retry_policy")).hasToString("[1,60]");
        assertThat(made.json().path("payload").asText()).isEqualTo("thin");
        assertThat(made.json().path("success").asText()).isEqualTo("200");
        assertThat(made.json().path("signatures")).hasToString("[\"v1\",\"v1a\"]");
        assertThat(made.json().path("public_keys").get(0).asText()).startsWith("whpk_");
        assertThat(made.json().path("status").asText()).isEqualTo("disabled");
        assertThat(made.json().path("disabled_reason").asText()).isEqualTo("its merchant disabled it");
        assertThat(made.json().path("must_verify").asBoolean()).isTrue();
        assertThat(made.body()).doesNotContain("whsk_", "challenge");
    }

    @Test
    void allFaultsAreToldAtOnce() {
        Answer refused = server.post(ENDPOINTS, """
                {"url":"https://10.0.0.7/","description":7,"events":["*",3],"retry_policy":["often"],"payload":"fat",
                 "success":200,"signatures":["v2"],"enabled":"yes","colour":"red"}""");

        assertThat(faults(refused))
                .containsExactlyInAnyOrder(
                        "/url invalid",
                        "/description wrong_type",
                        "/events/1 wrong_type",
                        "/retry_policy/0 wrong_type",
                        "/payload invalid",
                        "/success wrong_type",
                        "/signatures invalid",
                        "/enabled wrong_type",
                        "/colour unknown_field");
        assertThat(server.get(ENDPOINTS).json().path("data")).isEmpty();
    }

    /** Goal: one element of a wrong type hides no fault of the others. */
    @Test
    void allFaultsOfAllElementsAreToldAtOnce() {
        Answer refused = server.post(ENDPOINTS, """
                {"url":"https://shop.example/","events":["nope","*",3,"*"],"retry_policy":[0,-1,"a",99999999999,1.5],
                 "signatures":["v2",1]}""");

        assertThat(faults(refused))
                .containsExactlyInAnyOrder(
                        "/events/0 invalid",
                        "/events/2 wrong_type",
                        "/events/3 repeated",
                        "/retry_policy/0 out_of_range",
                        "/retry_policy/1 out_of_range",
                        "/retry_policy/2 wrong_type",
                        "/retry_policy/3 out_of_range",
                        "/retry_policy/4 wrong_type",
                        "/signatures invalid",
                        "/signatures/1 wrong_type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; /url required",
                "{\"url\":\"https://10.0.0.7/\"}; /url invalid",
                "{\"url\":\"https://a.example/\",\"retry_policy\":[0]}; /retry_policy/0 out_of_range",
                "{\"url\":\"https://a.example/\",\"retry_policy\":{}}; /retry_policy wrong_type",
                "{\"url\":\"https://a.example/\",\"events\":\"*\"}; /events wrong_type"
            })
    void oneFaultIsToldWithItsPlace(String body, String fault) {
        assertThat(faults(server.post(ENDPOINTS, body))).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"url\":\"https://a.example/" + CARD + "\"}",
                "{\"url\":\"https://a.example/\",\"description\":\"" + CARD + "\"}",
                "{\"url\":\"https://a.example/\",\"events\":[" + CARD + "]}",
                "{\"url\":\"https://a.example/\",\"events\":[\"" + CARD + "\"]}"
            })
    void aCardNumberIsRefusedAndNotRepeated(String body) {
        Answer refused = server.post(ENDPOINTS, body);

        assertThat(faults(refused)).hasSize(1);
        assertThat(refused.body()).doesNotContain("4111", "1111");
    }

    @Test
    void whatIsGivenIsChangedAndTheRestStays() {
        Answer made = server.post(ENDPOINTS, GOOD);

        Answer changed = patch(path(made), "{\"enabled\":false,\"retry_policy\":\"two_hours\",\"description\":\"x\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("status").asText()).isEqualTo("disabled");
        assertThat(changed.json().path("retry_policy").asText()).isEqualTo("two_hours");
        assertThat(changed.json().path("events")).isEqualTo(made.json().path("events"));
        assertThat(faults(patch(path(made), "{\"url\":null,\"events\":[]}"))).containsExactly("/events required");
        Answer again = patch(path(made), "{\"enabled\":true,\"description\":\"\",\"signatures\":[\"v1\",\"v1a\"]}");
        assertThat(again.json().path("status").asText()).isEqualTo("enabled");
        assertThat(again.json().path("description").isNull()).isTrue();
        assertThat(again.body()).doesNotContain("\"secret\"");
        assertThat(again.json().path("public_keys")).hasSize(1);
    }

    @Test
    void aRotatedSecretIsShownOnce() {
        Answer made = server.post(ENDPOINTS, GOOD);

        Answer rotated = server.post(path(made) + "/rotate_secret", "{}");

        assertThat(rotated.json().path("secret").asText())
                .startsWith("whsec_")
                .isNotEqualTo(made.json().path("secret").asText());
        assertThat(server.get(path(made)).body()).doesNotContain("whsec_");
    }

    @Test
    void aRemovedEndpointIsGone() {
        Answer made = server.post(ENDPOINTS, GOOD);

        Answer removed = server.send(server.authorized(path(made)).DELETE());

        assertThat(removed.json().path("status").asText()).isEqualTo("removed");
        assertThat(server.get(path(made)).code()).isEqualTo("not_found");
        assertThat(server.get(ENDPOINTS).json().path("data")).isEmpty();
    }

    @Test
    void noMoreThanSixteenAreTaken() {
        for (int i = 0; i < 16; i++) {
            assertThat(server.post(ENDPOINTS, GOOD).status()).isEqualTo(201);
        }

        assertThat(faults(server.post(ENDPOINTS, GOOD))).containsExactly(" too_many");
    }

    @Test
    void theListIsNewestFirstInPages() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, id(server.post(ENDPOINTS, GOOD)));
        }

        List<String> listed = new ArrayList<>();
        JsonNode page = server.get(ENDPOINTS + "?limit=2").json();
        listed.addAll(page.path("data").findValuesAsText("id"));
        while (page.path("has_more").asBoolean()) {
            String cursor = page.path("next_cursor").asText();
            page = server.get(ENDPOINTS + "?limit=2&after=" + cursor).json();
            listed.addAll(page.path("data").findValuesAsText("id"));
        }

        assertThat(listed).containsExactlyInAnyOrderElementsOf(made).hasSize(5);
    }

    @Test
    void aPingIsSentAndWhatCameOfItIsTold() {
        Answer made = server.post(ENDPOINTS, "{\"url\":\"" + receiver.url() + "\"}");

        Answer pinged = server.post(path(made) + "/ping", "");

        assertThat(pinged.json().path("taken").asBoolean()).isTrue();
        assertThat(receiver.taken())
                .singleElement()
                .asString()
                .contains("\"type\":\"webhook_endpoint.ping\"", id(made));
        receiver.close();
        Answer failed = server.post(path(made) + "/ping", "");
        assertThat(failed.json().path("taken").asBoolean()).isFalse();
        assertThat(failed.json().path("failure").asText()).isEqualTo("connection refused");
    }

    @Test
    void anEndpointThatRepeatsTheCodeIsVerified() {
        receiver.answer(body -> "{\"validationResponse\":\""
                + body.replaceFirst(".*\"validation_code\":\"([a-z2-7]+)\".*", "$1") + "\"}");

        Answer made = server.post(ENDPOINTS, "{\"url\":\"" + receiver.url() + "\",\"must_verify\":true}");

        assertThat(made.json().path("status").asText()).isEqualTo("unverified");
        await().atMost(PATIENCE).until(() -> status(made).equals("enabled"));
    }

    @Test
    void whoOpensTheAddressThatWasSentOwnsTheEndpoint() {
        Answer made = server.post(ENDPOINTS, "{\"url\":\"" + receiver.url() + "\",\"must_verify\":true}");
        await().atMost(PATIENCE).until(() -> !receiver.taken().isEmpty());
        assertThat(server.post(path(made) + "/ping", "").code()).isEqualTo("validation");
        String address = receiver.taken()
                .get(0)
                .replaceFirst(
                        ".*\"validation_url\":\"http://127[.]0[.]0[.]1:[0-9]+(/webhooks/verify/[a-z2-7]{32})\".*",
                        "$1");

        assertThat(server.send(server.bare("/webhooks/verify/" + "a".repeat(32)))
                        .status())
                .isEqualTo(404);
        assertThat(server.post(path(made) + "/verify", "").json().path("status").asText())
                .isEqualTo("unverified");
        assertThat(server.send(server.bare(address).method("HEAD", BodyPublishers.noBody()))
                        .status())
                .as("a program that looks where an address leads proves nothing")
                .isEqualTo(200);
        assertThat(status(made)).isEqualTo("unverified");
        assertThat(server.send(server.bare("/webhooks/verify/" + "a".repeat(32))
                                .method("HEAD", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(404);
        Answer opened = server.send(server.bare(address));

        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.body()).contains("verified").doesNotContain(id(made));
        assertThat(status(made)).isEqualTo("enabled");
        assertThat(server.send(server.bare(address)).status()).isEqualTo(200);
    }

    @Test
    void whatHappensIsDeliveredInOrderAsTheIntentStoodThen() {
        Answer made = server.post(ENDPOINTS, "{\"url\":\"" + receiver.url() + "\"}");

        JsonNode paid = server.post("/v1/payments", UUID.randomUUID().toString(), PAYMENT)
                .json();
        await().atMost(PATIENCE)
                .until(() ->
                        deliveries("endpoint=" + id(made) + "&status=delivered").size() == 3);

        List<JsonNode> heard =
                receiver.taken().stream().map(WebhookRoutesTest::json).toList();
        assertThat(heard)
                .extracting(event -> event.path("type").asText())
                .containsExactly("payment_intent.created", "payment_intent.pending", "payment_intent.succeeded");
        assertThat(heard)
                .extracting(event -> event.path("intent_sequence").asInt())
                .containsExactly(1, 2, 3);
        assertThat(heard.get(2).path("data")).isEqualTo(paid);
        assertThat(deliveries("intent=" + paid.path("id").asText())).hasSize(3);
        assertThat(server.get("/v1/payment_intents/" + paid.path("id").asText()).json())
                .as("deliveries change nothing of the intent")
                .isEqualTo(paid);
    }

    @Test
    void aDeliveryIsToldWithEveryTryAndIsSentAgainWhenItIsAskedFor() {
        Answer made = server.post(
                ENDPOINTS, "{\"url\":\"" + receiver.url() + "\",\"events\":[\"payment_intent.succeeded\"]}");
        receiver.refuse(503);
        JsonNode paid = server.post("/v1/payments", UUID.randomUUID().toString(), PAYMENT)
                .json();
        await().atMost(PATIENCE)
                .until(() -> deliveries("").path(0).path("tries").size() == 1);

        JsonNode told = deliveries("endpoint=" + id(made)).get(0);
        assertThat(told.path("webhook_id").asText()).startsWith("msg_").contains("_3_");
        assertThat(told.path("payment_intent")).isEqualTo(paid.path("id"));
        assertThat(told.at("/tries/0/status").asInt()).isEqualTo(503);
        assertThat(told.at("/tries/0/taken").asBoolean(true)).isFalse();
        Instant tried = Instant.parse(told.at("/tries/0/time").asText());
        assertThat(told.path("next_try_at").asText())
                .isEqualTo(tried.plusSeconds(60).toString());

        receiver.refuse(200);
        Answer again = server.post("/v1/webhook_deliveries/" + told.path("id").asText() + "/redeliver", "");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("requested").asBoolean()).isTrue();
        await().atMost(PATIENCE).until(() -> deliveries("status=delivered").size() == 1);
        assertThat(receiver.taken()).hasSize(2).containsOnly(receiver.taken().get(0));
    }

    @Test
    void whatNeverWasHeardIsHeardInAReplay() {
        JsonNode paid = server.post("/v1/payments", UUID.randomUUID().toString(), PAYMENT)
                .json();
        Answer made = server.post(ENDPOINTS, "{\"url\":\"" + receiver.url() + "\"}");

        assertThat(server.post(path(made) + "/replay", "{}").status()).isEqualTo(202);

        await().atMost(PATIENCE).until(() -> receiver.taken().size() == 3);
        assertThat(receiver.taken())
                .allSatisfy(body -> assertThat(body).contains(paid.path("id").asText()));
    }

    @Test
    void aReplayIsFollowedToItsEnd() {
        server.post("/v1/payments", UUID.randomUUID().toString(), PAYMENT);
        Answer made = server.post(ENDPOINTS, "{\"url\":\"" + receiver.url() + "\"}");
        assertThat(replays(made)).isEmpty();

        String first = id(server.post(path(made) + "/replay", "{}"));
        await().atMost(PATIENCE)
                .until(() -> replays(made).at("/0/status").asText().equals("ended"));

        JsonNode ended = replays(made).get(0);
        assertThat(ended.path("id").asText()).isEqualTo(first);
        assertThat(ended.path("deliveries").asInt()).isEqualTo(3);
        assertThat(ended.path("ended_at").isNull()).isFalse();
        String second = id(server.post(path(made) + "/replay", "{\"only_failed\":true}"));
        assertThat(replays(made).findValuesAsText("id")).containsExactly(second, first);
        assertThat(server.get(ENDPOINTS + "/we_" + "a".repeat(32) + "/replays").code())
                .isEqualTo("not_found");
    }

    private JsonNode replays(Answer made) {
        return server.get(path(made) + "/replays").json().path("data");
    }

    /** What waits for its merchant is not planned for any time. */
    @Test
    void whatIsHeldIsPromisedForNoTime() {
        Answer made = server.post(ENDPOINTS, "{\"url\":\"" + receiver.url() + "\"}");
        receiver.refuse(503);
        server.post("/v1/payment_intents", "{\"amount\":1250,\"currency\":\"EUR\"}");
        await().atMost(PATIENCE)
                .until(() -> deliveries("").at("/0/tries/0/status").asInt() == 503);
        assertThat(deliveries("").at("/0/next_try_at").isNull()).isFalse();

        patch(path(made), "{\"enabled\":false}");

        assertThat(deliveries("").at("/0/held").asBoolean()).isTrue();
        assertThat(deliveries("").at("/0/next_try_at").isNull()).isTrue();
        patch(path(made), "{\"enabled\":true}");
        assertThat(deliveries("").at("/0/held").asBoolean()).isFalse();
    }

    private JsonNode deliveries(String query) {
        return server.get("/v1/webhook_deliveries?" + query).json().path("data");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "intent=pi_1, /intent invalid",
        "endpoint=we_1, /endpoint invalid",
        "status=lost, /status invalid",
        "limit=0, /limit out_of_range",
        "colour=red, /colour unknown_parameter"
    })
    void deliveriesAreAskedForStrictly(String query, String fault) {
        assertThat(faults(server.get("/v1/webhook_deliveries?" + query))).containsExactly(fault);
    }

    @Test
    void aReplayIsTakenOnAndItsFaultsAreTold() {
        String path = path(server.post(ENDPOINTS, GOOD)) + "/replay";

        Answer replay = server.post(path, "{\"from\":\"2026-11-20T00:00:00Z\",\"only_failed\":true}");

        assertThat(replay.status()).isEqualTo(202);
        assertThat(replay.json().path("from").asText()).isEqualTo("2026-11-20T00:00:00.000Z");
        assertThat(replay.json().path("only_failed").asBoolean()).isTrue();
        assertThat(replay.json().path("status").asText()).isEqualTo("running");
        assertThat(server.send(server.authorized(path).POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(202);
        assertThat(faults(server.post(path, """
                {"from":"2026-11-20T00:00:00Z","to":"2026-11-20T00:00:00Z",
                 "intent":"pi_1","only_failed":1,"colour":1}""")))
                .containsExactlyInAnyOrder(
                        "/to out_of_range", "/intent invalid", "/only_failed wrong_type", "/colour unknown_field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rotate_secret", "ping", "verify"})
    void whereThereIsNothingToSayOnlyNothingIsTaken(String act) {
        String path = path(server.post(ENDPOINTS, GOOD)) + "/" + act;

        assertThat(faults(server.post(path, "{\"colour\":\"red\"}"))).containsExactly("/colour unknown_field");
    }

    private Answer patch(String path, String body) {
        return server.send(server.json(path, "").method("PATCH", BodyPublishers.ofString(body)));
    }

    private String status(Answer made) {
        return server.get(path(made)).json().path("status").asText();
    }

    private static String path(Answer made) {
        return ENDPOINTS + "/" + id(made);
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asText();
    }

    private static List<String> faults(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                .map(fault -> fault.path("pointer").asText() + " "
                        + fault.path("code").asText())
                .toList();
    }
}
