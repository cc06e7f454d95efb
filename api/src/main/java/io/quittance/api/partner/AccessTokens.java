package io.quittance.api.partner;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quittance.engine.Limits;
import io.quittance.engine.id.IdSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

/**
 * The bearer tokens that the provider has from us, each good for {@link Limits#PARTNER_TOKEN_LIFE}; the oldest go when
 * there are too many. They do not outlive the process: the provider gets a new one. Safe for any thread.
 */
final class AccessTokens {

    private static final int BYTES = 32;

    private final IdSource ids;
    private final InstantSource clock;
    /** By the token's name as {@link UniqueId} makes it, so that no comparison looks at the token itself. */
    private final Cache<String, Instant> endings = Caffeine.newBuilder()
            .maximumSize(Limits.PARTNER_TOKENS_MAX)
            .executor(Runnable::run)
            .build();

    AccessTokens(IdSource ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    String issue() {
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(ids.bytes(BYTES));
        endings.put(UniqueId.of(token), clock.instant().plus(Limits.PARTNER_TOKEN_LIFE));
        return token;
    }

    boolean isGood(String token) {
        Instant end = endings.getIfPresent(UniqueId.of(token));
        return end != null && clock.instant().isBefore(end);
    }

    /** The token of an {@code Authorization} header: two parts, the first "bearer" in any case; else empty text. */
    static String bearer(String header) {
        String[] parts = header.split(" ", -1);
        return parts.length == 2 && parts[0].equalsIgnoreCase("bearer") ? parts[1] : "";
    }
}
