package io.quittance.engine;

import io.quittance.engine.PaymentResult.Stage;
import io.quittance.engine.intent.IntentReply;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.personal.PersonalFields;
import io.quittance.engine.personal.PersonalVault;
import io.quittance.engine.personal.Sealed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the actors say into what callers hear: with the personal fields opened, and never as a failed stage. */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final PersonalVault vault;

    Answers(PersonalVault vault) {
        this.vault = vault;
    }

    /** A stage does not fail: what went wrong outside the actors, such as the key file, is a refusal too. */
    static CompletionStage<PaymentResult> guarded(CompletionStage<PaymentResult> result) {
        return result.exceptionally(failure -> new PaymentResult.Refused(unanswered(failure), null));
    }

    /** Logs why there is no answer, and says that there is none. */
    static Refusal unanswered(Throwable failure) {
        if (failure instanceof CompletionException wrapped && wrapped.getCause() instanceof GivenUp) {
            LOG.warn("a request was given up before any effect: {}", failure.toString());
            return Refusal.overloaded();
        }
        LOG.error("a request could not be answered", failure);
        return Refusal.internal();
    }

    CompletionStage<PaymentResult> result(IntentReply reply) {
        if (reply instanceof IntentReply.Answered answered) {
            Stage stage = stage(answered);
            return view(answered.snapshot())
                    .thenApply(view -> new PaymentResult.Answered(view, stage, answered.replayed()));
        }
        Refusal refusal = reply instanceof IntentReply.Refused refused ? refused.refusal() : Refusal.internal();
        return refusal.intent() == null
                ? CompletableFuture.completedFuture(new PaymentResult.Refused(refusal, null))
                : view(refusal.intent()).thenApply(view -> new PaymentResult.Refused(refusal, view));
    }

    CompletionStage<IntentView> view(IntentSnapshot snapshot) {
        Sealed sealed = snapshot.facts().terms().personal();
        return sealed == null
                ? CompletableFuture.completedFuture(new IntentView(snapshot, PersonalFields.NONE))
                : vault.open(sealed, snapshot.facts().id().value())
                        .thenApply(personal -> new IntentView(snapshot, personal));
    }

    /**
     * The views in the order of the snapshots. One whose personal fields do not open is told without them: it must not
     * take the others away.
     */
    CompletionStage<List<IntentView>> views(List<IntentSnapshot> snapshots) {
        CompletionStage<List<IntentView>> views = CompletableFuture.completedFuture(new ArrayList<>());
        for (IntentSnapshot snapshot : snapshots) {
            CompletionStage<IntentView> shown = view(snapshot).exceptionally(failure -> {
                LOG.error(
                        "{} is listed without its personal fields",
                        snapshot.facts().id(),
                        failure);
                return new IntentView(snapshot, PersonalFields.NONE);
            });
            views = views.thenCombine(shown, (all, view) -> {
                all.add(view);
                return all;
            });
        }
        return views;
    }

    private static Stage stage(IntentReply.Answered answered) {
        if (answered.snapshot().isUnderWay()) {
            return Stage.PENDING;
        }
        boolean hadNoEffect =
                "error_before_processing".equals(answered.snapshot().statusReason());
        return answered.createdIntent() && !hadNoEffect ? Stage.CREATED : Stage.SETTLED;
    }
}
