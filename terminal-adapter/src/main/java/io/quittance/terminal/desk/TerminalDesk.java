package io.quittance.terminal.desk;

import akka.actor.BootstrapSetup;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.terminal.Terminal;
import io.quittance.engine.terminal.TerminalCheck;
import io.quittance.engine.terminal.TerminalRequest;
import io.quittance.engine.terminal.TerminalResult;
import io.quittance.engine.terminal.TerminalResult.Deed;
import io.quittance.engine.terminal.TerminalView;
import io.quittance.engine.terminal.Terminals;
import io.quittance.terminal.desk.Registry.Entry;
import io.quittance.terminal.link.Links;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The merchants' terminals, spoken to over JSON-RPC. Each registered terminal has an actor that looks after it from the
 * start on. What is registered, paired or removed is durable before it is told.
 */
public final class TerminalDesk implements Terminals {

    private static final Logger LOG = LoggerFactory.getLogger(TerminalDesk.class);
    private static final int NAME_BYTES = 6;

    /** What is told of a terminal whose actor does not tell, as after the desk was closed. */
    private static final Device.Seen UNHEARD_OF = new Device.Seen(Standing.NEW, List.of());

    private final DeskSettings settings;
    private final ActorSystem<Void> system;
    private final Executor blocking;
    private final Links links;
    private final Registry registry = new Registry();
    private final Processor processor;
    private final Pairing pairing = new Pairing(this::keep);
    private volatile boolean isClosed;

    private TerminalDesk(DeskSettings settings, ActorSystem<Void> system) {
        this.settings = settings;
        this.system = system;
        this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
        this.links = new Links(system.classicSystem(), settings.trust());
        this.processor = new TerminalProcessor(registry, settings.budgets());
    }

    /** Opens the desk: every terminal that is kept is looked after from now on. Blocks on the store. */
    public static TerminalDesk open(DeskSettings settings) {
        ActorSystem<Void> system = ActorSystem.create(
                Behaviors.empty(), "quittance-terminals", BootstrapSetup.create(settings.akkaConfig()));
        try {
            TerminalDesk desk = new TerminalDesk(settings, system);
            settings.store().all().forEach(desk::lookAfter);
            return desk;
        } catch (RuntimeException e) {
            system.terminate();
            settings.store().close();
            throw e;
        }
    }

    @Override
    public Processor processor() {
        return processor;
    }

    @Override
    public boolean knows(Tenant tenant, TerminalId id) {
        return registry.find(tenant, id).isPresent();
    }

    @Override
    public CompletionStage<TerminalResult> register(Tenant tenant, TerminalRequest request) {
        TerminalCheck check = new TerminalCheck();
        Optional<Terminal> terminal = check.terminal(request, TerminalId.random(settings.ids()), tenant, now());
        if (terminal.isEmpty()) {
            return refused(Refusal.invalid(check.faults()));
        } else if (ofTenant(tenant).count() >= Limits.TERMINALS_PER_TENANT_MAX) {
            String most = "At most " + Limits.TERMINALS_PER_TENANT_MAX + " terminals, removed ones included.";
            return refused(Refusal.invalid(List.of(new FieldFault("", "too_many", most, null))));
        }
        return guarded(() -> CompletableFuture.runAsync(() -> settings.store().keep(terminal.get()), blocking)
                .thenApply(kept -> lookAfter(terminal.get()))
                .thenCompose(entry -> done(entry, Deed.REGISTERED)));
    }

    @Override
    public CompletionStage<TerminalResult> pair(Tenant tenant, TerminalId id) {
        return with(tenant, id, entry -> pairing.begin(entry).thenCompose(done(entry)));
    }

    @Override
    public CompletionStage<TerminalResult> authenticate(Tenant tenant, TerminalId id, @Nullable String code) {
        TerminalCheck check = new TerminalCheck();
        check.code(code);
        return with(
                tenant,
                id,
                entry -> code == null || !check.faults().isEmpty()
                        ? refused(Refusal.invalid(check.faults()))
                        : pairing.complete(entry, code).thenCompose(done(entry)));
    }

    @Override
    public CompletionStage<TerminalResult> find(Tenant tenant, TerminalId id) {
        return with(tenant, id, entry -> done(entry, Deed.FOUND));
    }

    @Override
    public CompletionStage<List<TerminalView>> list(Tenant tenant) {
        List<CompletableFuture<TerminalView>> views = registered(tenant)
                .sorted(Comparator.comparing((Entry entry) -> entry.terminal().registeredAt())
                        .reversed())
                .map(entry -> view(entry).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(views.toArray(CompletableFuture[]::new))
                .thenApply(all -> views.stream().map(CompletableFuture::join).toList());
    }

    @Override
    public CompletionStage<TerminalResult> cancel(Tenant tenant, TerminalId id) {
        return with(tenant, id, entry -> {
            CompletableFuture<Deed> deed = new CompletableFuture<>();
            entry.device().tell(new Device.CancelDialogue(deed));
            // A session that was just ending may not hear it.
            return deed.completeOnTimeout(Deed.TOO_LATE, cancelWait().toMillis(), TimeUnit.MILLISECONDS)
                    .thenApply(Told::done)
                    .exceptionally(failure -> Told.unreached(Deed.CANCEL_ASKED, failure))
                    .thenCompose(done(entry));
        });
    }

    private Duration cancelWait() {
        return settings.budgets().question().plus(Limits.READ_WAIT);
    }

    @Override
    public CompletionStage<TerminalResult> settle(Tenant tenant, TerminalId id) {
        return with(tenant, id, entry -> Settlement.of(entry.line()).thenCompose(done(entry)));
    }

    @Override
    public CompletionStage<TerminalResult> remove(Tenant tenant, TerminalId id) {
        return with(tenant, id, entry -> keep(id, known -> known.removed(now()))
                .thenCompose(kept -> done(entry, Deed.REMOVED)));
    }

    private CompletionStage<Void> keep(TerminalId id, UnaryOperator<Terminal> change) {
        return CompletableFuture.runAsync(() -> change(id, change), blocking);
    }

    /** Durable first, then in force; one change after the other, each of what the one before left. */
    private synchronized void change(TerminalId id, UnaryOperator<Terminal> change) {
        registry.find(id.value()).ifPresent(entry -> {
            Terminal changed = change.apply(entry.terminal());
            settings.store().keep(changed);
            registry.put(entry.with(changed));
            entry.line().use(changed);
            entry.device().tell(new Device.Changed(isAsked(changed)));
        });
    }

    private Entry lookAfter(Terminal terminal) {
        CompletableFuture<ActorRef<Device.Command>> device = new CompletableFuture<>();
        Line line = new Line(
                links,
                HexFormat.of().formatHex(settings.ids().bytes(NAME_BYTES)),
                terminal,
                settings.clock(),
                settings.budgets().question(),
                message -> device.join().tell(new Device.Heard(message)));
        Device.Ports ports = new Device.Ports(line, settings.budgets(), settings.clock(), registry.listeners());
        ActorRef<Device.Command> actor = system.systemActorOf(
                Behaviors.supervise(Device.create(ports)).onFailure(SupervisorStrategy.resume()),
                terminal.id().value(),
                Props.empty());
        device.complete(actor);
        Entry entry = new Entry(terminal, line, actor, settings.clock());
        registry.put(entry);
        actor.tell(new Device.Changed(isAsked(terminal)));
        return entry;
    }

    private static boolean isAsked(Terminal terminal) {
        return terminal.isPaired() && !terminal.isRemoved();
    }

    private Stream<Entry> registered(Tenant tenant) {
        return ofTenant(tenant).filter(entry -> !entry.terminal().isRemoved());
    }

    private Stream<Entry> ofTenant(Tenant tenant) {
        return registry.all().stream().filter(entry -> entry.terminal().tenant().equals(tenant));
    }

    private CompletionStage<TerminalResult> with(
            Tenant tenant, TerminalId id, Function<Entry, CompletionStage<TerminalResult>> deed) {
        return guarded(() -> registry.find(tenant, id).map(deed).orElseGet(() -> refused(Refusal.noTerminal(id))));
    }

    /** Whatever goes wrong here, and not at a terminal, is a refusal; a closed desk takes on nothing. */
    private CompletionStage<TerminalResult> guarded(Supplier<CompletionStage<TerminalResult>> deed) {
        if (isClosed) {
            return refused(Refusal.overloaded());
        }
        return CompletableFuture.completedFuture(deed)
                .thenCompose(Supplier::get)
                .exceptionally(failure -> {
                    LOG.error("a request about a terminal could not be carried out", failure);
                    return new TerminalResult.Refused(Refusal.internal());
                });
    }

    private Function<Told, CompletionStage<TerminalResult>> done(Entry entry) {
        return told -> told.refusal() == null ? done(entry, told.deed()) : refused(told.refusal());
    }

    private CompletionStage<TerminalResult> done(Entry entry, Deed deed) {
        return view(registry.find(entry.terminal().id().value()).orElse(entry))
                .thenApply(view -> new TerminalResult.Done(deed, view));
    }

    private static CompletionStage<TerminalResult> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(new TerminalResult.Refused(refusal));
    }

    private static CompletionStage<TerminalView> view(Entry entry) {
        CompletableFuture<Device.Seen> seen = new CompletableFuture<>();
        entry.device().tell(new Device.Look(seen));
        Terminal terminal = entry.terminal();
        seen.completeOnTimeout(UNHEARD_OF, Limits.READ_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        return seen.thenApply(told -> new TerminalView(
                terminal.id(),
                terminal.name(),
                terminal.url().toString(),
                terminal.serialNumber(),
                terminal.isPaired(),
                told.standing().status(),
                told.standing().seenAt(),
                told.queue(),
                told.standing().dialogues(),
                told.standing().answered(),
                told.standing().quarantinedUntil(),
                terminal.registeredAt()));
    }

    private Instant now() {
        return settings.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Ends every line and the actors, then closes the store. Blocks. What is open is asked for after the next start.
     */
    @Override
    public void close() {
        isClosed = true;
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        registry.all().forEach(entry -> entry.line().close());
        settings.store().close();
    }
}
