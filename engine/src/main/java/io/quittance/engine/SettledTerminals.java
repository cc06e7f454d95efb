package io.quittance.engine;

import akka.actor.typed.ActorSystem;
import io.quittance.engine.attempt.Processor;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.reading.ReadModel;
import io.quittance.engine.terminal.TerminalRequest;
import io.quittance.engine.terminal.TerminalResult;
import io.quittance.engine.terminal.TerminalView;
import io.quittance.engine.terminal.Terminals;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The terminals as an engine's callers have them: the payments at a device hear of its settlement. Each one whose money
 * is not known to be settled is asked about by its reference, a few at a time, and the terminal says what became of it.
 *
 * <p>Nothing of it is kept: what a process that dies has not asked about counts as unsettled until the terminal is
 * settled again, which asks about everything that is left. Until then a void of it is sent, and the terminal refuses.
 */
final class SettledTerminals implements Terminals {

    private static final Logger LOG = LoggerFactory.getLogger(SettledTerminals.class);

    private final Terminals terminals;
    private final ReadModel readModel;
    private final Consumer<String> news;
    private final ActorSystem<Void> system;

    /** @param news told the reference of which something may have become */
    SettledTerminals(Terminals terminals, ReadModel readModel, Consumer<String> news, ActorSystem<Void> system) {
        this.terminals = terminals;
        this.readModel = readModel;
        this.news = news;
        this.system = system;
    }

    @Override
    public CompletionStage<TerminalResult> settle(Tenant tenant, TerminalId id) {
        return terminals.settle(tenant, id).thenApply(result -> {
            if (result instanceof TerminalResult.Done || isPerhaps(result)) {
                tellFrom(tenant, id, null);
            }
            return result;
        });
    }

    /** The terminal was not heard: it may have settled all the same, and each payment's own look-up tells. */
    private static boolean isPerhaps(TerminalResult result) {
        return result instanceof TerminalResult.Refused refused
                && refused.refusal().code() == Refusal.Code.OVERLOADED;
    }

    private void tellFrom(Tenant tenant, TerminalId id, @Nullable String last) {
        var unused = CompletableFuture.completedFuture(id)
                .thenCompose(at -> readModel.unsettled(tenant, at, last, Limits.SETTLED_PER_STEP))
                .whenComplete((references, failure) -> {
                    if (failure != null) {
                        LOG.error("payments at {} were not told of its settlement; its next one does", id, failure);
                    } else {
                        tell(tenant, id, references);
                    }
                });
    }

    private void tell(Tenant tenant, TerminalId id, List<String> references) {
        references.forEach(news);
        if (references.size() == Limits.SETTLED_PER_STEP) {
            String last = references.get(references.size() - 1);
            var unused = system.scheduler()
                    .scheduleOnce(Limits.SETTLEMENT_STEP, () -> tellFrom(tenant, id, last), system.executionContext());
        }
    }

    @Override
    public Processor processor() {
        return terminals.processor();
    }

    @Override
    public boolean knows(Tenant tenant, TerminalId id) {
        return terminals.knows(tenant, id);
    }

    @Override
    public CompletionStage<TerminalResult> register(Tenant tenant, TerminalRequest request) {
        return terminals.register(tenant, request);
    }

    @Override
    public CompletionStage<TerminalResult> pair(Tenant tenant, TerminalId id) {
        return terminals.pair(tenant, id);
    }

    @Override
    public CompletionStage<TerminalResult> authenticate(Tenant tenant, TerminalId id, @Nullable String code) {
        return terminals.authenticate(tenant, id, code);
    }

    @Override
    public CompletionStage<TerminalResult> find(Tenant tenant, TerminalId id) {
        return terminals.find(tenant, id);
    }

    @Override
    public CompletionStage<List<TerminalView>> list(Tenant tenant) {
        return terminals.list(tenant);
    }

    @Override
    public CompletionStage<TerminalResult> cancel(Tenant tenant, TerminalId id) {
        return terminals.cancel(tenant, id);
    }

    @Override
    public CompletionStage<TerminalResult> remove(Tenant tenant, TerminalId id) {
        return terminals.remove(tenant, id);
    }

    @Override
    public void close() {
        terminals.close();
    }
}
