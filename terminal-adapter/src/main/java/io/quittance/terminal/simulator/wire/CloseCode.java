package io.quittance.terminal.simulator.wire;

import akka.NotUsed;
import akka.japi.function.Function;
import akka.stream.TLSProtocol.SendBytes;
import akka.stream.TLSProtocol.SslTlsInbound;
import akka.stream.TLSProtocol.SslTlsOutbound;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;

/**
 * Why a WebSocket is closed. Akka HTTP closes one with 1000 only, so the number in its close frame is replaced on its
 * way out. Safe for any thread.
 */
final class CloseCode {

    static final int UNSUPPORTED_DATA = 1003;
    static final int POLICY_VIOLATION = 1008;

    private static final int NORMAL = 1000;
    private static final ByteString CLOSED = frame(NORMAL);

    private volatile int code = NORMAL;

    void set(int why) {
        code = why;
    }

    private static ByteString frame(int code) {
        return ByteString.fromArray(new byte[] {(byte) 0x88, 2, (byte) (code >> 8), (byte) code});
    }

    /** Stands between HTTP and the wire, before TLS. */
    BidiFlow<SslTlsOutbound, SslTlsOutbound, SslTlsInbound, SslTlsInbound, NotUsed> layer() {
        Function<SslTlsOutbound, SslTlsOutbound> replaced = this::replaced;
        return BidiFlow.fromFlows(Flow.of(SslTlsOutbound.class).map(replaced), Flow.of(SslTlsInbound.class));
    }

    private SslTlsOutbound replaced(SslTlsOutbound said) {
        return code != NORMAL
                        && said instanceof SendBytes bytes
                        && bytes.bytes().equals(CLOSED)
                ? new SendBytes(frame(code))
                : said;
    }
}
