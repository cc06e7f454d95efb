package io.quittance.terminal.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The tables of frames as terminals send and get them. */
public final class Frames {

    private Frames() {}

    /** A frame that is refused, and how that is answered: the code, and the id as JSON. */
    record Bad(int code, String id, String frame) {
        @Override
        public String toString() {
            return frame;
        }
    }

    /** Each is written as the codec writes it, so that it comes back byte for byte. */
    static List<String> good() {
        return lines("good-frames.txt");
    }

    static List<Bad> bad() {
        return lines("bad-frames.txt").stream()
                .map(line -> line.split(" +", 3))
                .map(row -> new Bad(Integer.parseInt(row[0]), row[1], row[2]))
                .toList();
    }

    /** All of both tables. */
    public static List<byte[]> bytes() {
        return Stream.concat(good().stream(), bad().stream().map(Bad::frame))
                .map(frame -> frame.getBytes(UTF_8))
                .toList();
    }

    private static List<String> lines(String table) {
        try (InputStream stream = Frames.class.getResourceAsStream("/jsonrpc/" + table)) {
            String text = new String(Objects.requireNonNull(stream, table).readAllBytes(), UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
