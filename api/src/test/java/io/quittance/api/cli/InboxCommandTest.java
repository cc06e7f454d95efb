package io.quittance.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.NewsDesk;
import io.quittance.engine.attempt.NewsResult;
import io.quittance.engine.inbox.Inbox;
import io.quittance.engine.inbox.InboxEntry;
import io.quittance.persistence.inbox.InboxFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The provider's notifications that were given up, as an operator handles them. */
final class InboxCommandTest {

    @TempDir
    Path directory;

    private record Ended(int exit, String out, String err) {}

    @Test
    void whatWasGivenUpIsListedAndAskedAboutAgainByTheServerThatRuns() {
        Instant longAgo = Clock.systemUTC().instant().minus(Limits.INBOX_TOLD_FOR);
        Answering engine = new Answering();
        try (InboxFile file = InboxFile.open(directory);
                Inbox server = new Inbox(file, Clock.systemUTC())) {
            file.keep(InboxEntry.received("one", "pi_a-1", longAgo));
            server.begin(engine);
            await().untilAsserted(
                            () -> assertThat(inbox("--quiet").out().strip()).isEqualTo("pi_a-1"));
            assertThat(inbox().out())
                    .contains("pi_a-1", "received " + longAgo.toString().substring(0, 19));
            assertThat(inbox("--json").out()).contains("\"unresolved\":[{\"reference\":\"pi_a-1\"", "\"told\":1");
            assertThat(engine.told).isEmpty();

            assertThat(inbox("--again").out()).startsWith("1 are asked about again");
            server.round();

            await().untilAsserted(() -> assertThat(engine.told).containsExactly("pi_a-1"));
            assertThat(inbox().out()).contains("nothing is unresolved");
            assertThat(inbox("--again", "--json").out().strip()).isEqualTo("{\"again\":0}");
        }
    }

    @Test
    void aDirectoryWithoutAnInboxIsLeftWithoutOne() {
        Ended ended = inbox();

        assertThat(ended.exit()).isEqualTo(Failures.USAGE);
        assertThat(ended.err()).contains("--data");
        assertThat(directory.resolve(InboxFile.NAME)).doesNotExist();
    }

    /** Goal: the operating page shows nothing that does not work. Method: its commands are run as they stand there. */
    @Test
    void theCommandsOfTheOperatingPageWork() throws IOException {
        InboxFile.open(directory).close();
        String program = "java -jar quittance.jar inbox";
        List<String> options = Files.readAllLines(Path.of("docs", "operating.md")).stream()
                .filter(line -> line.startsWith(program))
                .map(line -> line.substring(program.length()).strip())
                .toList();

        assertThat(options).containsExactly("", "--again");
        assertThat(inbox().exit()).isZero();
        assertThat(inbox("--again").exit()).isZero();
        assertThat(inbox("--help").out()).contains("Example: quittance inbox", "--data", "QUITTANCE_DATA", "--json");
    }

    private Ended inbox(String... options) {
        List<String> arguments = new ArrayList<>(List.of("inbox", "--data", directory.toString()));
        arguments.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Ended(line.execute(arguments.toArray(String[]::new)), out.toString(), err.toString());
    }

    /** An engine whose provider answers at once. */
    private static final class Answering implements NewsDesk {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void tell(String downstreamReference) {
            told.add(downstreamReference);
        }

        @Override
        public CompletionStage<NewsResult> deliver(String downstreamReference) {
            tell(downstreamReference);
            return CompletableFuture.completedFuture(NewsResult.ANSWERED);
        }
    }
}
