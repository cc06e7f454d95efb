package io.quittance.api.cli;

import io.quittance.api.crash.PhaseFile;
import io.quittance.api.crash.PhaseProbe;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * {@code serve} with the crash campaign's hooks. The first argument is the file of the phases; the others are the
 * command's own, the word {@code serve} included.
 */
public final class HookedServe {

    private HookedServe() {}

    public static void main(String[] arguments) {
        PhaseFile phases = PhaseFile.map(Path.of(arguments[0]));
        String[] options = Arrays.copyOfRange(arguments, 2, arguments.length);
        System.exit(new CommandLine(new ServeCommand(new PhaseProbe(phases))).execute(options));
    }
}
