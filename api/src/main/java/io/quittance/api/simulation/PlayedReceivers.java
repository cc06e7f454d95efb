package io.quittance.api.simulation;

import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.delivery.TryResult;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.webhook.LiveSecret;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookEndpoint.Payload;
import io.quittance.engine.webhook.WebhookEndpoint.Standing;
import io.quittance.engine.webhook.WebhookEndpoint.Success;
import io.quittance.engine.webhook.WebhookMessage;
import io.quittance.engine.webhook.WebhookParts;
import io.quittance.engine.webhook.WebhookSecret;
import io.quittance.engine.webhook.WebhookSender;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The merchant's systems that hear of payments. One takes everything at once; the others refuse, are slow, lose what
 * they are sent and are away for a while, as the mishaps draw it. Used by the world's thread.
 */
final class PlayedReceivers {

    static final String FAITHFUL = "https://faithful.example/hook";
    static final String ROUGH = "https://rough.example/hook";

    private static final RetryPolicy OWN_POLICY =
            RetryPolicy.ofSeconds(List.of(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L, 60L, 60L, 60L, 60L));

    private static final int QUICK_MILLIS = 60;
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final int RETRY_AFTER_SECONDS_MAX = 30;

    private final World world;
    private final Mishaps mishaps;
    private final WebhookChecks checks;
    private final KeptEndpoints kept = new KeptEndpoints();
    private long downUntil = -1;

    PlayedReceivers(World world, Mishaps mishaps, WebhookChecks checks) {
        this.world = world;
        this.mishaps = mishaps;
        this.checks = checks;
    }

    KeptEndpoints kept() {
        return kept;
    }

    /** Two endpoints that are there before the first buyer. */
    void open() {
        keep("we_a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2", FAITHFUL, RetryPolicy.SEVEN_DAYS);
        keep("we_b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3", ROUGH, world.happens(500) ? OWN_POLICY : RetryPolicy.TWO_HOURS);
    }

    private void keep(String id, String url, RetryPolicy policy) {
        kept.keep(new WebhookEndpoint(
                new EndpointId(id),
                Wish.SHOP,
                URI.create(url),
                null,
                List.of("*"),
                policy,
                Payload.FULL,
                Success.ANY_2XX,
                List.of(new LiveSecret(new WebhookSecret("whsec_AAAA"), null)),
                Standing.ENABLED,
                null,
                null,
                world.instant(),
                null,
                null,
                null));
        checks.isAlwaysThere(id);
    }

    /** All but the faithful one are away. */
    void goDown(long millis) {
        downUntil = world.elapsed() + millis;
    }

    /** What a process needs to reach them; its line ends with it. */
    WebhookParts partsOf(Lane lane) {
        return new WebhookParts(kept.open(), new Line(lane), new PlainBodies(), false, LaneExecutor.thread(lane));
    }

    /** When the endpoint has it, never below zero; when and what it answers. */
    private record Course(int takesAfter, int answersAfter, TryResult answer) {}

    private Course course(WebhookEndpoint endpoint) {
        int quick = 1 + world.chance().nextInt(QUICK_MILLIS);
        boolean isFaithful = endpoint.url().toString().equals(FAITHFUL);
        if (isFaithful) {
            return new Course(quick, quick, answered(200));
        } else if (mishaps.isOn() && world.elapsed() < downUntil) {
            return new Course(-1, quick, TryResult.failed("nobody listens there", Duration.ZERO));
        } else if (mishaps.strikes(Mishap.WEBHOOK_LOST)) {
            return new Course(-1, TIMEOUT_MILLIS, TryResult.failed("no answer", Duration.ZERO));
        } else if (mishaps.strikes(Mishap.WEBHOOK_REFUSED)) {
            Duration later =
                    world.happens(300) ? Duration.ofSeconds(world.chance().nextInt(RETRY_AFTER_SECONDS_MAX)) : null;
            return new Course(-1, quick, TryResult.answered(later == null ? 500 : 429, later, Duration.ZERO));
        } else if (mishaps.strikes(Mishap.ENDPOINT_GONE)) {
            return new Course(-1, quick, answered(410));
        } else if (mishaps.strikes(Mishap.WEBHOOK_ANSWER_LOST)) {
            return new Course(quick, TIMEOUT_MILLIS, TryResult.failed("no answer", Duration.ZERO));
        } else if (mishaps.strikes(Mishap.WEBHOOK_LATE)) {
            return new Course(quick, quick + world.chance().nextInt(TIMEOUT_MILLIS), answered(200));
        }
        return new Course(quick, quick, answered(200));
    }

    private static TryResult answered(int status) {
        return TryResult.answered(status, null, Duration.ZERO);
    }

    private final class Line implements WebhookSender {
        private final Lane lane;

        Line(Lane lane) {
            this.lane = lane;
        }

        @Override
        public CompletionStage<TryResult> send(WebhookEndpoint endpoint, WebhookMessage message) {
            checks.sent(endpoint, message);
            Course course = course(endpoint);
            CompletableFuture<TryResult> answer = new CompletableFuture<>();
            if (course.takesAfter() >= 0) {
                world.after(course.takesAfter(), () -> {
                    checks.taken(endpoint, message);
                    answer(course.answersAfter() - course.takesAfter(), course, answer);
                });
            } else {
                answer(course.answersAfter(), course, answer);
            }
            return answer;
        }

        private void answer(int millis, Course course, CompletableFuture<TryResult> answer) {
            world.ring(lane, millis * 1_000_000L, () -> world.ready(lane, () -> answer.complete(course.answer())));
        }

        @Override
        public CompletionStage<Optional<byte[]>> ask(WebhookEndpoint endpoint, WebhookMessage message) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public boolean isLeftAlone(WebhookEndpoint endpoint) {
            return false;
        }

        @Override
        public Optional<String> objection(URI url) {
            return Optional.empty();
        }

        @Override
        public void close() {
            // The line ends with its process.
        }
    }
}
