package io.quittance.terminal.simulator;

import akka.actor.ActorSystem;
import io.quittance.terminal.simulator.web.ScreenPages;
import io.quittance.terminal.simulator.wire.DeviceCertificate;
import io.quittance.terminal.simulator.wire.HttpPort;
import io.quittance.terminal.simulator.wire.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * A payment terminal that is none, over every transport of the protocol, with a durable ledger of its own: what it
 * answered is in it, whatever kills it. Safe for any thread; starting and closing block.
 *
 * <p>A key has eight hexadecimal characters. HTTP and WebSocket carry them as they are; over frames, which have room
 * for four bytes, they are the four bytes that they spell.
 */
public final class TerminalSimulator implements AutoCloseable {

    private static final String CERTIFICATE_FILE = "certificate.p12";

    private final String host;
    private final ActorSystem system;
    private final OwnDirectory directory;
    private final DeviceCertificate certificate;
    private final Device device;
    private final Ports ports;

    private TerminalSimulator(
            String host,
            ActorSystem system,
            OwnDirectory directory,
            DeviceCertificate certificate,
            Device device,
            Ports ports) {
        this.host = host;
        this.system = system;
        this.directory = directory;
        this.certificate = certificate;
        this.device = device;
        this.ports = ports;
    }

    /**
     * Starts the device; answers when all its ports are open. Opens or makes its ledger and its certificate. Throws
     * {@link IOException} when its directory belongs to another, its ledger is damaged or a port is taken.
     */
    public static TerminalSimulator start(SimulatorSettings settings, Clock clock) throws IOException {
        OwnDirectory directory = OwnDirectory.open(settings.directory());
        ActorSystem system = ActorSystem.create("quittance-terminal", settings.akkaConfig());
        try {
            DeviceCertificate certificate = certificate(settings, clock, directory);
            Device device = new Device(settings, clock, system, directory, key(settings, directory));
            Ports ports = ports(settings, system, device, certificate);
            return new TerminalSimulator(settings.host(), system, directory, certificate, device, ports);
        } catch (IOException | RuntimeException e) {
            end(system);
            directory.close();
            throw e;
        }
    }

    private static Ports ports(
            SimulatorSettings settings, ActorSystem system, Device device, DeviceCertificate certificate)
            throws IOException {
        Ports.Wanted wanted = new Ports.Wanted(
                settings.host(), settings.httpPort(), settings.httpsPort(), settings.tcpPort(), settings.tlsPort());
        try {
            Ports ports = Ports.open(
                    system, wanted, device, certificate, new ScreenPages(system, new DeviceFront(settings, device)));
            device.cutsBy(ports.cutAll());
            return ports;
        } catch (IOException | RuntimeException e) {
            device.close();
            throw e;
        }
    }

    private static DeviceCertificate certificate(SimulatorSettings settings, Clock clock, OwnDirectory directory)
            throws IOException {
        Path file = directory.file(CERTIFICATE_FILE);
        if (Files.exists(file)) {
            return DeviceCertificate.read(Files.readAllBytes(file));
        }
        DeviceCertificate made = DeviceCertificate.create(settings.host(), settings.serialNumber(), clock.instant());
        directory.write(CERTIFICATE_FILE, made.stored());
        return made;
    }

    /** The preset key, else that of an earlier pairing, else none. */
    private static String key(SimulatorSettings settings, OwnDirectory directory) throws IOException {
        Path file = directory.file(Device.KEY_FILE);
        if (settings.apiKey() != null) {
            return settings.apiKey();
        }
        return Files.exists(file) ? Files.readString(file, StandardCharsets.US_ASCII) : "";
    }

    /** Where it answers over HTTP. */
    public URI http() {
        return address("http", ports.http(), HttpPort.PATH);
    }

    /** Where it answers over HTTP under TLS. */
    public URI https() {
        return address("https", ports.https(), HttpPort.PATH);
    }

    /** Where it answers over WebSocket. */
    public URI ws() {
        return address("ws", ports.http(), HttpPort.PATH);
    }

    /** Where it answers over WebSocket under TLS. */
    public URI wss() {
        return address("wss", ports.https(), HttpPort.PATH);
    }

    /** Where it answers in frames. */
    public URI tcp() {
        return address("tcp", ports.tcp(), "");
    }

    /** Where it answers in frames under TLS. */
    public URI tls() {
        return address("tls", ports.tls(), "");
    }

    /** The page that shows its screen and its keys. */
    public URI screen() {
        return address("http", ports.http(), "/");
    }

    private URI address(String scheme, int port, String path) {
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + path);
    }

    /** SHA-256 of its certificate, in lower-case hexadecimal digits. */
    public String certificateFingerprint() {
        return certificate.fingerprint();
    }

    /** The key that is valid now; empty before a pairing. */
    public String apiKey() {
        return device.key();
    }

    /** What its screen shows. */
    public DeviceScreen look() {
        return device.look();
    }

    /** Somebody presses a button; it has had its effect when this returns. */
    public void press(Button button) {
        device.happen(new DeviceInput.Pressed(button));
    }

    /** Every connection ends without a word, what was under way is forgotten, and the device starts anew. */
    public void pullThePlug() {
        device.happen(DeviceInput.Plain.UNPLUGGED);
    }

    /** The next transaction goes wrong like this; several wait in order. */
    public void inject(Fault fault) {
        device.inject(fault);
    }

    /** Every transaction as it is now, oldest first; also those of earlier runs. */
    public List<TerminalTransaction> ledger() {
        return device.transactions();
    }

    /** How often money was taken under this reference, in all its runs. */
    public int timesTaken(String referenceId) {
        return device.timesTaken(referenceId);
    }

    /** Ends without a word, like a process that is gone; the next one finds its ledger. */
    @Override
    public void close() {
        device.close();
        end(system);
        try {
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(ActorSystem system) {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
