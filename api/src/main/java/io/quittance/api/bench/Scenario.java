package io.quittance.api.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is asked of the target, over and over. */
public enum Scenario {
    /** A whole payment: a fresh reference and a fresh key each time, a card and an amount that are approved. */
    PAYMENT("payment"),
    /** A fresh intent each time; no money moves. */
    CREATE("create"),
    /** The same few payments again and again, each under its own key: nothing is done, the first answer is repeated. */
    REPLAY("replay"),
    /** The same few paid intents, looked at. */
    READ("read"),
    /** {@code GET /health/live}: what HTTP alone costs, the reference for {@code replay} and {@code read}. */
    TRIVIAL("request"),
    /** Whole payments at a fixed rate, of which endpoints hear: how soon, while others are dead or slow. */
    WEBHOOKS("payment");

    private final String unit;

    Scenario(String unit) {
        this.unit = unit;
    }

    /** As written on the command line and in reports. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What one answered request is called, in the singular. */
    public String unit() {
        return unit;
    }

    /** Whether answers are only repeated or looked up, so that HTTP is most of the work and its limit worth knowing. */
    public boolean movesNothing() {
        return this == REPLAY || this == READ;
    }

    /** The scenario of that name; empty when there is none. */
    public static Optional<Scenario> parse(String text) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.text().equals(text))
                .findFirst();
    }
}
