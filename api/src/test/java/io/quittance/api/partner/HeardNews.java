package io.quittance.api.partner;

import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.NewsResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears news as an engine does that asks at once and is answered. */
public final class HeardNews implements NewsDesk {
    private final List<String> references = new CopyOnWriteArrayList<>();

    @Override
    public void tell(String downstreamReference) {
        references.add(downstreamReference);
    }

    @Override
    public CompletionStage<NewsResult> deliver(String downstreamReference) {
        tell(downstreamReference);
        return CompletableFuture.completedFuture(NewsResult.ANSWERED);
    }

    public List<String> references() {
        return references;
    }
}
