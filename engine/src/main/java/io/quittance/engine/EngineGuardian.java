package io.quittance.engine;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.quittance.engine.directory.LocalDirectory.Message;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.IntentCommand;
import io.quittance.engine.intent.IntentDirectory;
import io.quittance.engine.intent.IntentPorts;
import io.quittance.engine.intent.OpenAttemptSweep;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** Starts the engine's actors: the directory of intents, and the sweep of what was left open. */
final class EngineGuardian {

    private EngineGuardian() {}

    /**
     * @param openAttempts finds the intents that a former process left with an open attempt
     * @param failures hears of an actor that died, and why
     * @param started given the directory of intents once it runs
     */
    static Behavior<Void> create(
            EngineSettings settings,
            CompletionStage<List<IntentId>> openAttempts,
            BiConsumer<String, Throwable> failures,
            CompletableFuture<ActorRef<Message<IntentCommand>>> started) {
        return Behaviors.setup(context -> {
            IntentPorts ports = new IntentPorts(
                    settings.journal().codec(), settings.processor(), settings.clock(), settings.idleInMemory());
            ActorRef<Message<IntentCommand>> intents =
                    context.spawn(IntentDirectory.localActor(ports, failures), "intents");
            context.spawn(OpenAttemptSweep.once(openAttempts, IntentDirectory.local(intents)), "open-attempts");
            started.complete(intents);
            return Behaviors.empty();
        });
    }
}
