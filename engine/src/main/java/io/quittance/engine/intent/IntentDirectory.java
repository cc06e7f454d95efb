package io.quittance.engine.intent;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.quittance.engine.directory.LocalDirectory;
import io.quittance.engine.id.IntentId;
import java.util.function.BiConsumer;

/** Finds the one live actor of an intent. The local form is one process; a sharded form speaks to a cluster. */
public interface IntentDirectory {

    /** Delivers a command to the intent of this name, starting its actor when needed. */
    void tell(IntentId id, IntentCommand command);

    /** Something became of the order of this reference; the intent asks what. A reference of no intent is ignored. */
    default void news(String downstreamReference) {
        IntentId.ofDownstreamReference(downstreamReference)
                .ifPresent(id -> tell(id, new IntentCommand.News(downstreamReference)));
    }

    /** The intent has nothing left to do and may leave memory. */
    void leave(IntentId id);

    /** The directory of a single process, through its actor. */
    static IntentDirectory local(ActorRef<LocalDirectory.Message<IntentCommand>> actor) {
        return new IntentDirectory() {
            @Override
            public void tell(IntentId id, IntentCommand command) {
                actor.tell(new LocalDirectory.Deliver<>(id.value(), command));
            }

            @Override
            public void leave(IntentId id) {
                actor.tell(new LocalDirectory.Leave<>(id.value()));
            }
        };
    }

    /** The actor behind {@link #local}; {@code failures} hears of an intent that died, and why. */
    static Behavior<LocalDirectory.Message<IntentCommand>> localActor(
            IntentPorts ports, BiConsumer<String, Throwable> failures) {
        return LocalDirectory.create(
                (name, self) -> PaymentIntent.create(new IntentId(name), ports, local(self)),
                new LocalDirectory.Residency<>(ports.idle(), IntentCommand.Idle.INSTANCE, IntentCommand.Stop.INSTANCE),
                ports.clock(),
                failures);
    }
}
