package io.quittance.terminal.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the device remembers over a crash, and whom it lets have its memory. */
final class DeviceLedgerTest {

    @TempDir
    private Path directory;

    private TerminalSimulator open() throws IOException {
        return TerminalSimulator.start(Till.quick(directory), Clock.systemUTC());
    }

    private Path file() {
        return directory.resolve(DeviceLedger.FILE);
    }

    @Test
    void readsBackWhatItWrote() throws Exception {
        Object before;
        try (TerminalSimulator terminal = open()) {
            Till till = Till.http(terminal);
            till.sale("r-1", 110);
            till.sale("r-2", 151);
            till.sale("r-3", 111);
            till.value("startTransaction", Till.change("VOID", "r-1"));
            till.value("startTransaction", Till.order("AUTH_ONLY", "r-4", 500));
            till.value("startTransaction", Till.order("CAPTURE", "r-4", 400));
            till.value("settlement", "{'host':'SHVA'}");
            before = terminal.ledger();
        }
        try (TerminalSimulator terminal = open()) {
            assertThat(terminal.ledger()).isEqualTo(before);
            assertThat(terminal.timesTaken("r-1")).isOne();
            assertThat(terminal.timesTaken("r-2")).isZero();
        }
        assertThat(Files.readAllLines(file())).hasSize(7).anySatisfy(line -> assertThat(line)
                .contains("\"kind\":\"change\"")
                .contains("\"taken\":-110"));
    }

    @Test
    void cutsOffALineThatACrashLeftUnfinished() throws Exception {
        try (TerminalSimulator terminal = open()) {
            Till.http(terminal).sale("r-1", 110);
        }
        Files.writeString(file(), "{\"kind\":\"transac", StandardOpenOption.APPEND);
        try (TerminalSimulator terminal = open()) {
            assertThat(terminal.ledger()).hasSize(1);
            Till.http(terminal).sale("r-2", 110);
        }
        assertThat(Files.readAllLines(file())).hasSize(2);
    }

    @Test
    void refusesALedgerThatIsDamagedInItsMiddle() throws Exception {
        open().close();
        Files.writeString(file(), "{\"kind\":\"rumour\"}\n");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("is damaged");
    }

    @Test
    void belongsToOneDeviceAtATime() throws Exception {
        try (TerminalSimulator terminal = open()) {
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("another terminal");
            assertThat(terminal.ledger()).isEmpty();
        }
        open().close();
    }

    /** A start that failed leaves nothing behind that would hinder the next one. */
    @Test
    void givesItsDirectoryFreeWhenAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SimulatorSettings settings = Till.quick(directory).withPorts(0, 0, taken.getLocalPort(), 0);
            assertThatThrownBy(() -> TerminalSimulator.start(settings, Clock.systemUTC()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen");
        }
        open().close();
    }

    @Test
    void keepsItsCertificate() throws Exception {
        String fingerprint;
        try (TerminalSimulator terminal = open()) {
            fingerprint = terminal.certificateFingerprint();
            assertThat(fingerprint).matches("[0-9a-f]{64}");
        }
        try (TerminalSimulator terminal = open()) {
            assertThat(terminal.certificateFingerprint()).isEqualTo(fingerprint);
        }
    }
}
