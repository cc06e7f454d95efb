package io.quittance.api.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.api.RunningServer;
import io.quittance.api.acquirer.LedgerSummary;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real server and its wire. */
final class HttpFace implements Face {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static final String TERMINALS = "/v1/terminals";
    private static final String INTENTS = "/v1/payment_intents/";

    private final Path directory;
    private RunningServer server;

    HttpFace(Path directory) {
        this.directory = directory;
        open(Conditions.NORMAL);
    }

    private void open(Conditions conditions) {
        server = RunningServer.start(directory, conditions.merchant(), conditions.faults(), conditions.offers());
    }

    @Override
    public Reply create(String key, Purchase purchase) {
        return post("/v1/payment_intents", key, intent(purchase));
    }

    @Override
    public Reply pay(String key, Purchase purchase) {
        ObjectNode body = intent(purchase);
        body.set("payment_method", method(purchase.means()));
        if (purchase.waitSeconds() != null) {
            body.put("wait_seconds", purchase.waitSeconds());
        }
        return post("/v1/payments", key, body);
    }

    @Override
    public Reply attempt(String key, String intent, Try attempt) {
        ObjectNode body = JSON.createObjectNode();
        body.set("payment_method", method(attempt.means()));
        if (attempt.reference() != null) {
            body.put("reference_id", attempt.reference());
        }
        return post(INTENTS + intent + "/attempts", key, body);
    }

    @Override
    public Reply operate(String key, String intent, Act act) {
        ObjectNode body = JSON.createObjectNode();
        if (act.amount() != null) {
            body.put("amount", act.amount());
        }
        if (act.isLast() != null) {
            body.put("final", act.isLast());
        }
        HttpRequest.Builder request =
                server.json(INTENTS + intent + "/" + act.verb().segment(), body.toString());
        if (act.version() != null) {
            request.header("If-Match", "\"" + act.version() + "\"");
        }
        return reply(server.send(request.header("Idempotency-Key", key)));
    }

    @Override
    public Reply resolve(String intent, String outcome, String evidence, String note) {
        ObjectNode body = JSON.createObjectNode().put("outcome", outcome);
        if (evidence != null) {
            body.put("evidence", evidence);
        }
        if (note != null) {
            body.put("note", note);
        }
        return post(INTENTS + intent + "/resolution", null, body);
    }

    @Override
    public String operator() {
        return server.key().id();
    }

    @Override
    public Reply find(String intent) {
        return reply(server.get(INTENTS + intent));
    }

    @Override
    public List<String> events(String intent) {
        List<String> names = new ArrayList<>();
        journal(intent).forEach(event -> names.add(event.path("type").asText()));
        return names;
    }

    @Override
    public JsonNode journal(String intent) {
        return server.get(INTENTS + intent + "/events").json().path("data");
    }

    @Override
    public JsonNode workList() {
        return server.get("/v1/work_list").json().path("data");
    }

    @Override
    public void confirm(Reply asked, boolean isHim) {
        // The page is the issuer's, and no part of the documented interface. After a restart it is at another port.
        URI page = URI.create(asked.intent().at("/next_action/url").asText());
        HttpRequest.Builder answer = HttpRequest.newBuilder(server.baseUrl().resolve(page.getPath()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("decision=" + (isHim ? "confirm" : "refuse")));
        assertThat(BROWSER.sendAsync(answer.build(), BodyHandlers.discarding())
                        .join()
                        .statusCode())
                .isEqualTo(303);
    }

    @Override
    public void settle(String intent) {
        server.settle();
        await().until(() -> events(intent).contains("intent.settled.v1"));
    }

    @Override
    public String register(URI device, String key) {
        ObjectNode body = JSON.createObjectNode().put("name", "Till").put("url", device.toString());
        return server.post(TERMINALS, (key == null ? body : body.put("api_key", key)).toString())
                .json()
                .path("id")
                .asText();
    }

    @Override
    public String ask(String terminal, AtTerminal act) {
        String path = TERMINALS + "/" + terminal;
        RunningServer.Answer answer =
                switch (act) {
                    case CANCEL -> server.post(path + "/cancel", "{}");
                    case SETTLE -> server.post(path + "/settlement", "{}");
                    case REMOVE -> server.send(server.authorized(path).DELETE());
                };
        return answer.status() == 200 ? answer.json().path("result").asText() : answer.code();
    }

    @Override
    public List<String> paidAt(String terminal) {
        return server.get("/v1/payment_intents?terminal_id=" + terminal)
                .json()
                .path("data")
                .findValuesAsText("id");
    }

    @Override
    public List<String> news(String intent) {
        List<String> types = new ArrayList<>();
        server.get("/v1/events?limit=100").json().path("data").forEach(event -> {
            if (event.at("/data/id").asText().equals(intent)) {
                types.add(event.path("type").asText());
            }
        });
        return types;
    }

    @Override
    public LedgerSummary ledger() {
        return server.ledger();
    }

    @Override
    public void takeNothing() {
        server.engine().close();
    }

    @Override
    public void restart(Conditions conditions) {
        close();
        open(conditions);
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply post(String path, String key, ObjectNode body) {
        HttpRequest.Builder request = server.json(path, body.toString());
        return reply(server.send(key == null ? request : request.header("Idempotency-Key", key)));
    }

    private static Reply reply(RunningServer.Answer answer) {
        boolean replayed = answer.header("Idempotent-Replayed").equals("true");
        return new Reply(answer.status(), replayed, answer.body(), answer.json());
    }

    private static ObjectNode intent(Purchase purchase) {
        ObjectNode body = JSON.createObjectNode().put("amount", purchase.amount());
        if (purchase.currency() != null) {
            body.put("currency", purchase.currency());
        }
        if (purchase.reference() != null) {
            body.put("reference_id", purchase.reference());
        }
        if (purchase.description() != null) {
            body.put("description", purchase.description());
        }
        if (purchase.capture() != null) {
            body.put("capture_method", purchase.capture());
        }
        if (purchase.expiresAt() != null) {
            body.put("expires_at", purchase.expiresAt().toString());
        }
        if (!purchase.metadata().isEmpty()) {
            body.set("metadata", JSON.valueToTree(purchase.metadata()));
        }
        return body;
    }

    private static ObjectNode method(Means means) {
        if (means instanceof Till till) {
            return JSON.createObjectNode().put("type", "terminal").put("terminal_id", till.terminal());
        }
        return method((Card) means);
    }

    private static ObjectNode method(Card card) {
        ObjectNode method = JSON.createObjectNode().put("type", "card");
        ObjectNode plastic = method.putObject("card")
                .put("exp_month", Card.EXP_MONTH)
                .put("exp_year", Card.EXP_YEAR)
                .put("cvc", card.cvc());
        if (card.number() != null) {
            plastic.put("number", card.number());
        }
        return method;
    }
}
