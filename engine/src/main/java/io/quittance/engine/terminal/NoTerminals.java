package io.quittance.engine.terminal;

import io.quittance.engine.attempt.Processor;
import io.quittance.engine.attempt.Processors;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The terminals of an engine that was started without any: there are none, and none can be registered. */
public final class NoTerminals implements Terminals {

    @Override
    public Processor processor() {
        return Processors.NO_TERMINALS;
    }

    @Override
    public boolean knows(Tenant tenant, TerminalId id) {
        return false;
    }

    @Override
    public CompletionStage<TerminalResult> register(Tenant tenant, TerminalRequest request) {
        return CompletableFuture.completedFuture(new TerminalResult.Refused(
                Refusal.of(Refusal.Code.NOT_SUPPORTED, "This engine was started without terminals.")));
    }

    @Override
    public CompletionStage<TerminalResult> pair(Tenant tenant, TerminalId id) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<TerminalResult> authenticate(Tenant tenant, TerminalId id, @Nullable String code) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<TerminalResult> find(Tenant tenant, TerminalId id) {
        return CompletableFuture.completedFuture(new TerminalResult.Refused(Refusal.noTerminal(id)));
    }

    @Override
    public CompletionStage<List<TerminalView>> list(Tenant tenant) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<TerminalResult> cancel(Tenant tenant, TerminalId id) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<TerminalResult> settle(Tenant tenant, TerminalId id) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<TerminalResult> remove(Tenant tenant, TerminalId id) {
        return find(tenant, id);
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
