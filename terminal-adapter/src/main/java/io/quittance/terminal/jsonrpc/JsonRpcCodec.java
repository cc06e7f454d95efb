package io.quittance.terminal.jsonrpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages to frames and back, strictly: one message per frame and no batch, version 2.0, no member that the message
 * does not have, exactly one of result and error. An id is there unless the message is a notification, and it is null
 * in an error only. Whatever else comes is a {@link MalformedFrame} (SQ-1), and no other exception is thrown.
 *
 * <p>Texts are kept as they are, in every script. Whether a method is known and its parameters are good (SQ-1, SQ-3) is
 * for the receiver to say. Immutable; safe for any thread.
 */
public final class JsonRpcCodec {

    private static final String VERSION = "2.0";
    private static final Set<String> OF_A_CALL = Set.of("jsonrpc", "id", "method", "params");
    private static final Set<String> OF_A_RESULT = Set.of("jsonrpc", "id", "result");
    private static final Set<String> OF_AN_ERROR = Set.of("jsonrpc", "id", "error");
    private static final Set<String> IN_AN_ERROR = Set.of("code", "message", "data");

    private final JsonRpcId.Rule ids;

    /** A codec that takes and gives ids of this kind only. */
    public JsonRpcCodec(JsonRpcId.Rule ids) {
        this.ids = ids;
    }

    /** The codec of terminals: an id is a text (SQ-1). */
    public static JsonRpcCodec ofTerminals() {
        return new JsonRpcCodec(JsonRpcId.Rule.TEXT);
    }

    /** The message of a frame. */
    public JsonRpcMessage read(byte[] frame) throws MalformedFrame {
        if (!(StrictJson.read(frame) instanceof ObjectNode members)) {
            throw MalformedFrame.invalid("a frame is one object; there are no batches", null);
        }
        JsonNode id = members.path("id");
        Frame read = new Frame(members, id, ids.read(id).orElse(null));
        read.demand(members.path("jsonrpc").equals(text(VERSION)), "jsonrpc is \"2.0\"");
        if (members.has("method")) {
            return read.call();
        } else if (members.has("result")) {
            return read.result();
        }
        read.demand(members.has("error"), "a message has a method, a result or an error");
        return read.error();
    }

    /**
     * The frame of a message. It was read back first, so the peer can read it too; throws
     * {@link IllegalArgumentException} for a message that is beyond the bounds or has the wrong kind of id.
     */
    public byte[] write(JsonRpcMessage message) {
        try {
            byte[] frame = StrictJson.write(tree(message));
            read(frame);
            return frame;
        } catch (JsonProcessingException | MalformedFrame e) {
            throw new IllegalArgumentException("a message that no peer could read: " + message, e);
        }
    }

    /** A frame's members and its id: as sent, and as usable or null. */
    private record Frame(
            ObjectNode members, JsonNode sentId, @Nullable JsonRpcId id) {

        private void demand(boolean isSo, String rule) throws MalformedFrame {
            if (!isSo) {
                throw MalformedFrame.invalid(rule, id);
            }
        }

        private void demandOnly(Set<String> names, JsonNode object) throws MalformedFrame {
            demand(object.propertyStream().allMatch(member -> names.contains(member.getKey())), "no unknown member");
        }

        private JsonRpcMessage call() throws MalformedFrame {
            demandOnly(OF_A_CALL, members);
            String method = members.path("method").asText();
            JsonNode params = members.get("params");
            demand(members.path("method").isTextual() && !method.isEmpty(), "method is a text that is not empty");
            demand(params == null || params.isContainerNode(), "params is an object or an array");
            return sentId.isMissingNode()
                    ? new JsonRpcMessage.Notification(method, params)
                    : new JsonRpcMessage.Request(usableId(), method, params);
        }

        private JsonRpcMessage result() throws MalformedFrame {
            demandOnly(OF_A_RESULT, members);
            return new JsonRpcMessage.Result(usableId(), members.path("result"));
        }

        private JsonRpcMessage error() throws MalformedFrame {
            demandOnly(OF_AN_ERROR, members);
            JsonNode error = members.path("error");
            demand(error.isObject(), "error is an object");
            demandOnly(IN_AN_ERROR, error);
            JsonNode code = error.path("code");
            JsonNode message = error.path("message");
            demand(code.isIntegralNumber() && code.canConvertToInt(), "an error's code is a whole number");
            demand(message.isTextual(), "an error's message is a text");
            return new JsonRpcMessage.Error(
                    sentId.isNull() ? null : usableId(), code.intValue(), message.textValue(), error.get("data"));
        }

        private JsonRpcId usableId() throws MalformedFrame {
            if (id == null) {
                throw MalformedFrame.invalid("an id is required here, of the kind that this peer takes", null);
            }
            return id;
        }
    }

    private static ObjectNode tree(JsonRpcMessage message) {
        if (message instanceof JsonRpcMessage.Request request) {
            return call(request.id(), request.method(), request.params());
        } else if (message instanceof JsonRpcMessage.Notification notification) {
            return call(null, notification.method(), notification.params());
        } else if (message instanceof JsonRpcMessage.Result result) {
            return message(result.id()).set("result", result.value());
        }
        return error((JsonRpcMessage.Error) message);
    }

    private static ObjectNode call(@Nullable JsonRpcId id, String method, @Nullable JsonNode params) {
        ObjectNode call = id == null ? message() : message(id);
        call.put("method", method);
        return params == null ? call : call.set("params", params);
    }

    private static ObjectNode error(JsonRpcMessage.Error message) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("code", message.code()).put("message", message.message());
        if (message.data() != null) {
            error.set("data", message.data());
        }
        ObjectNode whole = message.id() == null ? message().putNull("id") : message(message.id());
        return whole.set("error", error);
    }

    private static ObjectNode message() {
        return JsonNodeFactory.instance.objectNode().put("jsonrpc", VERSION);
    }

    private static ObjectNode message(JsonRpcId id) {
        return id instanceof JsonRpcId.Text name
                ? message().put("id", name.value())
                : message().put("id", ((JsonRpcId.Whole) id).value());
    }

    private static JsonNode text(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }
}
