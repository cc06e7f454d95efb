package io.quittance.persistence.access;

import io.quittance.engine.id.Tenant;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a key was made for. It never changes; another grant is another key.
 *
 * @param tenant whose data it opens, in which mode
 * @param scopes what it may do there, by name
 * @param requestsPerSecond how many requests it may make
 * @param expiresAt from when on it opens nothing; null for never
 */
public record KeyGrant(
        Tenant tenant,
        SortedSet<String> scopes,
        int requestsPerSecond,
        @Nullable Instant expiresAt) {

    public KeyGrant {
        scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
    }
}
