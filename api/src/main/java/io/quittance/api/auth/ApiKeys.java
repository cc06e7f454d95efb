package io.quittance.api.auth;

import io.quittance.engine.id.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The keys that open this server. Only hashes are kept; comparison takes the same time for every wrong key. */
public final class ApiKeys {

    private final String id;
    private final byte[] hash;
    private final Tenant tenant;

    private ApiKeys(ApiKey key, Tenant tenant) {
        this.id = key.id();
        this.hash = hash(key);
        this.tenant = tenant;
    }

    /** One key for one merchant, in the key's mode: what {@code serve --dev} runs with. */
    public static ApiKeys single(ApiKey key, String merchant) {
        return new ApiKeys(key, new Tenant(merchant, key.mode()));
    }

    /** Whose data the presented key opens; empty when it opens nothing. */
    public Optional<Tenant> tenantOf(String presented) {
        return ApiKey.parse(presented)
                .filter(key -> key.id().equals(id) && MessageDigest.isEqual(hash(key), hash))
                .map(key -> tenant);
    }

    private static byte[] hash(ApiKey key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.text().getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
