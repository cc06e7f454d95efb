package io.quittance.api.acquirer;

import java.util.Locale;

/** How an exchange with the acquirer goes wrong on purpose. */
public enum Fault {
    /** Nothing goes wrong. */
    NONE,
    /** The order is lost on its way in: nothing is recorded, nothing is answered. */
    DROP_REQUEST,
    /** The order is decided and recorded; the answer is lost. */
    DROP_RESPONSE,
    /** The order is decided and recorded; the answer comes when the caller has long given up. */
    DELAY,
    /** The order is decided and recorded; the answer is HTTP 500. */
    HTTP_500,
    /** The answer comes twice. */
    DUPLICATE,
    /** Nothing is answered, and the order is recorded only seconds later: until then an inquiry finds nothing. */
    LATE_PROCESSING,
    /** The order is decided and recorded; the answer is about another one. */
    WRONG_ID,
    /** The order is decided and recorded; the answer breaks off in the middle. */
    HALF_ANSWER,
    /** The caller is not believed: HTTP 401, and the order is not looked at. */
    HTTP_401,
    /** No connection is taken. Over HTTP a connection is there before its order is known, so there it is cut. */
    CONNECTION_REFUSED,
    /** The order is decided and recorded, nothing is answered, and inquiries find nothing for up to 30 seconds. */
    HIDDEN;

    /** As written in a plan. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
