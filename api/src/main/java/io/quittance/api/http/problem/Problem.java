package io.quittance.api.http.problem;

import io.quittance.api.auth.Scope;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Refusal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One refusal as it goes out (RFC 9457, with the partner API's view of the same faults beside it).
 *
 * @param code which refusal
 * @param detail what happened this time
 * @param faults every fault of the content
 * @param mismatchedFields for a reused key, the fields that differ
 * @param intent the intent that stands in the way, or null
 */
public record Problem(
        ProblemCode code,
        String detail,
        List<FieldFault> faults,
        List<String> mismatchedFields,
        @Nullable IntentView intent) {

    /** A problem without details beyond its code. */
    public static Problem of(ProblemCode code) {
        return new Problem(code, code.explanation(), List.of(), List.of(), null);
    }

    /** The content is wrong, in all these places. */
    public static Problem invalid(List<FieldFault> faults) {
        return of(Refusal.invalid(faults), null);
    }

    /** The key has none of the scopes of which one is needed. */
    public static Problem forbidden(Set<Scope> needed) {
        String scopes = needed.stream().sorted().map(Scope::text).collect(Collectors.joining(" or "));
        return new Problem(
                ProblemCode.FORBIDDEN,
                "This needs a key with the scope " + scopes + "; the key that came has not. The request was not read"
                        + " and nothing was done.",
                List.of(),
                List.of(),
                null);
    }

    /** The engine's refusal. */
    public static Problem of(Refusal refusal, @Nullable IntentView intent) {
        return new Problem(
                ProblemCode.of(refusal.code()),
                refusal.message(),
                refusal.faults(),
                refusal.mismatchedFields(),
                intent);
    }
}
