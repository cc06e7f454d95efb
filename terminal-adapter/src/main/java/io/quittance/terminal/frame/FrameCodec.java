package io.quittance.terminal.frame;

import akka.util.ByteString;
import akka.util.ByteStringBuilder;
import io.quittance.engine.Limits;
import io.quittance.terminal.frame.TerminalFrame.Carrier;
import io.quittance.terminal.frame.TerminalFrame.Event;
import io.quittance.terminal.frame.TerminalFrame.Refused;
import io.quittance.terminal.frame.TerminalFrame.Request;
import io.quittance.terminal.frame.TerminalFrame.Response;
import io.quittance.terminal.frame.TerminalFrame.Sign;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Frames to bytes and back (source-systems 5.1):
 *
 * <pre>
 * 02  type  body  03
 *
 * 01 request      key (4)  length (4)  message  checksum (2)
 * 02 response              length (4)  message  checksum (2)
 * 03 event                 length (4)  message  checksum (2)
 * 04 keep-alive   05 ack   nothing
 * 06 refused      code (1)
 * </pre>
 *
 * <p>Numbers are big-endian; of the checksum the source does not say so. Pure.
 */
public final class FrameCodec {

    static final byte BEGIN = 0x02;
    static final byte END = 0x03;

    private static final int LENGTH_BYTES = 4;
    /** Begin, type. */
    private static final int HEAD = 2;

    /** What kinds of frames there are. */
    private enum Kind {
        REQUEST(1, Request.KEY_BYTES, true),
        RESPONSE(2, 0, true),
        EVENT(3, 0, true),
        KEEP_ALIVE(4, 0, false),
        ACK(5, 0, false),
        REFUSED(6, 1, false);

        private final byte code;
        private final int before;
        private final boolean hasMessage;

        /** @param before bytes of the body before its length */
        Kind(int code, int before, boolean hasMessage) {
            this.code = (byte) code;
            this.before = before;
            this.hasMessage = hasMessage;
        }

        static Kind of(byte code) throws BrokenFrame {
            return Arrays.stream(values())
                    .filter(kind -> kind.code == code)
                    .findFirst()
                    .orElseThrow(() -> new BrokenFrame(Refused.INVALID_TYPE, "a frame of an unknown type: " + code));
        }
    }

    /** A frame and how many bytes it took. */
    record Taken(TerminalFrame frame, int bytes) {}

    private FrameCodec() {}

    /** The bytes of a frame. Throws {@link IllegalArgumentException} for a message that is too long or empty. */
    public static ByteString write(TerminalFrame frame) {
        if (frame instanceof Request request) {
            return carrier(Kind.REQUEST, request.key(), request);
        } else if (frame instanceof Response response) {
            return carrier(Kind.RESPONSE, ByteString.emptyByteString(), response);
        } else if (frame instanceof Event event) {
            return carrier(Kind.EVENT, ByteString.emptyByteString(), event);
        } else if (frame instanceof Refused refused) {
            return ByteString.fromArray(new byte[] {BEGIN, Kind.REFUSED.code, (byte) refused.code(), END});
        }
        Kind kind = frame == Sign.ACK ? Kind.ACK : Kind.KEEP_ALIVE;
        return ByteString.fromArray(new byte[] {BEGIN, kind.code, END});
    }

    private static ByteString carrier(Kind kind, ByteString before, Carrier carrier) {
        int length = carrier.message().size();
        if (length < 1 || length > Limits.TERMINAL_MESSAGE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a message has 1 to " + Limits.TERMINAL_MESSAGE_BYTES_MAX + " bytes, not " + length);
        }
        ByteString summed = new ByteStringBuilder()
                .putInt(length, ByteOrder.BIG_ENDIAN)
                .append(carrier.message())
                .result();
        return new ByteStringBuilder()
                .putByte(BEGIN)
                .putByte(kind.code)
                .append(before)
                .append(summed)
                .putShort(Checksum.of(summed), ByteOrder.BIG_ENDIAN)
                .putByte(END)
                .result();
    }

    /** The first frame of what has come; empty while it is not whole. */
    static Optional<Taken> read(ByteString come) throws BrokenFrame {
        if (!come.isEmpty() && come.apply(0) != BEGIN) {
            throw new BrokenFrame(Refused.INVALID_MESSAGE, "a frame begins with 02");
        } else if (come.size() < HEAD) {
            return Optional.empty();
        }
        Kind kind = Kind.of(come.apply(1));
        return kind.hasMessage ? readCarrier(kind, come) : readSign(kind, come);
    }

    private static Optional<Taken> readSign(Kind kind, ByteString come) throws BrokenFrame {
        int whole = HEAD + kind.before + 1;
        if (come.size() < whole) {
            return Optional.empty();
        }
        demandEnd(come, whole);
        TerminalFrame sign =
                switch (kind) {
                    case KEEP_ALIVE -> Sign.KEEP_ALIVE;
                    case ACK -> Sign.ACK;
                    default -> refused(come.apply(HEAD));
                };
        return Optional.of(new Taken(sign, whole));
    }

    private static TerminalFrame refused(byte code) throws BrokenFrame {
        return Arrays.stream(Refused.values())
                .filter(reason -> reason.code() == code)
                .findFirst()
                .orElseThrow(() -> new BrokenFrame(Refused.INVALID_MESSAGE, "a refusal of an unknown code: " + code));
    }

    private static Optional<Taken> readCarrier(Kind kind, ByteString come) throws BrokenFrame {
        int lengthAt = HEAD + kind.before;
        int messageAt = lengthAt + LENGTH_BYTES;
        if (come.size() < messageAt) {
            return Optional.empty();
        }
        int length = come.slice(lengthAt, messageAt).asByteBuffer().getInt();
        if (length < 1 || length > Limits.TERMINAL_MESSAGE_BYTES_MAX) {
            throw new BrokenFrame(
                    Refused.WRONG_LENGTH, "a message has 1 to " + Limits.TERMINAL_MESSAGE_BYTES_MAX + " bytes");
        }
        int sumAt = messageAt + length;
        int whole = sumAt + Checksum.BYTES + 1;
        if (come.size() < whole) {
            return Optional.empty();
        }
        demandEnd(come, whole);
        int sum = come.slice(sumAt, sumAt + Checksum.BYTES).asByteBuffer().getShort() & 0xFFFF;
        if (sum != Checksum.of(come.slice(lengthAt, sumAt))) {
            throw new BrokenFrame(Refused.WRONG_CHECKSUM, "the checksum is wrong");
        }
        ByteString message = come.slice(messageAt, sumAt).compact();
        TerminalFrame frame =
                switch (kind) {
                    case REQUEST -> new Request(come.slice(HEAD, lengthAt).compact(), message);
                    case RESPONSE -> new Response(message);
                    default -> new Event(message);
                };
        return Optional.of(new Taken(frame, whole));
    }

    private static void demandEnd(ByteString come, int whole) throws BrokenFrame {
        if (come.apply(whole - 1) != END) {
            throw new BrokenFrame(Refused.WRONG_LENGTH, "a frame ends with 03, where its length says");
        }
    }
}
