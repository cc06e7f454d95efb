package io.quittance.terminal.simulator;

import java.util.ArrayList;
import java.util.List;

/** What a device makes of something: how it is now, and what it does, in order. */
record Step(DeviceState state, List<DeviceEffect> effects) {
    Step {
        effects = List.copyOf(effects);
    }

    static Step of(DeviceState state, DeviceEffect... effects) {
        return new Step(state, List.of(effects));
    }

    /** The same, and this was done before. */
    Step after(DeviceEffect... first) {
        List<DeviceEffect> all = new ArrayList<>(List.of(first));
        all.addAll(effects);
        return new Step(state, all);
    }
}
