package io.quittance.api.crash;

/** How far an order had come when its server died. */
public enum Phase {
    /** Read, or on its way; nothing is persisted. */
    P0("nothing persisted"),
    /** Its write-ahead event is being persisted. */
    P1("being written ahead"),
    /** Durable, not yet given to the connector. */
    P2("written ahead, not sent"),
    /** Given to the connector, no answer. */
    P3("sent, no answer"),
    /** Answered; the outcome is not persisted. */
    P4("answered, not recorded"),
    /** The outcome is persisted, the caller was not answered. */
    P5("recorded, caller not answered");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** In words, for the report. */
    public String words() {
        return words;
    }
}
