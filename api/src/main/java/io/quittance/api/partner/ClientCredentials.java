package io.quittance.api.partner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.id.IdSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** The name and the secret with which the provider gets a token from us. Never shown by accident. */
public record ClientCredentials(String clientId, String clientSecret) {

    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    /** Reads the file, or makes it with a fresh secret; only its owner may read it. */
    public static ClientCredentials open(Path file, IdSource ids) {
        String text = OwnFile.readOrMake(file, () -> fresh(ids));
        return parse(text).orElseThrow(() -> new IllegalStateException(file + " holds no clientId and clientSecret"));
    }

    /** What such a file holds now; throws {@link IOException} when it is not there or holds something else. */
    public static ClientCredentials read(Path file) throws IOException {
        return parse(Files.readString(file)).orElseThrow(() -> new IOException(file + " holds no credentials"));
    }

    private static String fresh(IdSource ids) {
        ObjectNode fresh = PartnerJson.object()
                .put("clientId", "psp-" + HexFormat.of().formatHex(ids.bytes(ID_BYTES)))
                .put("clientSecret", HexFormat.of().formatHex(ids.bytes(SECRET_BYTES)));
        return new String(PartnerJson.bytes(fresh), StandardCharsets.UTF_8);
    }

    private static Optional<ClientCredentials> parse(String text) {
        return PartnerJson.read(text.getBytes(StandardCharsets.UTF_8))
                .map(body -> new ClientCredentials(
                        body.path("clientId").asText(),
                        body.path("clientSecret").asText()))
                .filter(read -> !read.clientId.isEmpty() && !read.clientSecret.isEmpty());
    }

    /** Whether somebody who says this is the one; takes as long for a wrong secret as for the right one. */
    boolean isMatchedBy(String id, String secret) {
        boolean sameId = MessageDigest.isEqual(bytes(clientId), bytes(id));
        return MessageDigest.isEqual(bytes(clientSecret), bytes(secret)) && sameId;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + "]";
    }
}
