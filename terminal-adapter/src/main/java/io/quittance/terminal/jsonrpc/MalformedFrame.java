package io.quittance.terminal.jsonrpc;

import org.jspecify.annotations.Nullable;

/**
 * A frame that is no legal message. Its text says what is wrong and never quotes the frame, which may hold a card
 * number. To a server it is a request to be answered with {@link #answer}; to a client it is no answer at all, so the
 * outcome of what it asked for is as unknown as before.
 */
public final class MalformedFrame extends Exception {

    private static final long serialVersionUID = 1;

    private final transient JsonRpcMessage.Error answer;

    private MalformedFrame(int code, String message, @Nullable JsonRpcId id) {
        super(message);
        this.answer = new JsonRpcMessage.Error(id, code, message, null);
    }

    /** Not JSON: its id cannot be known. */
    static MalformedFrame notJson(String why) {
        return new MalformedFrame(JsonRpcMessage.Error.PARSE_ERROR, "Parse error: " + why, null);
    }

    /** JSON, and no legal message. */
    static MalformedFrame invalid(String why, @Nullable JsonRpcId id) {
        return new MalformedFrame(JsonRpcMessage.Error.INVALID_REQUEST, "Invalid Request: " + why, id);
    }

    /** What a server answers (SQ-1): -32700 with a null id, or -32600 with the id where a usable one was found. */
    public JsonRpcMessage.Error answer() {
        return answer;
    }
}
