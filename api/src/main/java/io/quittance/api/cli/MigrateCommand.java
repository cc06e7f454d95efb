package io.quittance.api.cli;

import io.quittance.persistence.Journals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings a stopped server's files into today's form. */
@Command(
        name = "migrate",
        description = "Brings the files of a stopped server into today's form. The journal is never changed; the read"
                + " model (lists and the feed's index) is made again from it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: quittance migrate --rebuild-read-model --data ./quittance-data"})
final class MigrateCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--rebuild-read-model", description = "Make the read model again from the journal.")
    boolean rebuildReadModel;

    @Option(
            names = "--data",
            description = "The data directory; default ${DEFAULT-VALUE}. (env QUITTANCE_DATA)",
            defaultValue = "${env:QUITTANCE_DATA:-quittance-data}")
    Path data = Path.of("");

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Option(names = "--quiet", description = "Print nothing when it is done.")
    boolean quiet;

    @Override
    public Integer call() {
        if (!rebuildReadModel) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "migrate: say what to do: --rebuild-read-model");
        } else if (!Files.exists(data.resolve(Journals.JOURNAL_FILE))) {
            Console.err(spec).println("migrate: there is no journal in " + data + ". Name its directory with --data.");
            return Failures.USAGE;
        }
        long position = Journals.rebuildReadModel(data);
        if (json) {
            Console.out(spec).println("{\"read_model\":{\"as_of\":" + position + "}}");
        } else if (!quiet) {
            Console.out(spec).println("the read model was made again from the journal, up to position " + position);
        }
        return 0;
    }
}
