package io.quittance.terminal.link;

import io.quittance.terminal.jsonrpc.JsonRpcId;
import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Which answer belongs to which request. Pure. */
final class Answers {

    private Answers() {}

    /** The id that a message answers; null for none. */
    static @Nullable JsonRpcId idOf(JsonRpcMessage message) {
        if (message instanceof JsonRpcMessage.Result result) {
            return result.id();
        }
        return message instanceof JsonRpcMessage.Error error ? error.id() : null;
    }

    /** The answer, when it is one to this request. An error without an id says that the request could not be read. */
    static JsonRpcMessage to(JsonRpcMessage.Request request, JsonRpcMessage message) throws IOException {
        boolean isUnread = message instanceof JsonRpcMessage.Error error && error.id() == null;
        if (isUnread || request.id().equals(idOf(message))) {
            return message;
        }
        throw new IOException("the terminal answered another request");
    }
}
