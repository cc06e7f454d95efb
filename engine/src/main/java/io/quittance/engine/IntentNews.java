package io.quittance.engine;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.NewsResult;
import io.quittance.engine.directory.LocalDirectory.Deliver;
import io.quittance.engine.directory.LocalDirectory.Message;
import io.quittance.engine.directory.Question;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.IntentCommand;
import io.quittance.engine.intent.IntentDirectory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Brings the connectors' news to the intents that it is about. Safe for any thread. */
final class IntentNews implements NewsDesk {

    private static final CompletionStage<NewsResult> NONE_OF_OURS =
            CompletableFuture.completedStage(NewsResult.NOTHING_TO_ASK);

    private final ActorRef<Message<IntentCommand>> intents;
    private final ActorSystem<?> system;

    IntentNews(ActorRef<Message<IntentCommand>> intents, ActorSystem<?> system) {
        this.intents = intents;
        this.system = system;
    }

    @Override
    public void tell(String downstreamReference) {
        IntentDirectory.local(intents).news(downstreamReference);
    }

    @Override
    public CompletionStage<NewsResult> deliver(String downstreamReference) {
        return IntentId.ofDownstreamReference(downstreamReference)
                .map(id -> deliver(id, downstreamReference))
                .orElse(NONE_OF_OURS);
    }

    /** An engine that is closed, and an intent that died, answer nothing. */
    private CompletionStage<NewsResult> deliver(IntentId id, String downstreamReference) {
        try {
            return Question.<Message<IntentCommand>, NewsResult>ask(
                            intents,
                            replyTo -> new Deliver<>(id.value(), new IntentCommand.News(downstreamReference, replyTo)),
                            Limits.NEWS_ANSWER,
                            system)
                    .exceptionally(failure -> NewsResult.UNANSWERED);
        } catch (RuntimeException e) {
            return CompletableFuture.completedStage(NewsResult.UNANSWERED);
        }
    }
}
