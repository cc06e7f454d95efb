package io.quittance.terminal.simulator.wire;

import akka.stream.SharedKillSwitch;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of a port that are open, each with the switch that ends it. Safe for any thread. */
final class Connections {

    private final Set<SharedKillSwitch> open = ConcurrentHashMap.newKeySet();

    void add(SharedKillSwitch cut) {
        open.add(cut);
    }

    void remove(SharedKillSwitch cut) {
        open.remove(cut);
    }

    void cutAll() {
        List.copyOf(open).forEach(SharedKillSwitch::shutdown);
    }
}
