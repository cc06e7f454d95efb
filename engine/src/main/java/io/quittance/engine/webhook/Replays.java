package io.quittance.engine.webhook;

import io.quittance.engine.Limits;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.RandomText;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.IntentCommand.Redeliver;
import io.quittance.engine.intent.IntentCommand.Redelivery;
import io.quittance.engine.intent.IntentReply;
import io.quittance.engine.intent.NotificationEvent.Cause;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.reading.DeliveryBook;
import io.quittance.engine.reading.DeliveryBook.Heard;
import io.quittance.engine.reading.DeliveryBook.HeardPage;
import io.quittance.engine.reading.FeedPosition;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replays that run: wishes to hear again what happened, fulfilled step by step from the journal's order. A wish is
 * durable before it is granted, and how far it has come after each step; a process that dies in a step repeats it, and
 * an intent that was told already owes the same again. Safe for any thread; {@link #step} by one at a time.
 */
public final class Replays {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private static final Comparator<Replay> NEWEST_FIRST =
            Comparator.comparing(Replay::askedAt).thenComparing(Replay::id).reversed();

    private final EndpointStore store;
    private final Endpoints endpoints;
    private final Ports ports;
    private final Map<String, Replay> running = new ConcurrentHashMap<>();

    /** What ended lately, for who asks; no store has it. */
    private final Deque<Replay> ended = new ConcurrentLinkedDeque<>();

    /** Of each replay the intents that were told since it came where it is: a step that is repeated spares them. */
    private final Map<String, Map<Asked, Long>> told = new ConcurrentHashMap<>();

    /**
     * What replays work with.
     *
     * @param isDamaged whether an intent's events do not verify; blocks
     * @param end where the journal ends now; blocks
     * @param blocking runs what blocks
     */
    public record Ports(
            IntentAsk intents,
            DeliveryBook book,
            InstantSource clock,
            IdSource ids,
            Predicate<IntentId> isDamaged,
            LongSupplier end,
            Executor blocking) {}

    /** What an intent was asked for in a step. */
    private record Asked(IntentId intent, List<Long> sequences) {}

    /** Takes up what runs. Blocks. */
    public Replays(EndpointStore store, Endpoints endpoints, Ports ports) {
        this.store = store;
        this.endpoints = endpoints;
        this.ports = ports;
        store.replays().forEach(replay -> running.put(replay.id(), replay));
    }

    /** Grants a wish; empty when too many of this endpoint run. */
    CompletionStage<Optional<Replay>> begin(EndpointId endpoint, Replay.Wish wish) {
        return CompletableFuture.supplyAsync(
                () -> {
                    if (running(endpoint) >= Limits.REPLAYS_PER_ENDPOINT_MAX) {
                        return Optional.empty();
                    }
                    Replay replay = new Replay(
                            "wr_" + RandomText.of(ports.ids()),
                            endpoint,
                            wish,
                            FeedPosition.START,
                            new FeedPosition(ports.end().getAsLong()),
                            0,
                            ports.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                            null);
                    store.keep(replay);
                    running.put(replay.id(), replay);
                    return Optional.of(replay);
                },
                ports.blocking());
    }

    /** Those of an endpoint that run, and those that ended lately; the newest first. */
    List<Replay> of(EndpointId endpoint) {
        // One that ends meanwhile is in both, and counts as ended.
        Map<String, Replay> all = new HashMap<>(running);
        ended.forEach(replay -> all.put(replay.id(), replay));
        return all.values().stream()
                .filter(replay -> replay.endpoint().equals(endpoint))
                .sorted(NEWEST_FIRST)
                .limit(Limits.PAGE_MAX)
                .toList();
    }

    private long running(EndpointId endpoint) {
        return running.values().stream()
                .filter(replay -> replay.endpoint().equals(endpoint))
                .count();
    }

    private void remember(Replay replay) {
        ended.addFirst(replay);
        while (ended.size() > Limits.REPLAYS_ENDED_MAX) {
            ended.pollLast();
        }
    }

    /** Brings every one a step further. The stage does not fail: what could not be done is done in the next step. */
    public CompletionStage<Void> step() {
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (Replay replay : List.copyOf(running.values())) {
            CompletionStage<Void> one = begun(replay).exceptionally(failure -> {
                LOG.warn("the replay {} came no further now; it goes on in a moment", replay.id(), failure);
                return null;
            });
            all = all.thenCombine(one, (before, now) -> now);
        }
        return all;
    }

    private CompletionStage<Void> begun(Replay replay) {
        try {
            return further(replay);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Void> further(Replay replay) {
        Optional<WebhookEndpoint> to =
                endpoints.find(replay.endpoint()).filter(endpoint -> endpoint.removedAt() == null);
        if (to.isEmpty()) {
            return kept(replay.ended(now(), replay.owed()));
        } else if (replay.wish().intent() != null) {
            Heard all = new Heard(replay.end(), replay.wish().intent(), 0, "", replay.askedAt());
            return told(to.get().tenant(), replay, List.of(all)).thenCompose(owed -> kept(replay.ended(now(), owed)));
        }
        return found(to.get().tenant(), replay).thenCompose(found -> {
            List<Heard> page = found.heard();
            List<Heard> meant = page.stream()
                    .filter(heard -> heard.position().value() <= replay.end().value())
                    .toList();
            boolean isAll = page.size() < Limits.REPLAYED_PER_STEP
                    && found.asOf().value() >= replay.end().value();
            boolean isEnd = isAll || meant.size() < page.size();
            List<Heard> wanted = meant.stream()
                    .filter(heard -> isWanted(heard, replay, to.get()))
                    .toList();
            return told(to.get().tenant(), replay, wanted)
                    .thenCompose(owed -> kept(
                            isEnd
                                    ? replay.ended(now(), owed)
                                    : replay.at(
                                            meant.isEmpty()
                                                    ? replay.at()
                                                    : meant.get(meant.size() - 1)
                                                            .position(),
                                            owed)));
        });
    }

    private CompletionStage<HeardPage> found(Tenant tenant, Replay replay) {
        return replay.wish().onlyFailed()
                ? ports.book().failed(replay.endpoint(), replay.at(), Limits.REPLAYED_PER_STEP)
                : ports.book().heard(tenant, replay.at(), Limits.REPLAYED_PER_STEP);
    }

    private static boolean isWanted(Heard heard, Replay replay, WebhookEndpoint to) {
        Replay.Wish wish = replay.wish();
        return to.hears(heard.type())
                && (wish.from() == null || !heard.at().isBefore(wish.from()))
                && (wish.to() == null || heard.at().isBefore(wish.to()));
    }

    /** Each intent once, with all that is meant of it; tells how many are owed of the replay by then. */
    private CompletionStage<Long> told(Tenant tenant, Replay replay, List<Heard> wanted) {
        Map<IntentId, List<Long>> byIntent = new LinkedHashMap<>();
        wanted.forEach(heard -> {
            List<Long> sequences = byIntent.computeIfAbsent(heard.intent(), id -> new ArrayList<>());
            if (heard.sequence() > 0) {
                sequences.add(heard.sequence());
            }
        });
        Replay.Wish wish = replay.wish();
        Redelivery meant = new Redelivery(replay.endpoint(), Cause.REPLAY, wish.from(), wish.to(), wish.onlyFailed());
        Map<Asked, Long> done = told.computeIfAbsent(replay.id(), id -> new ConcurrentHashMap<>());
        CompletionStage<Void> all = CompletableFuture.completedFuture(null);
        for (Map.Entry<IntentId, List<Long>> each : byIntent.entrySet()) {
            Asked one = new Asked(each.getKey(), each.getValue());
            if (!done.containsKey(one)) {
                CompletionStage<Void> asked = ports.intents()
                        .ask(one.intent(), replyTo -> new Redeliver(tenant, one.sequences(), meant, replyTo))
                        .thenAccept(answer -> done.put(one, count(answer)))
                        .exceptionallyCompose(failure -> unlessDamaged(one, failure, done));
                all = all.thenCombine(asked, (before, now) -> now);
            }
        }
        return all.thenApply(asked -> replay.owed()
                + done.values().stream().mapToLong(Long::longValue).sum());
    }

    /** An intent whose events do not verify owes nothing any more; it must not hold up the others. */
    private CompletionStage<Void> unlessDamaged(Asked one, Throwable failure, Map<Asked, Long> done) {
        IntentId intent = one.intent();
        return CompletableFuture.runAsync(
                () -> {
                    if (!ports.isDamaged().test(intent)) {
                        throw new CompletionException(failure);
                    }
                    LOG.error("a replay leaves out {}: its events do not verify", intent);
                    done.put(one, 0L);
                },
                ports.blocking());
    }

    /** What an engine that closes or has too much to do refuses is asked for again. */
    private static long count(IntentReply reply) {
        if (reply instanceof IntentReply.Refused refused && refused.refusal().code() != Refusal.Code.NOT_FOUND) {
            throw new IllegalStateException("refused: " + refused.refusal().code());
        }
        return reply instanceof IntentReply.Owes owes ? owes.count() : 0;
    }

    private CompletionStage<Void> kept(Replay replay) {
        return CompletableFuture.runAsync(
                () -> {
                    store.keep(replay);
                    told.remove(replay.id());
                    if (replay.endedAt() == null) {
                        running.put(replay.id(), replay);
                    } else {
                        remember(replay);
                        running.remove(replay.id());
                        LOG.info(
                                "the replay {} to {} has ended: {} owed",
                                replay.id(),
                                replay.endpoint(),
                                replay.owed());
                    }
                },
                ports.blocking());
    }

    private Instant now() {
        return ports.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
