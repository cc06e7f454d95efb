package io.quittance.engine.idempotency;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.EventAdapter;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.SnapshotSelectionCriteria;
import akka.persistence.typed.javadsl.CommandHandlerWithReply;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehaviorWithEnforcedReplies;
import akka.persistence.typed.javadsl.Recovery;
import akka.persistence.typed.javadsl.ReplyEffect;
import io.quittance.engine.directory.LocalDirectory;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.journal.ChainedEvents;
import io.quittance.engine.journal.EventCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * The durable claim of one idempotency key: the one place that says which intent a key belongs to, so that one key can
 * never pay two references, however many requests carry it at once. The actor serialises them; its first answer is a
 * reservation in memory, its confirmation comes after the commit.
 */
public final class KeyClaim
        extends EventSourcedBehaviorWithEnforcedReplies<KeyClaimCommand, KeyClaimEvent, KeyClaimState> {

    /** The first part of a claim's persistence id. */
    public static final String TYPE = "key";

    private final EventCodec codec;
    private final InstantSource clock;
    private final Runnable leave;

    private KeyClaim(String entityId, EventCodec codec, InstantSource clock, Runnable leave) {
        super(PersistenceId.of(TYPE, entityId));
        this.codec = codec;
        this.clock = clock;
        this.leave = leave;
    }

    private static Behavior<KeyClaimCommand> create(
            String entityId,
            EventCodec codec,
            InstantSource clock,
            Duration idle,
            ActorRef<LocalDirectory.Message<KeyClaimCommand>> directory) {
        return Behaviors.setup((ActorContext<KeyClaimCommand> context) -> {
            context.setReceiveTimeout(idle, KeyClaimCommand.Idle.INSTANCE);
            return new KeyClaim(entityId, codec, clock, () -> directory.tell(new LocalDirectory.Leave<>(entityId)));
        });
    }

    /** The directory of all claims; {@code failures} hears of a claim that died, and why. */
    public static Behavior<LocalDirectory.Message<KeyClaimCommand>> directory(
            EventCodec codec, InstantSource clock, Duration idle, BiConsumer<String, Throwable> failures) {
        return LocalDirectory.create(
                (name, self) -> create(name, codec, clock, idle, self), KeyClaimCommand.Stop.INSTANCE, clock, failures);
    }

    @Override
    public KeyClaimState emptyState() {
        return KeyClaimState.FREE;
    }

    @Override
    public EventHandler<KeyClaimState, KeyClaimEvent> eventHandler() {
        return KeyClaimState::apply;
    }

    @Override
    public EventAdapter<KeyClaimEvent, ?> eventAdapter() {
        return new ChainedEvents<>(persistenceId().id(), codec, KeyClaimEvent.class);
    }

    @Override
    public Recovery recovery() {
        return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
    }

    @Override
    public CommandHandlerWithReply<KeyClaimCommand, KeyClaimEvent, KeyClaimState> commandHandler() {
        return newCommandHandlerWithReplyBuilder()
                .forAnyState()
                .onCommand(KeyClaimCommand.Reserve.class, this::onReserve)
                .onCommand(KeyClaimCommand.Confirm.class, this::onConfirm)
                .onCommand(KeyClaimCommand.Idle.class, this::onIdle)
                .onCommand(KeyClaimCommand.Stop.class, () -> Effect().stop().thenNoReply())
                .build();
    }

    private ReplyEffect<KeyClaimEvent, KeyClaimState> onReserve(KeyClaimState state, KeyClaimCommand.Reserve command) {
        if (state.holder() != null) {
            return Effect().reply(command.replyTo(), new KeyClaimReply(state.holder()));
        }
        // A promise of this actor's memory, not of the journal: dispatch waits for Confirm.
        command.replyTo().tell(new KeyClaimReply(command.intent()));
        return Effect().persist(claimed(command.claim(), command.intent())).thenNoReply();
    }

    private ReplyEffect<KeyClaimEvent, KeyClaimState> onConfirm(KeyClaimState state, KeyClaimCommand.Confirm command) {
        return state.holder() != null
                ? Effect().none().thenRun(held -> confirm(held, command)).thenNoReply()
                : Effect()
                        .persist(claimed(command.claim(), command.intent()))
                        .thenRun(held -> confirm(held, command))
                        .thenNoReply();
    }

    /** Once confirmed, the intent itself knows the key; the claim is not needed in memory. */
    private void confirm(KeyClaimState held, KeyClaimCommand.Confirm command) {
        command.replyTo().tell(new KeyClaimReply(Objects.requireNonNull(held.holder())));
        leave.run();
    }

    private KeyClaimEvent claimed(ClaimedKey claim, IntentId intent) {
        return new KeyClaimEvent.KeyClaimed(clock.instant().truncatedTo(ChronoUnit.MILLIS), claim, intent);
    }

    private ReplyEffect<KeyClaimEvent, KeyClaimState> onIdle() {
        leave.run();
        return Effect().noReply();
    }
}
