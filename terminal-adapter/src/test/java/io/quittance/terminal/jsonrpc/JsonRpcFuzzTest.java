package io.quittance.terminal.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.terminal.jsonrpc.JsonRpcId.Rule;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: no frame does anything but become a message or a {@link MalformedFrame}, and what became a message is written
 * the same way for ever. Method: seeded mutations of the frames of the tables; a failure names its frame.
 */
final class JsonRpcFuzzTest {

    private static final int FRAMES_PER_SEED = 5_000;
    private static final byte[][] SEEDS =
            bytes(Stream.concat(Frames.good().stream(), Frames.bad().stream().map(Frames.Bad::frame)));
    private static final byte[][] TOKENS = bytes("""
            { } [ ] : , " \\ \\u00e9 \\ud83d null true 0 - 1e9 1E e-999999999 .5 99999999999999999999 "id":
            "jsonrpc":"2.0", "result":1, "error":{"code":1,"message":""} ש 💳 \0 \uFEFF
            """.lines().flatMap(line -> Stream.of(line.split(" "))));

    @ParameterizedTest
    @ValueSource(longs = {1, 20261121, 32700})
    void aMutatedFrameIsAMessageOrMalformed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int messages = 0;
        for (int i = 0; i < FRAMES_PER_SEED; i++) {
            byte[] frame = SEEDS[random.nextInt(SEEDS.length)];
            for (int left = random.nextInt(1, 4); left > 0; left--) {
                frame = mutate(frame, random);
            }
            messages += isMessage(frame, JsonRpcCodec.ofTerminals()) ? 1 : 0;
            isMessage(frame, new JsonRpcCodec(Rule.TEXT_OR_WHOLE));
        }
        assertThat(messages).as("mutants that are messages").isBetween(FRAMES_PER_SEED / 100, FRAMES_PER_SEED / 2);
    }

    private static byte[][] bytes(Stream<String> texts) {
        return texts.map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    private static boolean isMessage(byte[] frame, JsonRpcCodec codec) {
        try {
            byte[] written = codec.write(codec.read(frame));
            assertThat(codec.write(codec.read(written))).as(shown(frame)).isEqualTo(written);
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

    private static byte[] mutate(byte[] frame, SplittableRandom random) {
        if (frame.length == 0) {
            return SEEDS[random.nextInt(SEEDS.length)];
        }
        int from = random.nextInt(frame.length);
        int to = Math.min(frame.length, from + random.nextInt(1, 9));
        return switch (random.nextInt(6)) {
            case 0 -> spliced(frame, from, new byte[] {(byte) random.nextInt(256)}, from + 1);
            case 1 -> spliced(frame, from, new byte[0], to);
            case 2 -> spliced(frame, from, TOKENS[random.nextInt(TOKENS.length)], from);
            case 3 -> spliced(frame, from, TOKENS[random.nextInt(TOKENS.length)], to);
            case 4 -> spliced(frame, from, Arrays.copyOfRange(frame, from, to), from);
            default -> tailOfAnother(frame, from, random);
        };
    }

    private static byte[] tailOfAnother(byte[] frame, int from, SplittableRandom random) {
        byte[] other = SEEDS[random.nextInt(SEEDS.length)];
        byte[] tail = Arrays.copyOfRange(other, random.nextInt(other.length), other.length);
        return spliced(frame, from, tail, frame.length);
    }

    /** The frame with what is between two places replaced. */
    private static byte[] spliced(byte[] frame, int from, byte[] middle, int to) {
        byte[] whole = Arrays.copyOf(frame, from + middle.length + frame.length - to);
        System.arraycopy(middle, 0, whole, from, middle.length);
        System.arraycopy(frame, to, whole, from + middle.length, frame.length - to);
        return whole;
    }
}
