package io.quittance.api.cli;

import io.quittance.api.http.json.Json;
import io.quittance.engine.audit.Account;
import io.quittance.engine.audit.Books;
import io.quittance.engine.audit.JournalCheck;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.audit.JournalReader;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.IntentEvent;
import io.quittance.engine.intent.IntentState;
import io.quittance.engine.intent.PaymentIntent;
import io.quittance.engine.journal.UnreadableEvent;
import io.quittance.persistence.Journals;
import io.quittance.persistence.serialization.JsonEventCodec;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a journal file without the server, verifies its hash chains, and shows what it holds. */
@Command(
        name = "inspect",
        description = "Verifies every hash chain of a journal, or shows and verifies the events of one intent. Needs no"
                + " server, and disturbs none. Exit code 3 when something does not verify.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: quittance inspect --data ./quittance-data pi_…"})
final class InspectCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(InspectCommand.class);
    private static final JsonEventCodec CODEC = new JsonEventCodec();

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--data",
            description = "The data directory; default ${DEFAULT-VALUE}. (env QUITTANCE_DATA)",
            defaultValue = "${env:QUITTANCE_DATA:-quittance-data}")
    Path data = Path.of("");

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Option(names = "--quiet", description = "Print only what does not verify.")
    boolean quiet;

    @Parameters(arity = "0..1", paramLabel = "INTENT", description = "An intent's id; without it the whole journal.")
    @Nullable
    String intent;

    @Override
    public Integer call() {
        if (!Files.exists(data.resolve(Journals.JOURNAL_FILE))) {
            Console.err(spec).println("inspect: there is no journal in " + data + ". Name its directory with --data.");
            return Failures.USAGE;
        }
        JournalReader reader = Journals.reader(data);
        JournalCheck check = new JournalCheck();
        return intent == null ? whole(reader, check) : one(reader, check, intent);
    }

    private int whole(JournalReader reader, JournalCheck check) {
        Books books = new Books();
        reader.forEach(0, entry -> {
            check.accept(entry);
            enter(entry, books);
        });
        PrintWriter out = Console.out(spec);
        if (json) {
            out.println(new String(Json.bytes(InspectReport.of(check)), StandardCharsets.UTF_8));
        } else if (!quiet) {
            check.counts().forEach((name, count) -> out.printf("%10d  %s%n", count, name));
            out.printf("%10d  events in %d streams%n", check.entries(), check.streams());
            books.balances().forEach((currency, balances) -> out.println(currency + ": " + money(balances)));
        }
        books.findings().forEach(Console.err(spec)::println);
        return books.findings().isEmpty() ? verdict(check) : Failures.DIFFERENCES;
    }

    /** What cannot be read is no entry of the books; that its chain does not verify is told anyway. */
    private static void enter(JournalEntry entry, Books books) {
        try {
            books.accept(entry.stream(), (IntentEvent) CODEC.decode(entry.manifest(), entry.payload()));
        } catch (UnreadableEvent damaged) {
            LOG.debug("{} is not in the books", entry, damaged);
        }
    }

    private static String money(Map<Account, Long> balances) {
        return balances.entrySet().stream()
                .filter(balance -> balance.getKey() != Account.PAYER)
                .map(balance -> balance.getKey().name().toLowerCase(Locale.ROOT) + " " + balance.getValue())
                .collect(Collectors.joining(", "));
    }

    private int one(JournalReader reader, JournalCheck check, String id) {
        Optional<IntentId> known = IntentId.parse(id);
        List<JournalEntry> entries =
                known.map(PaymentIntent::streamOf).map(reader::stream).orElse(List.of());
        if (entries.isEmpty()) {
            Console.err(spec).println("inspect: the journal holds no intent " + id);
            return Failures.FAILED;
        }
        PrintWriter out = Console.out(spec);
        entries.forEach(entry -> {
            check.accept(entry);
            if (!quiet) {
                out.println(json ? InspectReport.line(entry) : readable(entry));
            }
        });
        if (!json && !quiet && check.findings().isEmpty()) {
            out.println("state: " + state(entries));
        }
        return verdict(check);
    }

    private static String readable(JournalEntry entry) {
        return entry.sequence() + "  " + entry.manifest() + "  "
                + entry.hashHex().substring(0, 16) + "…\n   " + new String(entry.payload(), StandardCharsets.UTF_8);
    }

    /** The state that the events fold to: by the same function that the engine uses. */
    private static String state(List<JournalEntry> entries) {
        IntentState state = new IntentState.Absent();
        for (JournalEntry entry : entries) {
            state = state.apply((IntentEvent) CODEC.decode(entry.manifest(), entry.payload()));
        }
        IntentState.Known known = (IntentState.Known) state;
        return known.status().text() + ", " + known.facts().terms().amount() + ", captured "
                + known.facts().funds().captured() + ", attempts "
                + known.facts().attempts().size();
    }

    private int verdict(JournalCheck check) {
        if (check.findings().isEmpty()) {
            if (!quiet && !json) {
                Console.out(spec).println("every hash chain verifies");
            }
            return 0;
        }
        check.findings().forEach(Console.err(spec)::println);
        return Failures.DIFFERENCES;
    }
}
