package io.quittance.api.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One HTTP/1.1 answer as it lies in a receive buffer: status, the three headers that matter here, and the body by
 * {@code Content-Length}. Reused for every answer of a connection; valid until the next one is read.
 */
final class HttpAnswer {

    private static final byte[] CONTENT_LENGTH = ascii("content-length:");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding:");
    private static final byte[] CONNECTION = ascii("connection: close");
    private static final byte[] REPLAYED = ascii("idempotent-replayed: true");
    private static final byte[] PROTOCOL = ascii("http/1.1 ");
    private static final int UNKNOWN = -1;
    private static final int NUMBER_MAX = 100_000_000;

    private byte[] bytes = new byte[0];
    private int status;
    private boolean replayed;
    private boolean closing;
    private int bodyStart;
    private int bodyLength;

    /**
     * Reads the first {@code filled} bytes.
     *
     * @return whether they are a whole answer; if not, call again with more
     * @throws IOException when they are none that is understood here, or more than one
     */
    boolean read(byte[] buffer, int filled) throws IOException {
        bytes = buffer;
        replayed = false;
        closing = false;
        bodyLength = UNKNOWN;
        int line = 0;
        for (int end = lineEnd(0, filled); end >= 0; end = lineEnd(line, filled)) {
            if (end - line <= 1) {
                return wholeBody(end + 1, filled);
            }
            if (line == 0) {
                readStatus(end);
            } else {
                readHeader(line, end);
            }
            line = end + 1;
        }
        return false;
    }

    int status() {
        return status;
    }

    /** Whether {@code Idempotent-Replayed: true} was sent. */
    boolean replayed() {
        return replayed;
    }

    /** Whether the server closes the connection after this answer. */
    boolean closing() {
        return closing;
    }

    boolean bodyEquals(byte[] expected) {
        return Arrays.equals(bytes, bodyStart, bodyStart + bodyLength, expected, 0, expected.length);
    }

    /** Whether the body holds these bytes. */
    boolean bodyHolds(byte[] part) {
        return indexOf(part, bodyStart) >= 0;
    }

    /** Whether the first member of that name in the body, a JSON text, has that text as its value. */
    boolean firstMemberIs(byte[] quotedName, byte[] quotedValue) {
        int name = indexOf(quotedName, bodyStart);
        if (name < 0) {
            return false;
        }
        int at = name + quotedName.length;
        int end = bodyStart + bodyLength;
        while (at < end && (bytes[at] == ':' || bytes[at] == ' ')) {
            at++;
        }
        return at + quotedValue.length <= end
                && Arrays.equals(bytes, at, at + quotedValue.length, quotedValue, 0, quotedValue.length);
    }

    /** The body as text. */
    String text() {
        return new String(bytes, bodyStart, bodyLength, StandardCharsets.UTF_8);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private boolean wholeBody(int start, int filled) throws IOException {
        if (bodyLength == UNKNOWN) {
            throw new IOException("an answer without Content-Length");
        }
        if (filled - start > bodyLength) {
            throw new IOException("more bytes than one answer");
        }
        bodyStart = start;
        return filled - start == bodyLength;
    }

    private void readStatus(int end) throws IOException {
        if (end < PROTOCOL.length + 3 || !startsWith(0, end, PROTOCOL)) {
            throw new IOException("not an HTTP/1.1 answer");
        }
        status = number(PROTOCOL.length, PROTOCOL.length + 3);
    }

    private void readHeader(int line, int end) throws IOException {
        switch (bytes[line] | 0x20) {
            case 'c' -> {
                if (startsWith(line, end, CONTENT_LENGTH)) {
                    bodyLength = number(line + CONTENT_LENGTH.length, end);
                } else if (startsWith(line, end, CONNECTION)) {
                    closing = true;
                }
            }
            case 't' -> {
                if (startsWith(line, end, TRANSFER_ENCODING)) {
                    throw new IOException("an answer with Transfer-Encoding");
                }
            }
            case 'i' -> replayed |= startsWith(line, end, REPLAYED);
            default -> {}
        }
    }

    private int lineEnd(int from, int filled) {
        for (int i = from; i < filled; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean startsWith(int from, int end, byte[] lowerCase) {
        if (end - from < lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            int actual = bytes[from + i];
            if ((actual >= 'A' && actual <= 'Z' ? actual | 0x20 : actual) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int end) throws IOException {
        int value = 0;
        for (int i = from; i < end; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9' && value < NUMBER_MAX) {
                value = 10 * value + bytes[i] - '0';
            } else if (bytes[i] != ' ' && bytes[i] != '\r') {
                throw new IOException("not a number in the answer's head");
            }
        }
        return value;
    }

    private int indexOf(byte[] part, int from) {
        int last = bodyStart + bodyLength - part.length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == part[0] && Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
