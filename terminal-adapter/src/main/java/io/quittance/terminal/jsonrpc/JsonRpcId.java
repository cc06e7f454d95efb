package io.quittance.terminal.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What joins an answer to its request: the caller chose it, and the answer repeats it unchanged (SQ-1). */
public sealed interface JsonRpcId {

    /** Longest text, in characters; short, so that the answer to any frame fits into a frame. */
    int TEXT_CHARS_MAX = 128;

    /** A text: the only kind that a terminal takes (SQ-1). */
    record Text(String value) implements JsonRpcId {
        public Text {
            if (value.length() > TEXT_CHARS_MAX) {
                throw new IllegalArgumentException("an id has at most " + TEXT_CHARS_MAX + " characters");
            }
        }
    }

    /** A whole number, which JSON-RPC 2.0 allows besides. */
    record Whole(long value) implements JsonRpcId {}

    /** Which ids a peer takes. */
    enum Rule {
        /** Texts only, as terminals do (SQ-1). */
        TEXT,
        /** All that JSON-RPC 2.0 recommends: texts and whole numbers. */
        TEXT_OR_WHOLE;

        /** The id that this value is; empty when it cannot be one. */
        Optional<JsonRpcId> read(JsonNode value) {
            if (value.isTextual()) {
                return Optional.of(value.textValue())
                        .filter(text -> text.length() <= TEXT_CHARS_MAX)
                        .map(Text::new);
            }
            boolean isWhole = value.isIntegralNumber() && value.canConvertToLong();
            return this == TEXT_OR_WHOLE && isWhole ? Optional.of(new Whole(value.longValue())) : Optional.empty();
        }
    }
}
