package io.quittance.api.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import io.quittance.engine.intent.FieldFault;
import java.util.ArrayList;
import java.util.List;

/** Looks at the headers of a request before anything is made of them. */
final class HeaderCheck {

    private HeaderCheck() {}

    /**
     * Whether every value is of visible ASCII, blanks and tabs. The parser reads values as UTF-8, and an incomplete
     * character swallows what follows it, be it the end of the line and the next header: what was sent is then not what
     * is here. Such a request is refused and its connection closed, since where the next one begins is not known.
     */
    static boolean isTrustworthy(HttpRequest request) {
        for (HttpHeader header : request.getHeaders()) {
            if (!header.value().chars().allMatch(HeaderCheck::isPlain)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int character) {
        return character == '\t' || character >= ' ' && character <= '~';
    }

    /** Headers that ask for what is not done here: ignoring them would do what was not asked for. */
    static List<FieldFault> notTaken(HttpRequest request, boolean takesVersion) {
        List<FieldFault> faults = new ArrayList<>();
        if (!takesVersion && request.getHeader("If-Match").isPresent()) {
            faults.add(new FieldFault(
                    "/If-Match",
                    "not_supported",
                    "A version is looked at by attempts and operations on an intent: POST /v1/payment_intents/{id}/…",
                    null));
        }
        if (request.getHeader("Test-Fault").isPresent()) {
            faults.add(new FieldFault("/Test-Fault", "not_supported", "This version scripts no faults.", null));
        }
        return faults;
    }
}
