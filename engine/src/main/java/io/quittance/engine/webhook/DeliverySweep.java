package io.quittance.engine.webhook;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import io.quittance.engine.Limits;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.intent.IntentCommand;
import io.quittance.engine.intent.IntentDirectory;
import io.quittance.engine.reading.DeliveryBook;
import io.quittance.engine.reading.DeliveryBook.DueDelivery;
import io.quittance.engine.reading.DeliveryBook.DueSearch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the intents that owe a webhook and are not in memory: a moment before its time, so that it is sent to the
 * second. It goes round the open endpoints, and through each one's own list, so that an endpoint to which much is owed
 * delays no other; what is owed to a closed endpoint waits for it.
 */
public final class DeliverySweep {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverySweep.class);

    /** Whom waking does not help is woken again after so many rounds at the latest. */
    private static final int VAIN_ROUNDS = 64;

    /** What the sweep hears. */
    sealed interface Message {}

    private enum Step implements Message {
        LOOK
    }

    private record Found(List<Slice> slices) implements Message {}

    private record Unread(Throwable cause) implements Message {}

    private record Slice(EndpointId endpoint, List<DueDelivery> due) {}

    private final ActorContext<Message> context;
    private final TimerScheduler<Message> timers;
    private final Endpoints endpoints;
    private final DeliveryBook book;
    private final InstantSource clock;
    private final IntentDirectory directory;
    private final Predicate<WebhookEndpoint> isLeftAlone;

    /** Where each endpoint's list goes on; none where it begins again. */
    private final Map<EndpointId, DueDelivery> cursors = new HashMap<>();

    /** Whose list was once gone through: after a restart nobody looks after what was being sent. */
    private final Set<EndpointId> visited = new HashSet<>();

    /** How often somebody was woken who still stands in the list. */
    private final Map<DueDelivery, Integer> vain = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DueDelivery, Integer> eldest) {
            return size() > Limits.WEBHOOK_VAIN_WAKES_MAX;
        }
    };

    private int turn;

    private DeliverySweep(
            ActorContext<Message> context,
            TimerScheduler<Message> timers,
            Endpoints endpoints,
            DeliveryBook book,
            Ports ports) {
        this.context = context;
        this.timers = timers;
        this.endpoints = endpoints;
        this.book = book;
        this.clock = ports.clock();
        this.directory = ports.directory();
        this.isLeftAlone = ports.isLeftAlone();
    }

    private record Ports(InstantSource clock, IntentDirectory directory, Predicate<WebhookEndpoint> isLeftAlone) {}

    /**
     * The sweep of one engine.
     *
     * @param isLeftAlone whether nothing would be sent to an endpoint now
     */
    public static Behavior<Void> create(
            Endpoints endpoints,
            Predicate<WebhookEndpoint> isLeftAlone,
            DeliveryBook book,
            InstantSource clock,
            IntentDirectory directory) {
        return Behaviors.<Message>setup(context -> Behaviors.withTimers(timers -> {
                    Ports ports = new Ports(clock, directory, isLeftAlone);
                    DeliverySweep sweep = new DeliverySweep(context, timers, endpoints, book, ports);
                    sweep.look();
                    return sweep.behavior();
                }))
                .unsafeCast();
    }

    private Behavior<Message> behavior() {
        return Behaviors.receive(Message.class)
                .onMessageEquals(Step.LOOK, () -> {
                    look();
                    return Behaviors.same();
                })
                .onMessage(Found.class, this::onFound)
                .onMessage(Unread.class, this::onUnread)
                .build();
    }

    private void look() {
        List<WebhookEndpoint> open = endpoints.sendable().stream()
                .filter(endpoint -> !isLeftAlone.test(endpoint))
                .toList();
        if (open.isEmpty()) {
            timers.startSingleTimer(Step.LOOK, Limits.DUE_LIST_STEP);
            return;
        }
        int few = Math.min(open.size(), Limits.WEBHOOK_ENDPOINTS_PER_STEP);
        int from = turn % open.size();
        turn = from + few;
        CompletionStage<List<Slice>> all = CompletableFuture.completedFuture(List.of());
        for (int i = 0; i < few; i++) {
            all = all.thenCombine(slice(open.get((from + i) % open.size())), DeliverySweep::joined);
        }
        context.pipeToSelf(all, (slices, failure) -> slices != null ? new Found(slices) : new Unread(failure));
    }

    private static List<Slice> joined(List<Slice> some, Slice one) {
        List<Slice> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }

    private CompletionStage<Slice> slice(WebhookEndpoint endpoint) {
        EndpointId id = endpoint.id();
        Instant soon = clock.instant().plus(Limits.WEBHOOK_LOOK_AHEAD);
        Instant by = visited.contains(id) ? soon : soon.plus(Limits.WEBHOOK_FIRST_TRY);
        DueSearch search = new DueSearch(id, endpoint.heldBefore(), by, cursors.get(id), Limits.WEBHOOK_WAKES_PER_STEP);
        try {
            return book.due(search).thenApply(due -> new Slice(id, due));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Behavior<Message> onFound(Found found) {
        for (Slice slice : found.slices) {
            slice.due.stream()
                    .filter(this::helps)
                    .forEach(due -> directory.tell(due.intent(), IntentCommand.Wake.INSTANCE));
            if (slice.due.size() < Limits.WEBHOOK_WAKES_PER_STEP) {
                cursors.remove(slice.endpoint);
                visited.add(slice.endpoint);
            } else {
                cursors.put(slice.endpoint, slice.due.get(slice.due.size() - 1));
            }
        }
        timers.startSingleTimer(Step.LOOK, Limits.DUE_LIST_STEP);
        return Behaviors.same();
    }

    /** What waking does not change, as with an intent that is damaged, is woken more and more rarely. */
    private boolean helps(DueDelivery due) {
        int times = vain.merge(due, 1, Integer::sum);
        return Integer.bitCount(times) == 1 || times % VAIN_ROUNDS == 0;
    }

    private Behavior<Message> onUnread(Unread unread) {
        LOG.error("what is owed to webhook endpoints cannot be read now; it is read again in a moment", unread.cause);
        timers.startSingleTimer(Step.LOOK, Limits.DUE_LIST_STEP);
        return Behaviors.same();
    }
}
