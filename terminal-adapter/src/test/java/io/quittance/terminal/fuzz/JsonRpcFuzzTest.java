package io.quittance.terminal.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.quittance.terminal.jsonrpc.Frames;
import io.quittance.terminal.jsonrpc.JsonRpcCodec;
import io.quittance.terminal.jsonrpc.JsonRpcId.Rule;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.jsonrpc.MalformedFrame;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: no frame does anything but become a message or a {@link MalformedFrame}, and what became a message is written
 * the same way for ever. Method: Jazzer's corpus and the tables of frames; mutants of the tables; a failure names its
 * frame.
 */
final class JsonRpcFuzzTest {

    private static final int MUTANTS = 5_000;
    private static final List<byte[]> TOKENS = """
            { } [ ] : , " \\ \\u00e9 \\ud83d null true 0 - 1e9 1E e-999999999 .5 99999999999999999999 "id":
            "jsonrpc":"2.0", "result":1, "error":{"code":1,"message":""} ש 💳 \0 \uFEFF
            """.lines()
            .flatMap(line -> Stream.of(line.split(" ")))
            .map(token -> token.getBytes(UTF_8))
            .toList();

    @DictionaryEntries({
        "\"jsonrpc\":\"2.0\",",
        "\"id\":\"1\",",
        "\"method\":\"m\"",
        "\"params\":[",
        "\"result\":",
        "\"error\":{",
        "\"code\":1",
        "\"message\":\"\"",
        "\"data\":",
        "null",
        "\\ud83d",
        "\\u0000",
        "1e9",
        "99999999999999999999"
    })
    @MethodSource("io.quittance.terminal.jsonrpc.Frames#bytes")
    @FuzzTest
    void isAMessageOrMalformed(byte[] frame) {
        isMessage(frame, Rule.TEXT);
        isMessage(frame, Rule.TEXT_OR_WHOLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20261121, 32700})
    void aMutatedFrameIsAMessageOrMalformed(long number) {
        Mutants mutants = new Mutants(Frames.bytes(), TOKENS, number);
        int messages = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] frame = mutants.next();
            messages += isMessage(frame, Rule.TEXT) ? 1 : 0;
            isMessage(frame, Rule.TEXT_OR_WHOLE);
        }
        assertThat(messages).as("mutants that are messages").isBetween(MUTANTS / 100, MUTANTS / 2);
    }

    private static boolean isMessage(byte[] frame, Rule ids) {
        JsonRpcCodec codec = new JsonRpcCodec(ids);
        try {
            JsonRpcMessage message = codec.read(frame);
            byte[] written = codec.write(message);
            JsonRpcMessage again = codec.read(written);
            if (!again.equals(message) || !new String(codec.write(again), UTF_8).equals(new String(written, UTF_8))) {
                throw new AssertionError("is read otherwise when written: " + shown(frame));
            }
            return true;
        } catch (MalformedFrame e) {
            codec.write(e.answer());
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(shown(frame), e);
        }
    }

    private static String shown(byte[] frame) {
        return "frame " + HexFormat.of().formatHex(frame) + ", which is " + new String(frame, UTF_8);
    }
}
