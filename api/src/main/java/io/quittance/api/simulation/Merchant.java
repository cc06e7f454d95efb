package io.quittance.api.simulation;

import io.quittance.engine.intent.Funds;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.OperationRequest;
import io.quittance.engine.intent.OperationWish.Verb;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a merchant does with the money of an intent: anything that is possible, and at times more. */
final class Merchant {

    private static final int BEYOND_PERMILLE = 50;

    private Merchant() {}

    /** The next wish; null when there is nothing to wish for. */
    static @Nullable Wish next(World world, String key, IntentSnapshot seen) {
        Funds funds = seen.facts().funds();
        List<OperationRequest> possible = new ArrayList<>();
        if (seen.isSafeToRetry()) {
            possible.add(OperationRequest.all(Verb.CANCEL));
        }
        if (funds.capturable() > 0) {
            long part = part(world, funds.capturable());
            possible.add(OperationRequest.all(Verb.CAPTURE));
            possible.add(OperationRequest.of(Verb.CAPTURE, part));
            possible.add(new OperationRequest(Verb.CAPTURE, part, true, "shipped", null, null));
            possible.add(OperationRequest.of(Verb.VOID, part));
            possible.add(OperationRequest.all(funds.captured() == 0 ? Verb.CANCEL : Verb.VOID));
        }
        if (funds.refundable() > 0) {
            long part = part(world, funds.refundable());
            possible.add(OperationRequest.all(Verb.REFUND));
            possible.add(OperationRequest.of(Verb.REFUND, part));
            possible.add(OperationRequest.of(Verb.REFUND, part(world, part)));
            possible.add(OperationRequest.of(Verb.VOID, part));
            possible.add(OperationRequest.all(Verb.REVERSE));
        }
        return possible.isEmpty()
                ? null
                : new Wish.Operate(
                        key, seen.facts().id(), possible.get(world.chance().nextInt(possible.size())));
    }

    private static long part(World world, long all) {
        return world.happens(BEYOND_PERMILLE) ? all + 1 : 1 + world.chance().nextLong(all);
    }
}
