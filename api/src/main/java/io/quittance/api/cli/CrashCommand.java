package io.quittance.api.cli;

import io.quittance.api.Wiring;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.crash.CrashCampaign;
import io.quittance.api.crash.CrashPlan;
import io.quittance.api.crash.CrashReport;
import io.quittance.api.process.QuittanceProcess;
import io.quittance.api.simulation.Simulation;
import io.quittance.api.simulation.SimulationReport;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills the server under load and compares everybody's books. */
@Command(
        name = "crash",
        description =
                "Runs the server under concurrent payments, kills it (kill -9) at random moments and, with the hooks at"
                        + " hand, while payments are held in each phase, restarts it, and compares at the end what the"
                        + " shops were told, the journal, and the acquirer's ledger. Exit code 3 when a promise did not"
                        + " hold.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: quittance crash --kills 20 --seed 7",
            "          quittance crash --terminals --kills 20 --seed 7",
            "          quittance crash --simulate --seeds 1000",
            "With --simulate exit code 1 when a promise did not hold, or when the faults did not bite."
        })
final class CrashCommand implements Callable<Integer> {

    /** At three terminals with room for a few payers each. */
    private static final int TILL_CLIENTS = 24;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--kills",
            description = "How often the server is killed; default ${DEFAULT-VALUE}.",
            defaultValue = "20")
    int kills;

    @Option(names = "--clients", description = "Concurrent payments; default ${DEFAULT-VALUE}.", defaultValue = "64")
    int clients;

    @Option(names = "--seed", description = "Seed of all that is random; default ${DEFAULT-VALUE}.", defaultValue = "1")
    long seed;

    @Option(
            names = "--data",
            description = "An empty directory for it all; default: one of its own under the temporary" + " directory.")
    @Nullable
    Path data;

    @Option(
            names = "--hooks",
            description = "The jar of the hooks, which tell the phase of each order at a kill and let kills be aimed;"
                    + " default: the one beside this program, where the build puts it.")
    @Nullable
    Path hooks;

    @Option(names = "--quiet", description = "Print only the report.")
    boolean quiet;

    @Option(
            names = "--terminals",
            description = "Pay at simulated terminals instead, which are killed too; no hooks, so every kill is at a"
                    + " random moment.")
    boolean terminals;

    @Option(
            names = "--simulate",
            description = "Instead: run the engine in a simulated world, in virtual time, one world per seed.")
    boolean simulate;

    @Option(
            names = "--seeds",
            description = "With --simulate: how many; default ${DEFAULT-VALUE}.",
            defaultValue = "100")
    int seeds;

    @Option(
            names = "--threads",
            description = "With --simulate: worlds at the same time; default ${DEFAULT-VALUE}.",
            defaultValue = "2")
    int threads;

    @Option(
            names = "--twice",
            description = "With --simulate: so many seeds run twice and must do the same; default ${DEFAULT-VALUE}.",
            defaultValue = "1")
    int twice;

    @Option(names = "--keep-going", description = "With --simulate: run all seeds although one has failed.")
    boolean keepGoing;

    @Option(
            names = "--without",
            split = ",",
            description =
                    "With --simulate: mishaps to leave out, e.g. TWIN,CLOCK_FORWARD; other worlds than with them.")
    List<String> without = List.of();

    @Override
    public Integer call() throws IOException {
        return simulate ? simulate() : campaign();
    }

    /** Simulated worlds; the story of a failing one is told when it was the only one. */
    private int simulate() {
        SimulationReport report =
                Simulation.run(new Simulation.Plan(seed, seeds, threads, twice, keepGoing, Set.copyOf(without)));
        if (seeds == 1 && !quiet) {
            report.story().forEach(Console.err(spec)::println);
        }
        Console.out(spec).print(report.text());
        Console.out(spec).flush();
        return report.holds() && report.toothless().isEmpty() ? 0 : Failures.FAILED;
    }

    private int campaign() throws IOException {
        Path directory = data == null ? Files.createTempDirectory("quittance-crash") : Files.createDirectories(data);
        ApiKey key = ApiKey.generate(Mode.TEST, Wiring.randomness());
        PrintWriter talk = Console.err(spec);
        CrashPlan plan = terminals
                ? new CrashPlan(
                        CrashPlan.Target.TERMINALS, kills, Math.min(clients, TILL_CLIENTS), seed, directory, null)
                : new CrashPlan(CrashPlan.Target.ACQUIRER, kills, clients, seed, directory, hooks().orElse(null));
        CrashCampaign.Who who = new CrashCampaign.Who(key.text(), Tenant.test(DevKey.MERCHANT));
        CrashReport report = CrashCampaign.run(plan, who, kill -> {
            if (!quiet && kill % 10 == 0) {
                talk.println(kill + " kills");
            }
        });
        Console.out(spec).println(report.text());
        if (!quiet) {
            talk.println("journal, ledger and log: " + directory);
        }
        return report.holds() ? 0 : Failures.DIFFERENCES;
    }

    /** The hooks' jar that was named, else the one beside this program: the build puts it there. */
    private Optional<Path> hooks() throws IOException {
        if (hooks != null) {
            return Optional.of(hooks);
        }
        Path directory = Objects.requireNonNull(QuittanceProcess.code().getParent());
        try (Stream<Path> beside = Files.list(directory)) {
            return beside.filter(path -> path.getFileName().toString().endsWith("-hooks.jar"))
                    .findFirst();
        }
    }
}
