package io.quittance.terminal.frame;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a line, out of its bytes as they come, in whatever pieces. It keeps less than a frame, and nothing of a
 * line that broke; each byte costs the same however it comes. Not thread-safe.
 */
public final class FrameReader {

    private static final byte[] NOTHING = new byte[0];

    /**
     * What is no frame yet, from the front on; room for more behind it. Flat: a rope of single bytes is slow to read.
     */
    private byte[] kept = NOTHING;

    private int size;
    private @Nullable BrokenFrame broken;

    /**
     * What has become whole with these bytes, in order. Throws {@link BrokenFrame} where no frame is, at the next call
     * when there were good ones before it: an answer that came whole counts, whatever came after it.
     */
    public List<TerminalFrame> take(ByteString bytes) throws BrokenFrame {
        List<TerminalFrame> frames = broken == null ? whole(bytes) : List.of();
        if (broken != null && frames.isEmpty()) {
            throw broken;
        }
        return frames;
    }

    private List<TerminalFrame> whole(ByteString bytes) {
        keep(bytes);
        List<TerminalFrame> frames = new ArrayList<>();
        int at = 0;
        try {
            Optional<FrameCodec.Taken> taken = next(at);
            while (taken.isPresent()) {
                frames.add(taken.get().frame());
                at += taken.get().bytes();
                taken = next(at);
            }
        } catch (BrokenFrame e) {
            broken = e;
            at = size;
        }
        forget(at);
        return frames;
    }

    private Optional<FrameCodec.Taken> next(int at) throws BrokenFrame {
        return FrameCodec.read(ByteString.fromArrayUnsafe(kept, at, size - at));
    }

    private void keep(ByteString bytes) {
        int needed = size + bytes.size();
        if (needed > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(needed, 2 * size));
        }
        bytes.copyToArray(kept, size, bytes.size());
        size = needed;
    }

    private void forget(int read) {
        size -= read;
        if (size == 0) {
            kept = NOTHING;
        } else if (read > 0) {
            kept = Arrays.copyOfRange(kept, read, read + size);
        }
    }
}
