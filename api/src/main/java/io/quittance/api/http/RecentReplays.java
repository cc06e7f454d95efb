package io.quittance.api.http;

import akka.http.javadsl.model.HttpResponse;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quittance.engine.Limits;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.Operation;
import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.IdempotencyKey;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.IntentStatus;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Recorded answers that were replayed lately, kept at hand for a repeat with the very bytes of the request. It decides
 * nothing: an answer gets here only after its intent replayed it from the journal, and a recorded answer never changes.
 * Of a request it keeps a keyed hash under a secret of this process, because a body may hold a card number. Safe for
 * any thread.
 */
final class RecentReplays {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int ENTRY_BYTES = 1_024;

    private final Cache<Asked, HttpResponse> answers = Caffeine.newBuilder()
            .maximumWeight(Limits.REPLAY_BYTES_AT_HAND_MAX)
            .<Asked, HttpResponse>weigher(RecentReplays::bytes)
            .expireAfterWrite(Limits.REPLAY_AT_HAND)
            .build();
    private final Mac mac;

    /** @param ids where the secret comes from */
    RecentReplays(IdSource ids) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(ids.bytes(SECRET_BYTES), ALGORITHM));
            var unused = mac.clone();
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM + ", to be cloned", e);
        }
    }

    /** What names a request: equal for equal bytes under the same key, of the same merchant, to the same path. */
    record Asked(Tenant tenant, String path, IdempotencyKey key, ByteBuffer bodyHash) {}

    Asked asked(Exchange exchange, IdempotencyKey key, byte[] body) {
        String path = exchange.request().getUri().path();
        return new Asked(exchange.tenant(), path, key, ByteBuffer.wrap(hash(body)));
    }

    /** The answer to a request, if it was replayed lately; it names no request yet. */
    Optional<HttpResponse> find(Asked asked) {
        return Optional.ofNullable(answers.getIfPresent(asked));
    }

    /** Keeps an answer that is recorded; others may change. */
    void keep(Asked asked, PaymentResult result, HttpResponse response) {
        if (result instanceof PaymentResult.Answered answered && isRecorded(answered)) {
            answers.put(asked, response.removeHeader("Request-Id"));
        }
    }

    /** An order that is under way, in doubt or without effect is not the last word to its key. */
    private static boolean isRecorded(PaymentResult.Answered answered) {
        IntentSnapshot snapshot = answered.intent().snapshot();
        List<Operation> operations = snapshot.facts().operations();
        boolean hadNoEffect =
                !operations.isEmpty() && operations.get(operations.size() - 1).status() == AttemptStatus.NOT_PROCESSED;
        return answered.replayed()
                && !snapshot.isUnderWay()
                && !hadNoEffect
                && (snapshot.status() != IntentStatus.CREATED
                        || answered.intent().attempts().isEmpty());
    }

    /** About what an answer takes: its body, and as much again as the smallest for what surrounds it. */
    private static int bytes(Asked asked, HttpResponse answer) {
        return ENTRY_BYTES + (int) answer.entity().getContentLengthOption().orElse(Limits.REPLAY_BYTES_AT_HAND_MAX);
    }

    private byte[] hash(byte[] body) {
        try {
            return ((Mac) mac.clone()).doFinal(body);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's " + ALGORITHM + " can be cloned", e);
        }
    }
}
