package io.quittance.api.demo;

import io.quittance.engine.audit.JournalCheck;
import io.quittance.persistence.Journals;
import java.io.PrintWriter;

/**
 * A shop on the web and its tills: payments by card and at terminals, declines, retries, and a server that is killed in
 * the middle of a payment, once with a card and once with a payer at the terminal; and a shop that was down hears of
 * its payments. Each scene says what it expects, and the story is true when every expectation held. Used by one thread;
 * closing is safe for any.
 */
public final class Story implements AutoCloseable {

    private final Stage stage;
    private final Narrator narrator;
    private final TerminalScenes terminals;

    /** Starts everything that is needed. */
    public Story(Setting setting, PrintWriter out) {
        this.stage = Stage.open(setting);
        this.narrator = new Narrator(out);
        this.terminals = new TerminalScenes(stage, narrator);
        narrator.say("server:   " + stage.serverUrl());
        narrator.say("acquirer: " + stage.acquirerUrl());
        for (Till till : new Till[] {stage.first(), stage.second()}) {
            narrator.say(till.name() + ":   its screen is " + till.page());
        }
        narrator.say("data:     " + setting.data());
    }

    /** Where the server listens. */
    public String serverUrl() {
        return stage.serverUrl();
    }

    /** The till that waits for a person. */
    public Till till() {
        return stage.second();
    }

    /** What the server calls it; known once the story was told. */
    public String terminal() {
        return terminals.second();
    }

    /** Plays all scenes; true when every expectation held. */
    public boolean tell() {
        new CardScenes(stage, narrator).play();
        terminals.play();
        new WebhookScenes(stage, narrator).play();
        audited();
        int broken = narrator.broken();
        narrator.say(
                broken == 0
                        ? "\nThe story is true."
                        : "\nThe story is NOT true: " + broken + " expectations were broken.");
        return broken == 0;
    }

    private void audited() {
        narrator.say("\n11. The books: the acquirer's, the devices', and the journal.");
        narrator.expect(
                "the acquirer charged no reference twice",
                stage.books().field("/charged_more_than_once").isEmpty());
        narrator.expect(
                "the devices charged no reference twice",
                !stage.first().hasTakenTwice() && !stage.second().hasTakenTwice());
        JournalCheck check = new JournalCheck();
        Journals.reader(stage.setting().data()).forEach(0, check::accept);
        narrator.expect(
                "every hash chain of the journal verifies: " + check.entries() + " events in " + check.streams()
                        + " streams",
                check.findings().isEmpty() && check.entries() > 0);
    }

    @Override
    public void close() {
        stage.close();
    }
}
