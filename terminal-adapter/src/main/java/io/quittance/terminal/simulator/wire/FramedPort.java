package io.quittance.terminal.simulator.wire;

import akka.Done;
import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.japi.Pair;
import akka.stream.BoundedSourceQueue;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp.IncomingConnection;
import akka.stream.javadsl.Tcp.ServerBinding;
import io.quittance.engine.Limits;
import io.quittance.terminal.frame.FrameCodec;
import io.quittance.terminal.frame.TerminalFrame;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The ports for frames, plain and under TLS. There is one client at a time, over both: a new one displaces the old one,
 * whose running transaction goes on at the device (SQ-17). Safe for any thread.
 */
public final class FramedPort {

    /** A call has an answer, a few events, and two acknowledgements. */
    private static final int FRAMES_WAITING_MAX = 8 * Limits.TERMINAL_CALLS_WAITING_MAX;

    private final ActorSystem system;
    private final Desk desk;
    private final AtomicReference<@Nullable FramedLine> client = new AtomicReference<>();
    private final Connections connections = new Connections();

    public FramedPort(ActorSystem system, Desk desk) {
        this.system = system;
        this.desk = desk;
    }

    /** Listens; completes when it does. */
    public CompletionStage<ServerBinding> bind(Source<IncomingConnection, CompletionStage<ServerBinding>> port) {
        return port.to(Sink.foreach(this::serve)).run(system);
    }

    private void serve(IncomingConnection connection) {
        SharedKillSwitch cut = KillSwitches.shared("framed");
        Pair<BoundedSourceQueue<TerminalFrame>, Source<TerminalFrame, NotUsed>> out =
                Source.<TerminalFrame>queue(FRAMES_WAITING_MAX).preMaterialize(system);
        FramedLine line = new FramedLine(desk, out.first(), cut);
        connections.add(cut);
        FramedLine displaced = client.getAndSet(line);
        if (displaced != null) {
            displaced.cut();
        }
        CompletionStage<Done> over = out.second()
                .map(FrameCodec::write)
                .via(cut.flow())
                .via(connection.flow())
                .via(cut.flow())
                .runWith(Sink.foreach(line::take), system);
        var unused = over.whenComplete((done, broken) -> {
            connections.remove(cut);
            client.compareAndSet(line, null);
            line.end();
        });
        if (!desk.isUp()) {
            line.cut();
        }
    }

    /** Ends every connection without a word. */
    public void cutAll() {
        connections.cutAll();
    }
}
