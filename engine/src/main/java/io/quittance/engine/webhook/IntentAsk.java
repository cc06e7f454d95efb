package io.quittance.engine.webhook;

import akka.actor.typed.ActorRef;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.IntentCommand;
import io.quittance.engine.intent.IntentReply;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Asks an intent something; the stage fails when it does not answer in time. */
@FunctionalInterface
public interface IntentAsk {

    /** Sends the command and tells what was answered. */
    CompletionStage<IntentReply> ask(IntentId id, Function<ActorRef<IntentReply>, IntentCommand> command);
}
