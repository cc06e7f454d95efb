package io.quittance.terminal.frame;

import akka.util.ByteString;

/** One frame of a terminal's line. A message in it is JSON-RPC in UTF-8, not looked at here. Immutable. */
public sealed interface TerminalFrame {

    /** A frame with a message in it. */
    sealed interface Carrier extends TerminalFrame {

        /** The message's bytes. */
        ByteString message();
    }

    /**
     * To the terminal: do this.
     *
     * @param key who asks: four bytes, zeros before the pairing
     */
    record Request(ByteString key, ByteString message) implements Carrier {

        /** How long a key is, in bytes. */
        public static final int KEY_BYTES = 4;

        /** Nobody's key, for the pairing itself. */
        public static final ByteString NO_KEY = ByteString.fromArray(new byte[KEY_BYTES]);

        public Request {
            if (key.size() != KEY_BYTES) {
                throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
            }
        }

        /** Redacted: it holds a key. */
        @Override
        public String toString() {
            return "Request[" + message.size() + " bytes]";
        }
    }

    /** From the terminal: the answer to a request; which one, the message says. */
    record Response(ByteString message) implements Carrier {

        /** Redacted: a message may hold a key. */
        @Override
        public String toString() {
            return "Response[" + message.size() + " bytes]";
        }
    }

    /** From the terminal: this happened. */
    record Event(ByteString message) implements Carrier {

        /** Redacted, as an answer is. */
        @Override
        public String toString() {
            return "Event[" + message.size() + " bytes]";
        }
    }

    /** A frame that is a sign only. */
    enum Sign implements TerminalFrame {
        /** Is somebody there? */
        KEEP_ALIVE,
        /** I am; or, it came. */
        ACK
    }

    /** From the terminal: a frame was refused. It does not say which, so what was asked for is unknown. */
    enum Refused implements TerminalFrame {
        INVALID_MESSAGE(1),
        INVALID_TYPE(2),
        WRONG_CHECKSUM(3),
        WRONG_LENGTH(4),
        NOT_AUTHENTICATED(5);

        private final int code;

        Refused(int code) {
            this.code = code;
        }

        /** As it travels. */
        public int code() {
            return code;
        }
    }
}
