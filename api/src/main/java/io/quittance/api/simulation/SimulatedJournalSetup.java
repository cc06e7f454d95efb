package io.quittance.api.simulation;

import akka.actor.setup.Setup;

/** Hands the store to the plugin, which Akka makes by reflection. */
final class SimulatedJournalSetup extends Setup {

    private final StoreDoor door;

    SimulatedJournalSetup(StoreDoor door) {
        this.door = door;
    }

    StoreDoor door() {
        return door;
    }
}
