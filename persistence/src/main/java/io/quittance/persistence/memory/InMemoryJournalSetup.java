package io.quittance.persistence.memory;

import akka.actor.setup.Setup;

/** Hands the events to the plugin, which Akka makes by reflection. */
final class InMemoryJournalSetup extends Setup {

    private final InMemoryEvents events;

    InMemoryJournalSetup(InMemoryEvents events) {
        this.events = events;
    }

    InMemoryEvents events() {
        return events;
    }
}
