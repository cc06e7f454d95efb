package io.quittance.terminal.frame;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The frames of a line, out of its bytes as they come, in whatever pieces. Not thread-safe. */
public final class FrameReader {

    private ByteString rest = ByteString.emptyByteString();

    /**
     * What has become whole with these bytes, in order. Throws {@link BrokenFrame} where no frame is, at the next call
     * when there were good ones before it: an answer that came whole counts, whatever came after it.
     */
    public List<TerminalFrame> take(ByteString bytes) throws BrokenFrame {
        rest = rest.concat(bytes);
        List<TerminalFrame> frames = new ArrayList<>();
        Optional<FrameCodec.Taken> taken = next(frames);
        while (taken.isPresent()) {
            frames.add(taken.get().frame());
            rest = rest.drop(taken.get().bytes()).compact();
            taken = next(frames);
        }
        return frames;
    }

    private Optional<FrameCodec.Taken> next(List<TerminalFrame> before) throws BrokenFrame {
        try {
            return FrameCodec.read(rest);
        } catch (BrokenFrame e) {
            if (before.isEmpty()) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
