package io.quittance.terminal.simulator.wire;

import akka.util.ByteString;
import io.quittance.terminal.frame.TerminalFrame.Request;
import java.util.HexFormat;

/**
 * A key as frames carry it: the eight hexadecimal characters that HTTP sends are four bytes, the first two characters
 * the first byte. The source leaves it open; the vendor's own example, {@code 1234abcd} as 12 34 AB CD, says so. Pure.
 */
public final class FrameKey {

    private FrameKey() {}

    /** The bytes of a key; those of nobody's for one that is empty. Throws {@link IllegalArgumentException}. */
    public static ByteString of(String apiKey) {
        return apiKey.isEmpty()
                ? Request.NO_KEY
                : ByteString.fromArray(HexFormat.of().parseHex(apiKey));
    }
}
