package io.quittance.terminal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.quittance.engine.Limits;
import io.quittance.terminal.frame.FrameCodec;
import io.quittance.terminal.frame.TerminalFrame;
import io.quittance.terminal.jsonrpc.JsonRpcCodec;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.jsonrpc.MalformedFrame;
import java.util.Optional;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: a frame changes no message. Method: the texts that Jazzer finds, each in a frame of every kind, one behind the
 * other on one line in small pieces; what was a message before is the same one behind it, and what was none is none.
 */
final class LineFuzzTest {

    private static final int PIECE = 11;

    @MethodSource("io.quittance.terminal.jsonrpc.Frames#bytes")
    @FuzzTest
    void aMessageComesAsItWasSent(byte[] text) {
        comes(ByteString.fromArray(text));
        message(text)
                .map(message -> JsonRpcCodec.ofTerminals().write(message))
                .map(ByteString::fromArray)
                .ifPresent(LineFuzzTest::comes);
    }

    private static void comes(ByteString text) {
        if (text.isEmpty() || text.size() > Limits.TERMINAL_MESSAGE_BYTES_MAX) {
            return;
        }
        TerminalFrame.Request request = new TerminalFrame.Request(TerminalFrame.Request.NO_KEY, text);
        TerminalFrame.Response response = new TerminalFrame.Response(text);
        TerminalFrame.Event event = new TerminalFrame.Event(text);
        ByteString bytes = FrameCodec.write(request)
                .concat(FrameCodec.write(response))
                .concat(FrameCodec.write(TerminalFrame.Sign.ACK))
                .concat(FrameCodec.write(event));
        Line line = Line.read(bytes, PIECE);

        assertThat(line.isBroken()).isFalse();
        assertThat(line.frames()).containsExactly(request, response, TerminalFrame.Sign.ACK, event);
        Optional<JsonRpcMessage> sent = message(text.toArray());
        line.frames().stream()
                .filter(TerminalFrame.Carrier.class::isInstance)
                .map(frame -> ((TerminalFrame.Carrier) frame).message().toArray())
                .forEach(come -> assertThat(message(come)).isEqualTo(sent));
    }

    private static Optional<JsonRpcMessage> message(byte[] text) {
        try {
            return Optional.of(JsonRpcCodec.ofTerminals().read(text));
        } catch (MalformedFrame e) {
            return Optional.empty();
        }
    }
}
