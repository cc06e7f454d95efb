package io.quittance.api.checkout;

import akka.http.javadsl.model.HttpRequest;
import java.util.Arrays;

/** How a payer comes to his page: it decides whether he is sent on at once, so that no browser goes in circles. */
enum Visit {
    /** From the shop, or again. */
    DIRECT(""),
    /** He has just sent his card. A browser lets a form's answer lead to this server only, so a page comes between. */
    SENT("?sent"),
    /** From his issuer: he is not sent there again unasked. */
    RETURNED("?returned");

    private final String query;

    Visit(String query) {
        this.query = query;
    }

    /** What follows the page's path. */
    String query() {
        return query;
    }

    static Visit of(HttpRequest request) {
        String[] names = request.getUri().rawQueryString().orElse("").split("&");
        return Arrays.stream(new Visit[] {RETURNED, SENT})
                .filter(visit -> Arrays.stream(names)
                        .anyMatch(name -> name.equals(visit.query.substring(1))
                                || name.startsWith(visit.query.substring(1) + "=")))
                .findFirst()
                .orElse(DIRECT);
    }
}
