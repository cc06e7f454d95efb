package io.quittance.engine;

import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.OperationWish.Verb;
import java.util.Optional;

/** The paths of one intent under which keys live, the same embedded and over HTTP. */
final class EnginePaths {

    static final String ATTEMPTS = "attempts";
    static final String RESOLUTION = "resolution";

    private EnginePaths() {}

    static String of(IntentId id, String segment) {
        return PaymentEngine.CREATE_PATH + "/" + id.value() + "/" + segment;
    }

    /** The intent that a path names under which keys live; empty for another path. */
    static Optional<IntentId> intentOf(String path) {
        int tail = path.lastIndexOf('/');
        String head = PaymentEngine.CREATE_PATH + "/";
        return path.startsWith(head) && tail > head.length() && takesKeys(path.substring(tail + 1))
                ? IntentId.parse(path.substring(head.length(), tail))
                : Optional.empty();
    }

    private static boolean takesKeys(String segment) {
        return segment.equals(ATTEMPTS)
                || segment.equals(RESOLUTION)
                || Verb.parse(segment).isPresent();
    }
}
