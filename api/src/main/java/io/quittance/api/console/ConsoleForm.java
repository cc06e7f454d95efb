package io.quittance.api.console;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What the console's forms send. Pure. */
final class ConsoleForm {

    /** The field with the API key. */
    static final String KEY = "key";

    private ConsoleForm() {}

    /** The key in a form's body, however the browser wrote it; empty text when there is none. */
    static String key(byte[] body) {
        try {
            return Arrays.stream(new String(body, StandardCharsets.US_ASCII).split("&"))
                    .filter(field -> field.startsWith(KEY + "="))
                    .findFirst()
                    .map(field -> URLDecoder.decode(field.substring(KEY.length() + 1), StandardCharsets.UTF_8))
                    .orElse("")
                    .strip();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * Whether it comes from a page of this server. Browsers say so; what says nothing is no browser, and has no cookie
     * that another page could use.
     */
    static boolean isOwn(HttpRequest request) {
        Optional<String> site = header(request, "Sec-Fetch-Site");
        if (site.isPresent()) {
            return site.get().equals("same-origin") || site.get().equals("none");
        }
        String host = header(request, "Host").orElse("");
        return header(request, "Origin")
                .map(origin -> origin.equals("http://" + host) || origin.equals("https://" + host))
                .orElse(true);
    }

    /** Whether the browser's connection to the proxy before this server is encrypted. */
    static boolean isEncrypted(HttpRequest request) {
        return header(request, "X-Forwarded-Proto")
                .filter(scheme -> scheme.equalsIgnoreCase("https"))
                .isPresent();
    }

    private static Optional<String> header(HttpRequest request, String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }
}
