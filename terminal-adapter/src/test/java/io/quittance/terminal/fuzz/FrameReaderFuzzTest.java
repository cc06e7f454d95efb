package io.quittance.terminal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.quittance.engine.Limits;
import io.quittance.terminal.frame.BrokenFrame;
import io.quittance.terminal.frame.FrameCodec;
import io.quittance.terminal.frame.TerminalFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: whatever comes on a line is frames, up to a {@link BrokenFrame} or to less than one frame; a frame that was
 * read is written to the bytes that came; and the pieces change nothing. Method: Jazzer's corpus and all kinds of
 * frames; mutants of these. An input's first byte is the size of a piece, the others are the line.
 */
final class FrameReaderFuzzTest {

    private static final int MUTANTS = 10_000;

    /** Begin, type, key, length; the longest message; checksum, end. */
    private static final int FRAME_BYTES_MAX = 10 + Limits.TERMINAL_MESSAGE_BYTES_MAX + 3;

    @FuzzTest
    void isFramesOrBroken(byte[] input) {
        if (input.length > 0) {
            check(ByteString.fromArray(input, 1, input.length - 1), Math.max(1, input[0] & 0xFF));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20261121, 9_000})
    void aMutatedLineIsFramesOrBroken(long number) {
        Mutants mutants = new Mutants(lines(), lines(), number);
        for (int i = 0; i < MUTANTS; i++) {
            isFramesOrBroken(mutants.next());
        }
    }

    /** All kinds of frames: each alone, and all in one line in pieces of seven bytes. */
    static List<byte[]> lines() {
        List<byte[]> lines = new ArrayList<>();
        ByteString all = ByteString.emptyByteString();
        for (TerminalFrame frame : frames()) {
            ByteString written = FrameCodec.write(frame);
            lines.add(line(64, written));
            all = all.concat(written);
        }
        lines.add(line(7, all));
        return lines;
    }

    private static List<TerminalFrame> frames() {
        ByteString message = ByteString.fromString("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":\"שלום\"}");
        return Stream.<List<? extends TerminalFrame>>of(
                        List.of(
                                new TerminalFrame.Request(ByteString.fromArray(new byte[] {9, 8, 2, 3}), message),
                                new TerminalFrame.Response(message),
                                new TerminalFrame.Event(ByteString.fromString("{}"))),
                        Arrays.asList(TerminalFrame.Sign.values()),
                        Arrays.asList(TerminalFrame.Refused.values()))
                .<TerminalFrame>flatMap(List::stream)
                .toList();
    }

    private static byte[] line(int piece, ByteString bytes) {
        return ByteString.fromArray(new byte[] {(byte) piece}).concat(bytes).toArray();
    }

    private static void check(ByteString bytes, int piece) {
        Line line = Line.read(bytes, piece);
        ByteString written =
                line.frames().stream().map(FrameCodec::write).reduce(ByteString.emptyByteString(), ByteString::concat);
        int rest = bytes.size() - written.size();

        assertThat(bytes.take(written.size())).as(shown(bytes)).isEqualTo(written);
        assertThat(line.isBroken() || rest < FRAME_BYTES_MAX).as(shown(bytes)).isTrue();
        assertThat(line.isBroken() && rest == 0).as(shown(bytes)).isFalse();
        assertThat(Line.read(bytes, bytes.size() + 1)).as(shown(bytes)).isEqualTo(line);
    }

    private static String shown(ByteString bytes) {
        return "line " + HexFormat.of().formatHex(bytes.toArray());
    }
}
