package io.quittance.terminal.simulator.wire;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.stream.TLSClosing;
import akka.stream.TLSProtocol.SessionBytes;
import akka.stream.TLSProtocol.SslTlsInbound;
import akka.stream.TLSProtocol.SslTlsOutbound;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.TLS;
import akka.stream.javadsl.TLSPlacebo;
import akka.stream.javadsl.Tcp;
import akka.stream.javadsl.Tcp.ServerBinding;
import akka.util.ByteString;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Everything that a device listens on. Safe for any thread.
 *
 * @param http of HTTP and WebSocket
 * @param https of the same under TLS
 * @param tcp of frames
 * @param tls of the same under TLS
 */
public record Ports(int http, int https, int tcp, int tls, Runnable cutAll) {

    /** Where to listen; 0 is a free port. */
    public record Wanted(String host, int http, int https, int tcp, int tls) {}

    /**
     * Listens on all of them, or on none: throws {@link IOException} when one is taken.
     *
     * @param pages what plain HTTP shows beside the protocol
     */
    public static Ports open(
            ActorSystem system, Wanted wanted, Desk desk, DeviceCertificate certificate, HttpPort.Pages pages)
            throws IOException {
        HttpPort http = new HttpPort(system, desk);
        FramedPort framed = new FramedPort(system, desk);
        Tcp tcp = Tcp.get(system);
        String host = wanted.host();
        return new Ports(
                number(http.bind(host, wanted.http(), Ports::plain, pages)),
                number(http.bind(host, wanted.https(), () -> encrypted(certificate), HttpPort.Pages.NONE)),
                number(framed.bind(tcp.bind(host, wanted.tcp()))),
                number(framed.bind(tcp.bindWithTls(host, wanted.tls(), certificate::engine))),
                () -> {
                    http.cutAll();
                    framed.cutAll();
                });
    }

    private static int number(CompletionStage<ServerBinding> bound) throws IOException {
        try {
            return bound.toCompletableFuture().join().localAddress().getPort();
        } catch (CompletionException e) {
            throw new IOException("cannot listen", e.getCause());
        }
    }

    private static BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed> plain() {
        return BidiFlow.fromFlows(
                        Flow.of(SslTlsOutbound.class),
                        Flow.of(SessionBytes.class).map(SslTlsInbound.class::cast))
                .atop(TLSPlacebo.getInstance());
    }

    private static BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed> encrypted(
            DeviceCertificate certificate) {
        return TLS.create(certificate::engine, TLSClosing.eagerClose());
    }
}
