package io.quittance.api.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The version at which a caller saw an intent (RFC 9110, 13.1.1): {@code If-Match: "3"}, as its {@code ETag} said. What
 * is no version of ours matches no intent; that is for the intent to say, after the key was replayed.
 *
 * @param version that version; null when any will do
 */
record IfMatch(@Nullable Long version) {

    /** Before the first event; no intent is ever told of at this version. */
    private static final long NEVER = 0;

    private static final Pattern VERSION = Pattern.compile("\"([0-9]{1,18})\"");

    static IfMatch of(HttpRequest request) {
        String sent = StreamSupport.stream(request.getHeaders().spliterator(), false)
                .filter(header -> header.is("if-match"))
                .map(HttpHeader::value)
                .collect(Collectors.joining(","))
                .trim();
        Matcher version = VERSION.matcher(sent);
        if (sent.equals("*") || request.getHeader("If-Match").isEmpty()) {
            return new IfMatch(null);
        }
        return new IfMatch(version.matches() ? Long.valueOf(version.group(1)) : Long.valueOf(NEVER));
    }
}
