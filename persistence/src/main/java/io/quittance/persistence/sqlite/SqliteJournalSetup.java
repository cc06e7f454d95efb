package io.quittance.persistence.sqlite;

import akka.actor.setup.Setup;

/** Hands the opened journal to the plugin, which Akka makes by reflection. */
final class SqliteJournalSetup extends Setup {

    private final GroupCommitWriter writer;
    private final JournalLookup lookup;

    SqliteJournalSetup(GroupCommitWriter writer, JournalLookup lookup) {
        this.writer = writer;
        this.lookup = lookup;
    }

    GroupCommitWriter writer() {
        return writer;
    }

    JournalLookup lookup() {
        return lookup;
    }
}
