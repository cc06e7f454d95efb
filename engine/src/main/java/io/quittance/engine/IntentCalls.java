package io.quittance.engine;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import io.quittance.engine.directory.LocalDirectory.Deliver;
import io.quittance.engine.directory.LocalDirectory.Message;
import io.quittance.engine.directory.Question;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.idempotency.KeyClaims;
import io.quittance.engine.idempotency.KeyStanding;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.IntentCommand;
import io.quittance.engine.intent.IntentReply;
import io.quittance.engine.intent.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls from outside to the intents' actors: bounded in number, each under the claim of its key, each answered when its
 * wait is over at the latest. Safe for any thread.
 */
final class IntentCalls {

    private static final IntentReply ABSENT = new IntentReply.Stands(KeyStanding.ABSENT, null);

    private final ActorRef<Message<IntentCommand>> intents;
    private final KeyClaims claims;
    private final StoreWatch store;
    private final ActorSystem<Void> system;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong asks = new AtomicLong();

    /** By number, so that they are told in the same order in every run of a simulation. */
    private final Map<Long, Asked> waiting = new ConcurrentHashMap<>();

    private record Asked(IntentId id, CompletableFuture<IntentReply> reply) {}

    IntentCalls(
            ActorRef<Message<IntentCommand>> intents, KeyClaims claims, StoreWatch store, ActorSystem<Void> system) {
        this.intents = intents;
        this.claims = claims;
        this.store = store;
        this.system = system;
        store.whenActorDies(this::onDeath);
    }

    /** Hands a request to its intent; {@code wait} bounds how long the outcome of an attempt is waited for. */
    CompletionStage<IntentReply> request(
            Tenant tenant,
            IntentId id,
            @Nullable KeyedRequest keyed,
            Duration wait,
            Function<ActorRef<IntentReply>, IntentCommand> command) {
        return bounded(() -> claimed(id, keyed, () -> asked(tenant, id, keyed, wait, command)));
    }

    private CompletionStage<IntentReply> asked(
            Tenant tenant,
            IntentId id,
            @Nullable KeyedRequest keyed,
            Duration wait,
            Function<ActorRef<IntentReply>, IntentCommand> command) {
        return ask(id, wait, command).exceptionallyCompose(timeout -> afterWait(tenant, id, keyed));
    }

    /**
     * Hands over a request that takes a name for itself, which no other intent may have; else it is refused.
     *
     * @param names its key and its name
     */
    CompletionStage<IntentReply> request(
            Tenant tenant, IntentId id, Named names, Function<ActorRef<IntentReply>, IntentCommand> command) {
        KeyedRequest keyed = names.keyed();
        String name = names.name();
        Supplier<CompletionStage<IntentReply>> question =
                () -> asked(tenant, id, keyed, Limits.ANSWER_WAIT_DEFAULT, command);
        Supplier<CompletionStage<IntentReply>> named = () -> name == null
                ? question.get()
                : reserved(
                        name,
                        id,
                        question,
                        holder -> CompletableFuture.completedFuture(new IntentReply.Refused(Refusal.nameTaken())));
        return bounded(() -> claimed(id, keyed, named));
    }

    /** What a request wants to have for itself: its key, and the claim of a name; null for none. */
    record Named(@Nullable KeyedRequest keyed, @Nullable String name) {}

    /** How the intent stands, for a payer who has its token of this number. */
    CompletionStage<IntentReply> lookAsPayer(IntentId id, int token) {
        return bounded(() -> ask(id, Limits.READ_WAIT, replyTo -> new IntentCommand.LookAsPayer(token, replyTo))
                .exceptionally(timeout -> new IntentReply.Refused(Refusal.unreadable(id))));
    }

    /** How the intent stands. */
    CompletionStage<IntentReply> look(Tenant tenant, IntentId id) {
        return bounded(() -> lookWithin(tenant, id));
    }

    /** What the intent says to something that concerns no money; the stage fails when it says nothing in time. */
    CompletionStage<IntentReply> ask(IntentId id, Function<ActorRef<IntentReply>, IntentCommand> command) {
        return bounded(() -> ask(id, Limits.READ_WAIT, command));
    }

    private CompletionStage<IntentReply> lookWithin(Tenant tenant, IntentId id) {
        return ask(id, Limits.READ_WAIT, replyTo -> new IntentCommand.Look(tenant, replyTo))
                .exceptionally(timeout -> new IntentReply.Refused(Refusal.unreadable(id)));
    }

    /** What the intent that owns a key says of it; who owns it is known from the claim, or from the path. */
    CompletionStage<IntentReply> standing(Tenant tenant, String path, IdempotencyKey key) {
        return bounded(() -> standingWithin(tenant, path, key));
    }

    private CompletionStage<IntentReply> standingWithin(Tenant tenant, String path, IdempotencyKey key) {
        KeyedRequest.Name name = new KeyedRequest.Name(path, key.value());
        Optional<IntentId> named = EnginePaths.intentOf(path);
        return named.isPresent()
                ? standing(tenant, named.get(), name)
                : claims.holder(KeyedRequest.claimOf(tenant, path, key.value()))
                        .thenCompose(holder -> holder.map(held -> standing(tenant, held.intent(), name)
                                        .thenApply(reply -> held.isReserved() ? notAbsent(reply) : reply))
                                .orElse(CompletableFuture.completedFuture(ABSENT)));
    }

    private CompletionStage<IntentReply> standing(Tenant tenant, IntentId id, KeyedRequest.Name name) {
        return ask(id, Limits.READ_WAIT, replyTo -> new IntentCommand.TellStanding(tenant, name, replyTo))
                .exceptionally(timeout -> new IntentReply.Refused(Refusal.unreadable(id)));
    }

    /** The intent has not heard of the request yet, but it is on its way. */
    private static IntentReply notAbsent(IntentReply reply) {
        return reply.equals(ABSENT) ? new IntentReply.Stands(KeyStanding.IN_FLIGHT, null) : reply;
    }

    /** The actors are gone, and their timers with them: who still waits would wait for ever. */
    void close() {
        waiting.values()
                .forEach(asked -> asked.reply.completeExceptionally(new TimeoutException("the engine was closed")));
    }

    /** What was asked of an actor that died is gone with it: who waits need not wait until the time is over. */
    private void onDeath(String name) {
        waiting.values().forEach(asked -> {
            if (asked.id.value().equals(name)) {
                asked.reply.completeExceptionally(new ActorDied(name));
            }
        });
    }

    /**
     * Asks the intent once the key is known to be its own; another intent that holds the key says what differs. While
     * nobody can say whether the request is recorded, its intent keeps the key.
     */
    private CompletionStage<IntentReply> claimed(
            IntentId id, @Nullable KeyedRequest keyed, Supplier<CompletionStage<IntentReply>> question) {
        String claim = keyed == null ? null : keyed.claim();
        if (keyed == null || claim == null) {
            return question.get();
        }
        return reserved(
                claim,
                id,
                question,
                holder -> ask(holder, Limits.READ_WAIT, replyTo -> new IntentCommand.ExplainReuse(keyed, replyTo)));
    }

    private CompletionStage<IntentReply> reserved(
            String claim,
            IntentId id,
            Supplier<CompletionStage<IntentReply>> question,
            Function<IntentId, CompletionStage<IntentReply>> otherwise) {
        return claims.reserve(claim, id)
                .thenCompose(holder -> holder.equals(id)
                        ? question.get().thenApply(reply -> {
                            if (!mayStillBeRecorded(reply)) {
                                claims.release(claim, id);
                            }
                            return reply;
                        })
                        : otherwise.apply(holder));
    }

    /** The two refusals of a request that its intent may still have before it, or of which nobody knows. */
    private static boolean mayStillBeRecorded(IntentReply reply) {
        return reply instanceof IntentReply.Refused refused
                && (refused.refusal().code() == Refusal.Code.IDEMPOTENCY_KEY_IN_USE
                        || refused.refusal().code() == Refusal.Code.INTERNAL);
    }

    /**
     * The wait is over. What is persisted of the request is told; when nothing is, its key is still being worked on. An
     * engine that closed or lost its store meanwhile cannot tell.
     */
    private CompletionStage<IntentReply> afterWait(Tenant tenant, IntentId id, @Nullable KeyedRequest keyed) {
        IntentReply unknown = new IntentReply.Refused(Refusal.keyInUse());
        if (!store.isOpen()) {
            return CompletableFuture.completedFuture(new IntentReply.Refused(Refusal.internal()));
        }
        return keyed == null
                ? lookWithin(tenant, id).thenApply(reply -> reply instanceof IntentReply.Answered ? reply : unknown)
                : ask(id, Limits.READ_WAIT, replyTo -> new IntentCommand.Recall(tenant, keyed, replyTo))
                        .exceptionally(failure -> new IntentReply.Refused(
                                failure instanceof ActorDied ? Refusal.untellable(id) : Refusal.internal()));
    }

    private CompletableFuture<IntentReply> ask(
            IntentId id, Duration wait, Function<ActorRef<IntentReply>, IntentCommand> command) {
        Duration patience = wait.compareTo(Limits.ANSWER_WAIT_MIN) < 0 ? Limits.ANSWER_WAIT_MIN : wait;
        CompletableFuture<IntentReply> asked =
                Question.ask(intents, replyTo -> new Deliver<>(id.value(), command.apply(replyTo)), patience, system);
        Long number = asks.incrementAndGet();
        waiting.put(number, new Asked(id, asked));
        var unused = asked.whenComplete((reply, timeout) -> waiting.remove(number));
        return asked;
    }

    /** What comes from outside is refused, before it does anything, when the engine is closed or has enough to do. */
    private CompletionStage<IntentReply> bounded(Supplier<CompletionStage<IntentReply>> call) {
        if (!store.isOpen()) {
            return overloaded();
        }
        boolean isTooMany = inFlight.incrementAndGet() > Limits.REQUESTS_IN_FLIGHT_MAX;
        CompletionStage<IntentReply> reply = isTooMany ? overloaded() : call.get();
        return reply.whenComplete((done, failure) -> inFlight.decrementAndGet());
    }

    private static CompletionStage<IntentReply> overloaded() {
        return CompletableFuture.completedFuture(new IntentReply.Refused(Refusal.overloaded()));
    }
}
