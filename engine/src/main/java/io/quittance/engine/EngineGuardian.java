package io.quittance.engine;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.quittance.engine.attempt.Availability;
import io.quittance.engine.attempt.Processors;
import io.quittance.engine.directory.LocalDirectory.Message;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.DueListSweep;
import io.quittance.engine.intent.IntentCommand;
import io.quittance.engine.intent.IntentDirectory;
import io.quittance.engine.intent.IntentPorts;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** Starts the engine's actors: the directory of intents, and the sweep of the due list. */
final class EngineGuardian {

    private EngineGuardian() {}

    /**
     * @param webhooks who hears of intents
     * @param cards forgotten when nobody needs them
     * @param failures hears of an actor that died, and why
     * @param started given the directory of intents once it runs
     */
    static Behavior<Void> create(
            EngineSettings settings,
            EngineWebhooks webhooks,
            EngineCards cards,
            BiConsumer<String, Throwable> failures,
            CompletableFuture<ActorRef<Message<IntentCommand>>> started) {
        return Behaviors.<Void>setup(context -> {
            Availability acquirer = new Availability(settings.processor());
            Processors processors =
                    new Processors(acquirer, settings.terminals().processor());
            IntentPorts ports = new IntentPorts(
                    settings.journal().codec(),
                    processors,
                    webhooks.notifier(),
                    cards::decided,
                    settings.clock(),
                    settings.captureWindow(),
                    settings.idleInMemory());
            ActorRef<Message<IntentCommand>> intents =
                    context.spawn(IntentDirectory.localActor(ports, failures), "intents");
            IntentDirectory directory = IntentDirectory.local(intents);
            context.spawn(
                    DueListSweep.create(settings.journal().readModel()::due, settings.clock(), acquirer, directory),
                    "due-list");
            processors.onNews(new IntentNews(intents, context.getSystem()));
            processors.onProgress((reference, step) -> IntentId.ofDownstreamReference(reference)
                    .ifPresent(id -> directory.tell(id, new IntentCommand.Progress(reference, step))));
            webhooks.spawn(context, directory);
            cards.spawn(context);
            started.complete(intents);
            return Behaviors.empty();
        });
    }
}
