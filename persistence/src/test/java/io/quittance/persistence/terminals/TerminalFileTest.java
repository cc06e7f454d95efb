package io.quittance.persistence.terminals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.terminal.Terminal;
import io.quittance.persistence.crypto.KeyFile;
import io.quittance.persistence.sqlite.StoreException;
import io.quittance.persistence.support.AtOnce;
import io.quittance.persistence.support.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminalFileTest {
    private static final String KEY = "5ec4e7a9";
    private static final Instant START = Instant.parse("2026-11-21T10:00:00.123Z");

    @TempDir
    private Path directory;

    private TerminalFile terminals;

    @BeforeEach
    void open() {
        terminals = TerminalFile.open(directory);
    }

    @AfterEach
    void close() {
        terminals.close();
    }

    @Test
    void aTerminalReadsBackAsItWasKeptAlsoByALaterProcess() {
        Terminal whole = new Terminal(
                id('a'),
                new Tenant("shop", Mode.LIVE),
                "Kasse \u00dc 3 \u05e7\u05d5\u05e4\u05d4",
                URI.create("tls://10.0.0.7:9443"),
                "0881818",
                KEY,
                "0123456789abcdef".repeat(4),
                START,
                START.plusSeconds(60));
        Terminal bare = unpaired('b', START.plusSeconds(1));

        terminals.keep(whole);
        terminals.keep(bare);

        assertThat(terminals.all()).containsExactly(whole, bare);
        reopen();
        assertThat(terminals.all()).containsExactly(whole, bare);
    }

    @Test
    void theOldestIsTheFirst() {
        Terminal younger = unpaired('a', START.plusSeconds(1));
        Terminal older = unpaired('b', START);
        terminals.keep(younger);
        terminals.keep(older);

        assertThat(terminals.all()).containsExactly(older, younger);
    }

    @Test
    void aTerminalThatIsKeptAgainTakesItsOwnPlace() {
        Terminal made = unpaired('a', START);
        terminals.keep(made);
        terminals.keep(made.paired("00000000"));
        terminals.keep(made.paired(KEY));
        assertThat(terminals.all()).containsExactly(made.paired(KEY));

        Terminal removed = made.paired(KEY).removed(START.plusSeconds(9));
        terminals.keep(removed);

        reopen();
        assertThat(terminals.all()).containsExactly(removed);
    }

    @Test
    void theKeyIsInNoByteOfAnyFile() throws IOException {
        terminals.keep(unpaired('a', START).paired(KEY));
        isNowhere(KEY);

        terminals.close();
        isNowhere(KEY);
        open();
        assertThat(terminals.all()).extracting(Terminal::apiKey).containsExactly(KEY);
    }

    @Test
    void theKeyIsInNoWordsAboutIt() {
        terminals.keep(unpaired('a', START).paired(KEY));

        assertThat(terminals + " " + terminals.all()).doesNotContain(KEY);
    }

    @Test
    void theSameKeyIsNeverSealedTheSameWayTwice() throws SQLException {
        terminals.keep(unpaired('a', START).paired(KEY));
        terminals.keep(unpaired('b', START).paired(KEY));

        assertThat(change("DELETE FROM terminal WHERE sealed_key IN"
                        + " (SELECT sealed_key FROM terminal GROUP BY sealed_key HAVING count(*) > 1)"))
                .isZero();
    }

    @Test
    void aRowThatWasMovedToAnotherTerminalDoesNotOpen() throws SQLException {
        terminals.keep(unpaired('a', START).paired(KEY));
        change("UPDATE terminal SET id = '" + id('b') + "'");

        assertThatThrownBy(() -> terminals.all())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(id('b').value())
                .hasMessageContaining("moved to this terminal")
                .hasMessageNotContaining(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x''", "x'00'", "zeroblob(27)", "zeroblob(28)", "zeroblob(36)", "sealed_key || x'00'"})
    void aKeyThatWasChangedDoesNotOpen(String bytes) throws SQLException {
        terminals.keep(unpaired('a', START).paired(KEY));
        change("UPDATE terminal SET sealed_key = CAST(" + bytes + " AS BLOB)");

        assertThatThrownBy(() -> terminals.all())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void aLostKeyFileIsToldWithTheWayOutAndNoKeyIsMadeInItsPlace() throws IOException {
        terminals.keep(unpaired('a', START).paired(KEY));
        terminals.close();
        Path keys = directory.resolve(KeyFile.NAME);
        Path kept = Files.move(keys, directory.resolve("elsewhere.db"));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> TerminalFile.open(directory))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("no longer in " + keys)
                    .hasMessageContaining("back from one backup")
                    .hasMessageContaining("pair them anew");
        }

        Files.delete(keys);
        Files.move(kept, keys);
        open();
        assertThat(terminals.all()).extracting(Terminal::apiKey).containsExactly(KEY);
    }

    @Test
    void theKeyFileOfAnotherInstallationOpensNothing(@TempDir Path other) throws IOException {
        terminals.keep(unpaired('a', START).paired(KEY));
        terminals.close();
        TerminalFile.open(other).close();
        Files.delete(directory.resolve(KeyFile.NAME));
        Files.copy(other.resolve(KeyFile.NAME), directory.resolve(KeyFile.NAME));
        open();

        assertThatThrownBy(() -> terminals.all())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another than the one it was sealed with");
    }

    @Test
    void withoutAnyPairedTerminalALostKeyFileIsNoLoss() throws IOException {
        Terminal bare = unpaired('a', START);
        terminals.keep(bare);
        terminals.close();
        Files.delete(directory.resolve(KeyFile.NAME));

        open();

        terminals.keep(bare.paired(KEY));
        assertThat(terminals.all()).containsExactly(bare.paired(KEY));
    }

    @Test
    void canBeReadByItsOwnerOnly() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"), "no POSIX permissions here");
        terminals.keep(unpaired('a', START).paired(KEY));

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .extracting(file -> PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .containsOnly("rw-------");
        }
    }

    @Test
    void isNotTakenFromAFileThatIsNone() throws IOException {
        terminals.close();
        Files.writeString(directory.resolve(TerminalFile.NAME), "this is no database, but it is long enough for one");

        assertThatThrownBy(() -> TerminalFile.open(directory)).isInstanceOf(StoreException.class);
        Files.delete(directory.resolve(TerminalFile.NAME));
        open();
    }

    @Test
    void anotherProcessKeepsATerminalUnderTheSameKey() {
        terminals.keep(unpaired('a', START).paired(KEY));

        List<String> said = ChildProcess.run(List.of(), SecondRegistrar.class, directory);

        assertThat(said).containsExactly(id('a') + " has the key " + KEY);
        assertThat(terminals.all()).extracting(Terminal::apiKey).containsExactly(KEY, SecondRegistrar.KEY);
    }

    @Test
    void whoeverOpensAtOnceSealsUnderOneKey(@TempDir Path fresh) {
        AtOnce.from(4, number -> kept(fresh, number));

        try (TerminalFile file = TerminalFile.open(fresh)) {
            assertThat(file.all()).extracting(Terminal::apiKey).hasSize(4).containsOnly(KEY);
        }
    }

    private static Terminal kept(Path directory, int number) {
        Terminal terminal = unpaired((char) ('a' + number), START).paired(KEY);
        try (TerminalFile file = TerminalFile.open(directory)) {
            file.keep(terminal);
        }
        return terminal;
    }

    static TerminalId id(char letter) {
        return new TerminalId("tm_" + String.valueOf(letter).repeat(32));
    }

    static Terminal unpaired(char letter, Instant registeredAt) {
        URI url = URI.create("https://10.0.0.7:8443/synqpay");
        return new Terminal(id(letter), Tenant.test("shop"), "Till", url, null, null, null, registeredAt, null);
    }

    private void isNowhere(String text) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain(text));
        }
    }

    private int change(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(TerminalFile.NAME));
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private void reopen() {
        terminals.close();
        open();
    }
}
