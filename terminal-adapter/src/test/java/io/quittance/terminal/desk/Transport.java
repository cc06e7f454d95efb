package io.quittance.terminal.desk;

import io.quittance.terminal.simulator.TerminalSimulator;
import java.net.URI;
import java.util.function.Function;

/** How a terminal is reached. */
enum Transport {
    HTTP(TerminalSimulator::http, false),
    HTTPS(TerminalSimulator::https, true),
    WS(TerminalSimulator::ws, false),
    WSS(TerminalSimulator::wss, true),
    TCP(TerminalSimulator::tcp, false),
    TLS(TerminalSimulator::tls, true);

    private final Function<TerminalSimulator, URI> address;
    private final boolean isSecret;

    Transport(Function<TerminalSimulator, URI> address, boolean isSecret) {
        this.address = address;
        this.isSecret = isSecret;
    }

    URI address(TerminalSimulator simulator) {
        return address.apply(simulator);
    }

    boolean isSecret() {
        return isSecret;
    }
}
