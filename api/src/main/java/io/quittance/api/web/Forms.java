package io.quittance.api.web;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What browsers send with forms. Pure. */
public final class Forms {

    private Forms() {}

    /** A field of a form's body, however the browser wrote it; empty text when there is none. */
    public static String field(byte[] body, String name) {
        try {
            return Arrays.stream(new String(body, StandardCharsets.US_ASCII).split("&"))
                    .filter(field -> field.startsWith(name + "="))
                    .findFirst()
                    .map(field -> URLDecoder.decode(field.substring(name.length() + 1), StandardCharsets.UTF_8))
                    .orElse("")
                    .strip();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Whether a form has a field more than once. */
    public static boolean isRepeated(byte[] body, String name) {
        return Arrays.stream(new String(body, StandardCharsets.UTF_8).split("&"))
                        .filter(field -> field.startsWith(name + "="))
                        .count()
                > 1;
    }

    /**
     * Whether it comes from a page of this server, as far as the browser says: one that is told to keep its pages'
     * addresses for itself ({@code Referrer-Policy: no-referrer}) names no origin either, and says {@code null}.
     */
    public static boolean isNotForeign(HttpRequest request) {
        boolean isUnnamed = header(request, "Sec-Fetch-Site").isEmpty()
                && header(request, "Origin").filter("null"::equals).isPresent();
        return isUnnamed || isOwn(request);
    }

    /**
     * Whether it comes from a page of this server. Browsers say so; what says nothing is no browser, and has no cookie
     * that another page could use.
     */
    public static boolean isOwn(HttpRequest request) {
        Optional<String> site = header(request, "Sec-Fetch-Site");
        if (site.isPresent()) {
            return site.get().equals("same-origin") || site.get().equals("none");
        }
        String host = header(request, "Host").orElse("");
        return header(request, "Origin")
                .map(origin -> origin.equals("http://" + host) || origin.equals("https://" + host))
                .orElse(true);
    }

    private static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }
}
