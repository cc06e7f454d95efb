package io.quittance.api.terminals;

import io.quittance.engine.attempt.Processor;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.terminal.Terminal;
import io.quittance.engine.terminal.TerminalCheck;
import io.quittance.engine.terminal.TerminalRequest;
import io.quittance.engine.terminal.TerminalResult;
import io.quittance.engine.terminal.TerminalResult.Deed;
import io.quittance.engine.terminal.TerminalStore;
import io.quittance.engine.terminal.TerminalView;
import io.quittance.engine.terminal.Terminals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Terminals without devices: kept in a real store, paired with one code, and at an address on {@code away.example}
 * never reached. Safe for any thread.
 */
public final class PlayedTerminals implements Terminals {

    /** What every device shows. */
    public static final String CODE = "123456";

    /** What every device gives for it. */
    public static final String API_KEY = "5ec4e7a9";

    private final TerminalStore store;
    private final InstantSource clock;
    private final IdSource ids;
    private final PlayedPayers payers = new PlayedPayers();
    private final Map<TerminalId, Terminal> known = new ConcurrentHashMap<>();
    private final Map<TerminalId, Instant> seen = new ConcurrentHashMap<>();
    private final Set<TerminalId> pairing = ConcurrentHashMap.newKeySet();
    private volatile boolean isBroken;

    /** Those of a store, which is closed with them. */
    public PlayedTerminals(TerminalStore store, InstantSource clock, IdSource ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        store.all().forEach(terminal -> known.put(terminal.id(), terminal));
    }

    /** From now on nothing can be read or written. */
    public void breakDown() {
        isBroken = true;
    }

    @Override
    public Processor processor() {
        return payers;
    }

    @Override
    public boolean knows(Tenant tenant, TerminalId id) {
        return isThere(tenant, known.get(id)) && known.get(id).isPaired();
    }

    @Override
    public CompletionStage<TerminalResult> register(Tenant tenant, TerminalRequest request) {
        TerminalCheck check = new TerminalCheck();
        return result(isBroken, Refusal.internal(), () -> check.terminal(
                        request, TerminalId.random(ids), tenant, clock.instant())
                .map(terminal -> kept(Deed.REGISTERED, terminal))
                .orElseGet(() -> new TerminalResult.Refused(Refusal.invalid(check.faults()))));
    }

    @Override
    public CompletionStage<TerminalResult> pair(Tenant tenant, TerminalId id) {
        return atDevice(tenant, id, terminal -> {
            if (terminal.serialNumber() == null) {
                return invalid("/serial_number", "required", "A pairing needs the number that is on the device.");
            } else if (isBusy(terminal)) {
                return busy();
            }
            pairing.add(id);
            return done(Deed.CODE_SHOWN, terminal);
        });
    }

    @Override
    public CompletionStage<TerminalResult> authenticate(Tenant tenant, TerminalId id, String code) {
        TerminalCheck check = new TerminalCheck();
        check.code(code);
        return atDevice(tenant, id, terminal -> {
            if (!check.faults().isEmpty()) {
                return new TerminalResult.Refused(Refusal.invalid(check.faults()));
            }
            return pairing.remove(id) && code.equals(CODE)
                    ? kept(Deed.PAIRED, terminal.paired(API_KEY))
                    : invalid("/otp", "invalid", "The device did not show this, or not any more. Pair again.");
        });
    }

    @Override
    public CompletionStage<TerminalResult> find(Tenant tenant, TerminalId id) {
        return withTerminal(tenant, id, terminal -> done(Deed.FOUND, terminal));
    }

    @Override
    public CompletionStage<List<TerminalView>> list(Tenant tenant) {
        return isBroken
                ? CompletableFuture.failedFuture(new IllegalStateException("the store is broken"))
                : CompletableFuture.completedFuture(known.values().stream()
                        .filter(terminal -> isThere(tenant, terminal))
                        .sorted(Comparator.comparing(Terminal::registeredAt).reversed())
                        .map(this::view)
                        .toList());
    }

    @Override
    public CompletionStage<TerminalResult> cancel(Tenant tenant, TerminalId id) {
        return atDevice(
                tenant, id, terminal -> done(payers.cancel(id) ? Deed.CANCEL_ASKED : Deed.NOTHING_RUNNING, terminal));
    }

    @Override
    public CompletionStage<TerminalResult> settle(Tenant tenant, TerminalId id) {
        return atDevice(tenant, id, terminal -> isBusy(terminal) ? busy() : done(Deed.SETTLED, terminal));
    }

    @Override
    public CompletionStage<TerminalResult> remove(Tenant tenant, TerminalId id) {
        return withTerminal(tenant, id, terminal -> kept(Deed.REMOVED, terminal.removed(clock.instant())));
    }

    @Override
    public void close() {
        store.close();
    }

    private interface Answer {
        TerminalResult get();
    }

    private CompletionStage<TerminalResult> atDevice(
            Tenant tenant, TerminalId id, Function<Terminal, TerminalResult> answer) {
        return withTerminal(tenant, id, terminal -> {
            if (terminal.url().getHost().equals("away.example")) {
                return new TerminalResult.Refused(
                        Refusal.of(Refusal.Code.OVERLOADED, "The terminal cannot be reached now. Nothing was done."));
            }
            seen.put(id, clock.instant());
            return answer.apply(terminal);
        });
    }

    private CompletionStage<TerminalResult> withTerminal(
            Tenant tenant, TerminalId id, Function<Terminal, TerminalResult> answer) {
        Terminal terminal = known.get(id);
        return result(
                isBroken || !isThere(tenant, terminal),
                isBroken ? Refusal.internal() : Refusal.noTerminal(id),
                () -> answer.apply(terminal));
    }

    private static CompletionStage<TerminalResult> result(boolean isRefused, Refusal refusal, Answer otherwise) {
        return CompletableFuture.completedFuture(isRefused ? new TerminalResult.Refused(refusal) : otherwise.get());
    }

    private static boolean isThere(Tenant tenant, Terminal terminal) {
        return terminal != null && terminal.tenant().equals(tenant) && !terminal.isRemoved();
    }

    private boolean isBusy(Terminal terminal) {
        return !payers.at(terminal.id()).isEmpty();
    }

    private TerminalResult kept(Deed deed, Terminal terminal) {
        store.keep(terminal);
        known.put(terminal.id(), terminal);
        return done(deed, terminal);
    }

    private TerminalResult done(Deed deed, Terminal terminal) {
        return new TerminalResult.Done(deed, view(terminal));
    }

    private static TerminalResult busy() {
        return new TerminalResult.Refused(Refusal.of(
                Refusal.Code.ATTEMPT_IN_PROGRESS,
                "The terminal is at something else. Nothing was done; try again when it is idle."));
    }

    private static TerminalResult invalid(String pointer, String code, String message) {
        return new TerminalResult.Refused(Refusal.invalid(List.of(new FieldFault(pointer, code, message, null))));
    }

    private TerminalView view(Terminal terminal) {
        TerminalId id = terminal.id();
        long dialogues = payers.dialogues(id);
        List<String> queue = payers.at(id);
        String status = pairing.contains(id) ? "PAIRING" : queue.isEmpty() ? "IDLE" : "TRANSACTION";
        return new TerminalView(
                id,
                terminal.name(),
                terminal.url().toString(),
                terminal.serialNumber(),
                terminal.isPaired(),
                seen.containsKey(id) ? status : null,
                seen.get(id),
                queue,
                dialogues,
                dialogues - queue.size(),
                null,
                terminal.registeredAt());
    }
}
