package io.quittance.api.acquirer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OperationOrder;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What the tests of the acquirer start from. */
public final class Given {
    public static final String GOOD_CARD = "5200000000000056";
    public static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:15:30.123Z"));

    /** No time passes, and nobody waits. */
    static final Pause AT_ONCE = CompletableFuture::completedFuture;

    private Given() {}

    public static AttemptOrder order(String reference) {
        return order(reference, 1250);
    }

    public static AttemptOrder order(String reference, long amount) {
        return order(reference, amount, GOOD_CARD, null);
    }

    public static AttemptOrder order(String reference, long amount, String number, String cvc) {
        PaymentMethod card = new PaymentMethod.Card(number, YearMonth.of(2030, 12), cvc);
        return new AttemptOrder(reference, Money.of(amount, "EUR"), card, true);
    }

    /** An order to authorise only. */
    public static AttemptOrder held(String reference, long amount) {
        AttemptOrder taken = order(reference, amount);
        return new AttemptOrder(reference, taken.amount(), taken.method(), false);
    }

    /** An order about {@code pi_a-1}. */
    public static OperationOrder operation(OperationKind kind, String reference, long amount) {
        return new OperationOrder(reference, kind, Money.of(amount, "EUR"), "pi_a-1", null, false);
    }

    /** What the stage brings, within half a minute. */
    public static <T> T settled(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** The body with another value, in JSON with single quotes, at a path of names; without a value, the field goes. */
    public static void change(ObjectNode body, String path, String value) throws JsonProcessingException {
        int slash = path.lastIndexOf('/');
        String field = path.substring(slash + 1);
        ObjectNode holder = slash < 0 ? body : (ObjectNode) body.at("/" + path.substring(0, slash));
        if (value == null) {
            holder.remove(field);
        } else {
            holder.set(field, new ObjectMapper().readTree(value.replace('\'', '"')));
        }
    }
}
