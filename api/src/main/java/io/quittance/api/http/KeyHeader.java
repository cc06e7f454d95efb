package io.quittance.api.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.idempotency.IdempotencyKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency key of a request, from its headers and its body: {@code Idempotency-Key} or
 * {@code x-idempotency-key}, a bare token or a quoted string, and {@code sequence_number}. Whatever is sent must name
 * one key.
 *
 * @param key the key, or null when none was sent or it is not usable
 * @param problem why it is not usable, or null
 */
record KeyHeader(@Nullable IdempotencyKey key, @Nullable Problem problem) {

    private static final Set<String> NAMES = Set.of("idempotency-key", "x-idempotency-key");

    static KeyHeader of(HttpRequest request, @Nullable String sequenceNumber) {
        List<String> headerNames = new ArrayList<>();
        Set<String> values = new LinkedHashSet<>();
        for (HttpHeader header : request.getHeaders()) {
            if (NAMES.contains(header.lowercaseName())) {
                headerNames.add(header.lowercaseName());
                values.add(unquoted(header.value()));
            }
        }
        if (sequenceNumber != null) {
            values.add(sequenceNumber);
        }
        boolean isRepeated = headerNames.size() > Set.copyOf(headerNames).size();
        if (values.size() > 1 || isRepeated) {
            return new KeyHeader(null, Problem.of(ProblemCode.IDEMPOTENCY_KEY_AMBIGUOUS));
        } else if (values.isEmpty()) {
            return new KeyHeader(null, null);
        }
        Optional<IdempotencyKey> key = IdempotencyKey.parse(values.iterator().next());
        return key.isPresent()
                ? new KeyHeader(key.get(), null)
                : new KeyHeader(null, Problem.of(ProblemCode.IDEMPOTENCY_KEY_AMBIGUOUS));
    }

    /** The same where a key is required. */
    KeyHeader required() {
        return key == null && problem == null
                ? new KeyHeader(null, Problem.of(ProblemCode.IDEMPOTENCY_KEY_REQUIRED))
                : this;
    }

    /** A quoted string is the same key as the bare one. */
    static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
