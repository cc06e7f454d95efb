package io.quittance.api.terminals;

import io.quittance.engine.attempt.Processor;
import io.quittance.engine.attempt.Processors;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.terminal.TerminalRequest;
import io.quittance.engine.terminal.TerminalResult;
import io.quittance.engine.terminal.TerminalView;
import io.quittance.engine.terminal.Terminals;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A desk at which everything goes wrong: no device, and no store that fails, can bring about every such answer. */
public final class BrokenTerminals implements Terminals {

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
        return CompletableFuture.completedFuture(new TerminalResult.Refused(Refusal.internal()));
    }

    @Override
    public CompletionStage<TerminalResult> pair(Tenant tenant, TerminalId id) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<TerminalResult> authenticate(Tenant tenant, TerminalId id, String code) {
        return find(tenant, id);
    }

    @Override
    public CompletionStage<TerminalResult> find(Tenant tenant, TerminalId id) {
        return CompletableFuture.completedFuture(new TerminalResult.Refused(Refusal.internal()));
    }

    @Override
    public CompletionStage<List<TerminalView>> list(Tenant tenant) {
        return CompletableFuture.failedFuture(new IllegalStateException("the desk is broken"));
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
