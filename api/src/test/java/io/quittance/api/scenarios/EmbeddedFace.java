package io.quittance.api.scenarios;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.api.LimitedConnector;
import io.quittance.api.acquirer.LedgerSummary;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.api.http.json.ListJson;
import io.quittance.api.terminals.Tills;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.AttemptRequest;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.MethodDetails;
import io.quittance.engine.intent.OperationRequest;
import io.quittance.engine.intent.PaymentRequest;
import io.quittance.engine.intent.ResolutionRequest;
import io.quittance.engine.intent.TerminalDetails;
import io.quittance.engine.reading.FeedQuery;
import io.quittance.engine.reading.IntentQuery;
import io.quittance.engine.reading.IntentQuery.Filter;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.Page;
import io.quittance.engine.reading.WorkQuery;
import io.quittance.engine.terminal.TerminalRequest;
import io.quittance.engine.terminal.TerminalResult;
import io.quittance.persistence.Journals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The engine inside this JVM. Its replies are told with the numbers that {@code api.md} gives them over HTTP. */
final class EmbeddedFace implements Face {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private Tenant tenant;
    private SimulatedAcquirer acquirer;
    private PaymentEngine engine;

    EmbeddedFace(Path directory) {
        this.directory = directory;
        open(Conditions.NORMAL);
    }

    private void open(Conditions conditions) {
        tenant = Tenant.test(conditions.merchant());
        try {
            acquirer =
                    SimulatedAcquirer.open(directory.resolve("acquirer.jsonl"), conditions.faults(), Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acquirer.listensAt(URI.create("http://issuer.invalid"));
        engine = PaymentEngine.builder()
                .journal(Journals.embedded(directory))
                .processor(new LimitedConnector(acquirer, conditions.offers()))
                .terminals(Tills.desk(directory))
                .start();
    }

    @Override
    public Reply create(String key, Purchase purchase) {
        return reply(engine.create(tenant, intent(purchase), key == null ? null : new IdempotencyKey(key)));
    }

    @Override
    public Reply pay(String key, Purchase purchase) {
        Duration wait = purchase.waitSeconds() == null ? null : Duration.ofSeconds(purchase.waitSeconds());
        return reply(engine.pay(
                tenant,
                new PaymentRequest(intent(purchase), details(purchase.means()), null, wait),
                new IdempotencyKey(key)));
    }

    @Override
    public Reply attempt(String key, String intent, Try attempt) {
        return reply(engine.attempt(
                tenant,
                new IntentId(intent),
                new AttemptRequest(details(attempt.means()), null, attempt.reference(), null, null),
                new IdempotencyKey(key)));
    }

    @Override
    public Reply operate(String key, String intent, Act act) {
        OperationRequest request =
                new OperationRequest(act.verb(), act.amount(), act.isLast(), null, null, act.version());
        return reply(engine.operate(tenant, new IntentId(intent), request, new IdempotencyKey(key)));
    }

    @Override
    public Reply resolve(String intent, String outcome, String evidence, String note) {
        ResolutionRequest request = new ResolutionRequest(outcome, evidence, note, null, operator(), null);
        return reply(engine.resolve(tenant, new IntentId(intent), request, null));
    }

    @Override
    public String operator() {
        return "ada";
    }

    /** A look is told with 200, whatever is seen. */
    @Override
    public Reply find(String intent) {
        Reply reply = reply(engine.find(tenant, new IntentId(intent)));
        return reply.isRefused() ? reply : new Reply(200, reply.replayed(), reply.body(), reply.tree());
    }

    @Override
    public List<String> events(String intent) {
        return settled(engine.events(tenant, new IntentId(intent))) instanceof Listing.Found<JournalEntry> found
                ? found.page().data().stream().map(JournalEntry::manifest).toList()
                : List.of();
    }

    @Override
    public JsonNode journal(String intent) {
        return data(settled(engine.events(tenant, new IntentId(intent))), ListJson::recorded);
    }

    @Override
    public JsonNode workList() {
        return data(settled(engine.workList(tenant, WorkQuery.first())), ListJson::work);
    }

    private static <T> JsonNode data(Listing<T> listing, Function<Page<T>, byte[]> rendering) {
        try {
            return JSON.readTree(rendering.apply(((Listing.Found<T>) listing).page()))
                    .path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void confirm(Reply asked, boolean isHim) {
        String page = asked.intent().at("/next_action/url").asText();
        settled(acquirer.answer(page.substring(page.lastIndexOf('/') + 1), isHim));
    }

    @Override
    public void settle(String intent) {
        settled(acquirer.settle());
        await().until(() -> events(intent).contains("intent.settled.v1"));
    }

    @Override
    public String register(URI device, String key) {
        TerminalRequest request = new TerminalRequest("Till", device.toString(), null, key, null);
        TerminalResult told = settled(engine.terminals().register(tenant, request));
        return ((TerminalResult.Done) told).terminal().id().value();
    }

    @Override
    public String ask(String terminal, AtTerminal act) {
        TerminalId id = new TerminalId(terminal);
        TerminalResult told = settled(
                switch (act) {
                    case CANCEL -> engine.terminals().cancel(tenant, id);
                    case SETTLE -> engine.terminals().settle(tenant, id);
                    case REMOVE -> engine.terminals().remove(tenant, id);
                });
        Enum<?> word = told instanceof TerminalResult.Done done
                ? done.deed()
                : ((TerminalResult.Refused) told).refusal().code();
        return word.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> paidAt(String terminal) {
        Filter filter = new Filter(null, null, null, terminal, null, null, null);
        return page(engine.list(tenant, IntentQuery.of(filter))).data().stream()
                .map(intent -> intent.id().value())
                .toList();
    }

    @Override
    public List<String> news(String intent) {
        return page(engine.feed(tenant, FeedQuery.all().limit(100))).data().stream()
                .filter(event -> event.intent().id().value().equals(intent))
                .map(event -> event.type().text())
                .toList();
    }

    private static <T> Page<T> page(CompletionStage<Listing<T>> listing) {
        return ((Listing.Found<T>) settled(listing)).page();
    }

    @Override
    public LedgerSummary ledger() {
        return acquirer.summary();
    }

    @Override
    public void takeNothing() {
        engine.close();
    }

    @Override
    public void restart(Conditions conditions) {
        close();
        open(conditions);
    }

    @Override
    public void close() {
        engine.close();
        try {
            acquirer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IntentRequest intent(Purchase purchase) {
        return new IntentRequest(
                purchase.amount(),
                purchase.currency(),
                purchase.reference(),
                purchase.capture(),
                purchase.description(),
                null,
                purchase.metadata(),
                null,
                purchase.expiresAt());
    }

    private static MethodDetails details(Means means) {
        if (means instanceof Till till) {
            return new TerminalDetails(till.terminal());
        }
        Card card = (Card) means;
        return CardDetails.of(card.number(), Card.EXP_MONTH, Card.EXP_YEAR, card.cvc());
    }

    private static Reply reply(CompletionStage<PaymentResult> stage) {
        return EmbeddedReplies.of(settled(stage));
    }

    private static <T> T settled(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
