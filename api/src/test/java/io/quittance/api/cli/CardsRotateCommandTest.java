package io.quittance.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.api.Wiring;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.vault.CardVault;
import io.quittance.persistence.cards.CardFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The key of cards, as an operator replaces it. */
final class CardsRotateCommandTest {
    private static final Tenant SHOP = Tenant.test("shop");

    @TempDir
    Path directory;

    private record Ended(int exit, String out, String err) {}

    @Test
    void theKeyIsReplacedWhileAServerHasTheCards() {
        try (CardFile cards = CardFile.open(directory, keySet(), Clock.systemUTC(), Wiring.randomness())) {
            CardId first = hold(cards);

            assertThat(rotate().out()).startsWith("cards are sealed under key ");
            CardId second = hold(cards);
            assertThat(rotate("--reencrypt", "--json").out()).contains("\"reencrypted\":2,\"unreadable\":0");
            assertThat(rotate("--quiet")).isEqualTo(new Ended(0, "", ""));

            assertThat(cards.open(SHOP, first).toCompletableFuture().join()).isPresent();
            assertThat(cards.open(SHOP, second).toCompletableFuture().join()).isPresent();
        }
    }

    @Test
    void aDirectoryWithoutCardsIsLeftWithoutThem() {
        Ended ended = rotate();

        assertThat(ended.exit()).isEqualTo(Failures.USAGE);
        assertThat(ended.err()).contains("--data");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anotherKeySetIsNotRotated() throws Exception {
        CardFile.open(directory, keySet(), Clock.systemUTC(), Wiring.randomness())
                .close();
        Path other = Files.createDirectory(directory.resolve("other"));
        Path wrong = other.resolve("wrong.keys");
        CardFile.open(other, wrong, Clock.systemUTC(), Wiring.randomness()).close();

        Ended ended = rotate("--card-keys", wrong.toString());

        assertThat(ended.exit()).isEqualTo(Failures.FAILED);
        assertThat(ended.err()).contains("not the key set of this directory");
    }

    private Path keySet() {
        return directory.resolve(CardFile.KEYS_NAME);
    }

    private static CardId hold(CardVault cards) {
        PaymentMethod.Card card = new PaymentMethod.Card("5200000000000056", YearMonth.of(2030, 12), "341");
        var purpose =
                new CardVault.Purpose(null, null, Clock.systemUTC().instant().plus(Duration.ofHours(1)));
        return cards.hold(SHOP, card, purpose).toCompletableFuture().join().id();
    }

    private Ended rotate(String... options) {
        CommandLine command = new CommandLine(new CardsRotateCommand());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        String[] all = new String[options.length + 2];
        all[0] = "--data";
        all[1] = directory.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return new Ended(command.execute(all), out.toString(), err.toString());
    }
}
