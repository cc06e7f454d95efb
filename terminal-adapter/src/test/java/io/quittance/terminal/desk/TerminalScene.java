package io.quittance.terminal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.money.Money;
import io.quittance.engine.terminal.TerminalRequest;
import io.quittance.engine.terminal.TerminalResult;
import io.quittance.engine.terminal.TerminalView;
import io.quittance.terminal.link.Trust;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A desk with one registered terminal, and what an engine and a merchant ask of it. */
final class TerminalScene implements AutoCloseable {

    static final Tenant SHOP = Tenant.test("shop");

    /** As usual, in small. */
    static final TerminalBudgets BUDGETS = new TerminalBudgets(
            Duration.ofSeconds(6),
            Duration.ofSeconds(12),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(2));

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long PATIENCE_SECONDS = 20;

    private final TerminalDesk desk;
    private final KeptInMemory store;
    private final TerminalId id;
    private final List<String> news = new CopyOnWriteArrayList<>();
    private final List<PayerStep> steps = new CopyOnWriteArrayList<>();

    private TerminalScene(TerminalDesk desk, KeptInMemory store, TerminalId id) {
        this.desk = desk;
        this.store = store;
        this.id = id;
        desk.processor().onNews(news::add);
        desk.processor().onProgress((reference, step) -> steps.add(step));
    }

    /** Registers the simulated terminal, as it is reached. */
    static TerminalScene at(TerminalSimulator simulator, Transport transport, @Nullable String apiKey) {
        return at(simulator, transport, apiKey, BUDGETS);
    }

    static TerminalScene at(
            TerminalSimulator simulator, Transport transport, @Nullable String apiKey, TerminalBudgets budgets) {
        String pin = transport.isSecret() ? simulator.certificateFingerprint() : null;
        return registered(Trust.PUBLIC, request(transport.address(simulator), apiKey, pin), budgets);
    }

    /** The terminal under TLS, with this fingerprint pinned, or none. */
    static TerminalScene pinned(
            TerminalSimulator simulator, Transport transport, String apiKey, @Nullable String fingerprint) {
        return registered(Trust.PUBLIC, request(transport.address(simulator), apiKey, fingerprint), BUDGETS);
    }

    /** The terminal at this address, none pinned. */
    static TerminalScene trusting(Trust trust, URI address, @Nullable String apiKey) {
        return registered(trust, request(address, apiKey, null), BUDGETS);
    }

    private static TerminalRequest request(URI address, @Nullable String apiKey, @Nullable String fingerprint) {
        return new TerminalRequest("Till 1", address.toString(), "SIM-0881818", apiKey, fingerprint);
    }

    private static TerminalScene registered(Trust trust, TerminalRequest request, TerminalBudgets budgets) {
        KeptInMemory store = new KeptInMemory();
        TerminalDesk desk =
                TerminalDesk.open(new DeskSettings(store, trust, budgets, Clock.systemUTC(), TerminalScene::bytes));
        return new TerminalScene(
                desk, store, done(desk.register(SHOP, request)).terminal().id());
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    TerminalDesk desk() {
        return desk;
    }

    KeptInMemory store() {
        return store;
    }

    TerminalId id() {
        return id;
    }

    List<String> news() {
        return news;
    }

    List<PayerStep> steps() {
        return steps;
    }

    TerminalView look() {
        return done(desk.find(SHOP, id)).terminal();
    }

    CompletableFuture<AttemptOutcome> order(String reference, long amount, boolean isCaptured) {
        return desk.processor()
                .authorize(new AttemptOrder(
                        reference, Money.of(amount, "ILS"), new PaymentMethod.Terminal(id, true), isCaptured))
                .toCompletableFuture();
    }

    AttemptOutcome pay(String reference, long amount) {
        return within(order(reference, amount, true));
    }

    AttemptOutcome operate(OperationKind kind, String reference, String original, long amount) {
        return within(desk.processor()
                .operate(new OperationOrder(
                        reference, kind, Money.of(amount, "ILS"), original, null, false, id.value())));
    }

    InquiryAnswer inquire(String reference, long amount) {
        return within(desk.processor()
                .inquire(Inquiry.ofAttempt(reference, Money.of(amount, "ILS"), MethodSummary.terminal(id.value()))));
    }

    InquiryAnswer inquire(OperationKind kind, String reference, String original, long amount) {
        return within(desk.processor()
                .inquire(new Inquiry(
                        reference, Money.of(amount, "ILS"), MethodSummary.terminal(id.value()), kind, original)));
    }

    static TerminalResult.Done done(CompletionStage<TerminalResult> result) {
        TerminalResult told = within(result);
        assertThat(told).isInstanceOf(TerminalResult.Done.class);
        return (TerminalResult.Done) told;
    }

    static <T> T within(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** The process ends, and another one opens the same store. */
    TerminalScene startedAnew() {
        desk.close();
        return new TerminalScene(
                TerminalDesk.open(
                        new DeskSettings(store, Trust.PUBLIC, BUDGETS, Clock.systemUTC(), TerminalScene::bytes)),
                store,
                id);
    }

    @Override
    public void close() {
        desk.close();
    }
}
