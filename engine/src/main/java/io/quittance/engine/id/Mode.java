package io.quittance.engine.id;

import java.util.Locale;

/** Whether money is real. The two modes share no object: the mode is part of every derived name. */
public enum Mode {
    TEST,
    LIVE;

    /** {@code test} or {@code live}, as written in keys and events. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
