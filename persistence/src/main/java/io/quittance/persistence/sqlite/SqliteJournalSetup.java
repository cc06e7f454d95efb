package io.quittance.persistence.sqlite;

import akka.actor.setup.Setup;

/** Hands the opened journal to the plugin, which Akka makes by reflection. */
final class SqliteJournalSetup extends Setup {

    private final GroupCommitWriter writer;
    private final SequenceReader sequences;

    SqliteJournalSetup(GroupCommitWriter writer, SequenceReader sequences) {
        this.writer = writer;
        this.sequences = sequences;
    }

    GroupCommitWriter writer() {
        return writer;
    }

    SequenceReader sequences() {
        return sequences;
    }
}
