package io.quittance.persistence.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is kept: never the key itself.
 *
 * @param id the public part that names it
 * @param sha256 of the whole key, in hexadecimal digits
 * @param grant what it was made for
 * @param createdAt when
 * @param revokedAt since when it opens nothing; null when it was not revoked
 * @param lastUsedAt when a request last came with it, some seconds late; null for never
 */
public record StoredKey(
        String id,
        String sha256,
        KeyGrant grant,
        Instant createdAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {

    /** Whether it opens anything at that time: neither revoked nor expired. */
    public boolean isActive(Instant now) {
        Instant expiry = grant.expiresAt();
        return revokedAt == null && (expiry == null || now.isBefore(expiry));
    }
}
