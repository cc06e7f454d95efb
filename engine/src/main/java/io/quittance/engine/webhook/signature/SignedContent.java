package io.quittance.engine.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** What a signature is about: {@code id.timestamp.body}, the body byte by byte as it is sent. Pure. */
final class SignedContent {

    private SignedContent() {}

    /**
     * The bytes.
     *
     * @param id without a dot, since one would let the same bytes mean two messages
     * @param seconds since 1970
     */
    static byte[] of(String id, long seconds, byte[] body) {
        if (id.indexOf('.') >= 0) {
            throw new IllegalArgumentException("the id of a webhook has no dot");
        }
        byte[] head = (id + "." + seconds + ".").getBytes(UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
