package io.quittance.api.cli;

import io.quittance.api.telemetry.Version;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The command line of Quittance. Exit codes: 0 done, 1 failed, 2 usage, 3 verification found differences, 4 cannot
 * connect.
 */
@Command(
        name = "quittance",
        description = "A payment is charged at most once, its outcome is never lost, and anyone can prove it from the"
                + " journal.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            KeysCommand.class,
            InboxCommand.class,
            CardsCommand.class,
            WebhooksCommand.class,
            InspectCommand.class,
            MigrateCommand.class,
            SimulateCommand.class,
            BenchCommand.class,
            CrashCommand.class
        })
public final class Main {

    /** What {@code --version} prints. */
    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Version version = Version.current();
            return new String[] {
                "quittance " + version.version() + " (commit " + version.commit() + ", Java " + version.java()
                        + ", Akka " + version.akkaVersion() + ")"
            };
        }
    }

    private Main() {}

    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command and gives its exit code. */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    /** All commands. A failure is told in words, without a stack trace. Every command writes UTF-8. */
    static CommandLine commandLine() {
        CommandLine line =
                new CommandLine(new Main()).setOut(Console.utf8(System.out)).setErr(Console.utf8(System.err));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter err = command.getErr();
            err.println(command.getCommandSpec().qualifiedName() + ": " + Failures.inWords(failure));
            return Failures.exitCode(failure);
        });
        return line;
    }
}
