package io.quittance.terminal.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import akka.util.ByteString;
import io.quittance.engine.Limits;
import io.quittance.terminal.frame.TerminalFrame.Event;
import io.quittance.terminal.frame.TerminalFrame.Refused;
import io.quittance.terminal.frame.TerminalFrame.Request;
import io.quittance.terminal.frame.TerminalFrame.Response;
import io.quittance.terminal.frame.TerminalFrame.Sign;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameCodecTest {

    private static final ByteString KEY = hex("0a1b2c3d");
    private static final ByteString HELLO =
            ByteString.fromString("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":\"שלום\"}");

    static final List<TerminalFrame> FRAMES = List.of(
            new Request(KEY, HELLO),
            new Request(Request.NO_KEY, ByteString.fromString("{}")),
            new Response(HELLO),
            new Event(HELLO),
            Sign.KEEP_ALIVE,
            Sign.ACK,
            Refused.INVALID_MESSAGE,
            Refused.NOT_AUTHENTICATED);

    /** The check value of CRC-16/MODBUS, which every catalogue prints. */
    @Test
    void sumsAsTheCatalogueSays() {
        assertThat(Checksum.of(ByteString.fromString("123456789"))).isEqualTo(0x4B37);
        assertThat(Checksum.of(ByteString.emptyByteString())).isEqualTo(0xFFFF);
    }

    @Test
    void hasTheFormOfThePage() {
        ByteString request = FrameCodec.write(new Request(KEY, ByteString.fromString("{}")));

        assertThat(plain(request))
                .startsWith("02" + "01" + "0a1b2c3d" + "00000002" + "7b7d")
                .endsWith("03")
                .hasSize(30);
        assertThat(plain(FrameCodec.write(Sign.KEEP_ALIVE))).isEqualTo("020403");
        assertThat(plain(FrameCodec.write(Sign.ACK))).isEqualTo("020503");
        assertThat(plain(FrameCodec.write(Refused.WRONG_CHECKSUM))).isEqualTo("02060303");
    }

    @ParameterizedTest
    @FieldSource("FRAMES")
    void isReadAsItWasWritten(TerminalFrame frame) throws BrokenFrame {
        assertThat(new FrameReader().take(FrameCodec.write(frame))).containsExactly(frame);
    }

    /** Goal: no line is cut where a frame ends. Method: all frames in one stream, in pieces of every size. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
    void isReadInWhateverPieces(int piece) throws BrokenFrame {
        ByteString stream =
                FRAMES.stream().map(FrameCodec::write).reduce(ByteString.emptyByteString(), ByteString::concat);
        FrameReader reader = new FrameReader();
        List<TerminalFrame> read = new ArrayList<>();
        for (int at = 0; at < stream.size(); at += piece) {
            read.addAll(reader.take(stream.slice(at, Math.min(stream.size(), at + piece))));
        }

        assertThat(read).isEqualTo(FRAMES);
    }

    /** Goal: a slow line, or a hostile one, costs no more than a fast one. It once took quadratic time: 46 s. */
    @Test
    @Timeout(10)
    void theLongestMessageMayComeByteByByte() throws BrokenFrame {
        TerminalFrame frame = new Response(ByteString.fromString("x".repeat(Limits.TERMINAL_MESSAGE_BYTES_MAX)));
        FrameReader reader = new FrameReader();
        List<TerminalFrame> read = new ArrayList<>();
        for (byte one : FrameCodec.write(frame).toArray()) {
            read.addAll(reader.take(ByteString.fromArray(new byte[] {one})));
        }

        assertThat(read).containsExactly(frame);
    }

    /** Goal: no piece is too full of frames. It once took quadratic time: minutes. */
    @Test
    @Timeout(10)
    void manySignsMayComeInOnePiece() throws BrokenFrame {
        int signs = 1_000_000;
        byte[] piece = new byte[3 * signs];
        for (int i = 0; i < signs; i++) {
            System.arraycopy(FrameCodec.write(Sign.ACK).toArrayUnsafe(), 0, piece, 3 * i, 3);
        }

        assertThat(new FrameReader().take(ByteString.fromArray(piece))).hasSize(signs);
    }

    @ParameterizedTest
    @CsvSource({
        "00, INVALID_MESSAGE",
        "03, INVALID_MESSAGE",
        "0200, INVALID_TYPE",
        "0207, INVALID_TYPE",
        "020404, WRONG_LENGTH",
        "02060003, INVALID_MESSAGE",
        "02060603, INVALID_MESSAGE",
        "02060102, WRONG_LENGTH",
        "020200000000, WRONG_LENGTH",
        "0202ffffffff, WRONG_LENGTH",
        "020200010001, WRONG_LENGTH",
        "0202000000027b7d000003, WRONG_CHECKSUM",
        "0202000000027b7d000004, WRONG_LENGTH"
    })
    void refusesWhatIsNoFrame(String bytes, Refused reason) {
        assertThatExceptionOfType(BrokenFrame.class)
                .isThrownBy(() -> new FrameReader().take(hex(bytes)))
                .satisfies(broken -> assertThat(broken.reason()).isEqualTo(reason));
    }

    /** Goal: an answer that came whole is not lost. Method: noise comes in the same piece, right behind it. */
    @Test
    void tellsWhatWasWholeBeforeTheLineBroke() throws BrokenFrame {
        FrameReader reader = new FrameReader();
        ByteString answer = FrameCodec.write(new Response(HELLO));

        assertThat(reader.take(answer.concat(hex("ff")))).containsExactly(new Response(HELLO));
        assertThatExceptionOfType(BrokenFrame.class).isThrownBy(() -> reader.take(answer));
    }

    /** Goal: no bit that flips on the line becomes another message. Method: every bit of a frame, one at a time. */
    @Test
    void noticesEveryBitThatFlips() {
        byte[] good = FrameCodec.write(new Response(HELLO)).toArray();
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(frames(bad)).as("bit %d", bit).isNotEqualTo(List.of(new Response(HELLO)));
            assertThat(frames(bad)).as("bit %d", bit).doesNotHaveAnyElementsOfTypes(Response.class, Request.class);
        }
    }

    @Test
    void bindsItsMessages() {
        String most = "x".repeat(Limits.TERMINAL_MESSAGE_BYTES_MAX);
        assertThat(FrameCodec.write(new Event(ByteString.fromString(most)))).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameCodec.write(new Event(ByteString.fromString(most + "x"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameCodec.write(new Event(ByteString.emptyByteString())));
        assertThatIllegalArgumentException().isThrownBy(() -> new Request(hex("0a1b2c"), HELLO));
    }

    @Test
    void tellsNoKeyByAccident() {
        assertThat(new Request(KEY, HELLO).toString()).doesNotContain("0a1b2c3d", "10, 27", "שלום");
    }

    private static List<TerminalFrame> frames(byte[] bytes) {
        try {
            return new FrameReader().take(ByteString.fromArray(bytes));
        } catch (BrokenFrame e) {
            assertThat(e).hasMessageNotContaining(new String(bytes, UTF_8));
            return List.of();
        }
    }

    private static ByteString hex(String text) {
        return ByteString.fromArray(HexFormat.of().parseHex(text));
    }

    private static String plain(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toArray());
    }
}
