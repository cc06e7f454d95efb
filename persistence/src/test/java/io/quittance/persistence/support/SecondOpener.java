package io.quittance.persistence.support;

import io.quittance.engine.Journal;
import io.quittance.persistence.DataDirectoryInUse;
import io.quittance.persistence.Journals;
import java.nio.file.Path;

/** A process that opens a data directory and says whether it could. */
public final class SecondOpener {

    private SecondOpener() {}

    public static void main(String[] arguments) {
        try (Journal journal = Journals.embedded(Path.of(arguments[0]))) {
            ChildProcess.say("opened, " + journal.durability());
        } catch (DataDirectoryInUse e) {
            ChildProcess.say(e.getMessage());
        }
    }
}
