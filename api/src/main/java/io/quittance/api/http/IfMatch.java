package io.quittance.api.http;

import akka.http.javadsl.model.HttpRequest;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version at which a caller saw an intent (RFC 9110, 13.1.1): {@code If-Match: "3"}, as its {@code ETag} said.
 *
 * @param version that version; null when any will do
 * @param problem why nothing can match, or null
 */
record IfMatch(@Nullable Long version, @Nullable Problem problem) {

    private static final Pattern VERSION = Pattern.compile("\"([0-9]{1,18})\"");

    static IfMatch of(HttpRequest request) {
        String sent = request.getHeader("If-Match")
                .map(header -> header.value().trim())
                .orElse("*");
        Matcher version = VERSION.matcher(sent);
        if (sent.equals("*")) {
            return new IfMatch(null, null);
        }
        return version.matches()
                ? new IfMatch(Long.valueOf(version.group(1)), null)
                : new IfMatch(null, Problem.of(ProblemCode.PRECONDITION_FAILED));
    }
}
