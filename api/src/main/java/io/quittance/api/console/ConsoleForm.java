package io.quittance.api.console;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import io.quittance.api.web.Forms;

/** What the console's forms send. Pure. */
final class ConsoleForm {

    /** The field with the API key. */
    static final String KEY = "key";

    private ConsoleForm() {}

    /** The key in a form's body; empty text when there is none. */
    static String key(byte[] body) {
        return Forms.field(body, KEY);
    }

    /** Whether the browser's connection to the proxy before this server is encrypted. */
    static boolean isEncrypted(HttpRequest request) {
        return request.getHeader("X-Forwarded-Proto")
                .map(HttpHeader::value)
                .filter(scheme -> scheme.equalsIgnoreCase("https"))
                .isPresent();
    }
}
