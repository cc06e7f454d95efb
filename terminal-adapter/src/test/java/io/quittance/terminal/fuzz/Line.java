package io.quittance.terminal.fuzz;

import akka.util.ByteString;
import io.quittance.terminal.frame.BrokenFrame;
import io.quittance.terminal.frame.FrameReader;
import io.quittance.terminal.frame.TerminalFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reader made of a line's bytes.
 *
 * @param isBroken whether it ended as no frame
 */
record Line(List<TerminalFrame> frames, boolean isBroken) {

    /** Reads the bytes in pieces of that size, and one empty piece, which tells what is known by then. */
    static Line read(ByteString bytes, int piece) {
        FrameReader reader = new FrameReader();
        List<TerminalFrame> frames = new ArrayList<>();
        try {
            for (int at = 0; at < bytes.size(); at += piece) {
                frames.addAll(reader.take(bytes.slice(at, Math.min(bytes.size(), at + piece))));
            }
            reader.take(ByteString.emptyByteString());
            return new Line(frames, false);
        } catch (BrokenFrame e) {
            return new Line(frames, true);
        }
    }
}
