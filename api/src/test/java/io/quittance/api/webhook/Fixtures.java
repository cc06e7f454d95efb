package io.quittance.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.engine.delivery.RetryPolicy;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.webhook.LiveSecret;
import io.quittance.engine.webhook.WebhookEndpoint;
import io.quittance.engine.webhook.WebhookMessage;
import io.quittance.engine.webhook.WebhookSecret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Endpoints and messages of tests. */
final class Fixtures {

    static final WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

    private static final AtomicLong SEEDS = new AtomicLong();

    private Fixtures() {}

    static WebhookEndpoint endpoint(String url) {
        return endpoint(url, List.of(new LiveSecret(SECRET, null)));
    }

    static WebhookEndpoint endpoint(String url, List<LiveSecret> secrets) {
        return new WebhookEndpoint(
                EndpointId.random(Fixtures::bytes),
                Tenant.test("m1"),
                URI.create(url),
                null,
                List.of("*"),
                RetryPolicy.SEVEN_DAYS,
                WebhookEndpoint.Payload.FULL,
                WebhookEndpoint.Success.ANY_2XX,
                secrets,
                WebhookEndpoint.Standing.ENABLED,
                null,
                null,
                Instant.EPOCH,
                null,
                null,
                null);
    }

    static WebhookMessage message() {
        return message(Instant.ofEpochSecond(1_614_265_330));
    }

    static WebhookMessage message(Instant at) {
        return new WebhookMessage("msg_p5jXN8AQM9LWM0D4loKWxJek", at, BODY);
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(SEEDS.incrementAndGet()).nextBytes(bytes);
        return bytes;
    }
}
