package io.quittance.api.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a server with hooks tells of its orders, in memory that outlives it: a file that both processes map. The server
 * writes each order's phase as it is reached; the campaign reads it after the kill. The other way round the campaign
 * says at which phase orders are to be held, so that a kill finds them there. Safe for any thread.
 */
public final class PhaseFile {

    private static final int BYTES = 32 * 1_024 * 1_024;
    private static final int HOLD_AT = 0;
    private static final int LINES_FROM = 64;

    private final MappedByteBuffer memory;
    private final AtomicInteger end = new AtomicInteger(LINES_FROM);

    private PhaseFile(MappedByteBuffer memory) {
        this.memory = memory;
    }

    /** Maps a file, which is made when it is not there. */
    public static PhaseFile map(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new PhaseFile(channel.map(MapMode.READ_WRITE, 0, BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot map " + file, e);
        }
    }

    /** Notes that an order has reached a phase. What does not fit any more is not noted. */
    public void note(Phase phase, String reference) {
        byte[] line = (phase + " " + reference + "\n").getBytes(StandardCharsets.US_ASCII);
        int at = end.getAndAdd(line.length);
        if (at + line.length < BYTES) {
            memory.put(at, line);
        }
    }

    /** From now on orders that reach this phase are to be held there; null for none. */
    void hold(@Nullable Phase phase) {
        memory.put(HOLD_AT, (byte) (phase == null ? 0 : phase.ordinal()));
    }

    /** Whether orders are to be held at this phase. */
    public boolean isHeld(Phase phase) {
        return memory.get(HOLD_AT) == phase.ordinal() && phase != Phase.P0;
    }

    /** How many orders have come to this phase and no further; of a living writer, about how many. */
    long at(Phase phase) {
        return last().values().stream().filter(phase::equals).count();
    }

    /** The last phase of each order, by its reference. Of a living writer the last line may be missing. */
    Map<String, Phase> last() {
        int length = LINES_FROM;
        while (length < BYTES && memory.get(length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length - LINES_FROM];
        memory.get(LINES_FROM, bytes);
        Map<String, Phase> last = new HashMap<>();
        for (String line : new String(bytes, StandardCharsets.US_ASCII).split("\n", -1)) {
            int space = line.indexOf(' ');
            if (space == 2) {
                last.merge(line.substring(space + 1), Phase.valueOf(line.substring(0, space)), PhaseFile::later);
            }
        }
        return last;
    }

    private static Phase later(Phase one, Phase other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
