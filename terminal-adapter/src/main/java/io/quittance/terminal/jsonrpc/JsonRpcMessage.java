package io.quittance.terminal.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One message of JSON-RPC 2.0. A message that exists is a legal one. The JSON values in it belong to it: nobody changes
 * them.
 */
public sealed interface JsonRpcMessage {

    /**
     * Do this, and answer.
     *
     * @param params an object or an array, or null when there are none
     */
    record Request(JsonRpcId id, String method, @Nullable JsonNode params) implements JsonRpcMessage {
        public Request {
            demandCall(method, params);
        }

        /** Redacted: parameters may hold a card number or a terminal's key. */
        @Override
        public String toString() {
            return "Request[" + id + ", " + method + "]";
        }
    }

    /**
     * This happened; there is no answer. What a terminal calls an event.
     *
     * @param params an object or an array, or null when there are none
     */
    record Notification(String method, @Nullable JsonNode params) implements JsonRpcMessage {
        public Notification {
            demandCall(method, params);
        }

        /** Redacted, as a request is. */
        @Override
        public String toString() {
            return "Notification[" + method + "]";
        }
    }

    /** The request was carried out. What it says about money is in the value; JSON null is a value. */
    record Result(JsonRpcId id, JsonNode value) implements JsonRpcMessage {

        /** Redacted, as a request is. */
        @Override
        public String toString() {
            return "Result[" + id + "]";
        }
    }

    /**
     * The request was not carried out at all.
     *
     * @param id whose request; null when the peer could not tell
     * @param code the reason; the numbers from -32768 to -32000 are JSON-RPC's own
     * @param data more about it, or null when there is none
     */
    record Error(
            @Nullable JsonRpcId id,
            int code,
            String message,
            @Nullable JsonNode data) implements JsonRpcMessage {

        /** The frame was no JSON. */
        public static final int PARSE_ERROR = -32_700;

        /** The frame was JSON and no legal message. */
        public static final int INVALID_REQUEST = -32_600;

        /** The method is not known. */
        public static final int METHOD_NOT_FOUND = -32_601;

        /** Redacted, as a request is. */
        @Override
        public String toString() {
            return "Error[" + id + ", " + code + "]";
        }
    }

    private static void demandCall(String method, @Nullable JsonNode params) {
        if (method.isEmpty()) {
            throw new IllegalArgumentException("a method has a name");
        }
        if (params != null && !params.isContainerNode()) {
            throw new IllegalArgumentException("parameters are an object or an array");
        }
    }
}
