package io.quittance.api.auth;

import io.quittance.engine.id.Tenant;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Optional;

/** The keys that open a server. Safe for any thread; a look-up does not wait for a disk. */
public interface ApiKeys extends AutoCloseable {

    /** What the presented key opens; empty when it opens nothing. Every wrong key of an id takes the same time. */
    Optional<Access> accessOf(String presented);

    /** Ends what keeps the keys up to date. They open nothing new afterwards. */
    @Override
    default void close() {}

    /** One key for one merchant, in the key's mode, for everything and without a limit: for {@code serve --dev}. */
    static ApiKeys single(ApiKey key, String merchant) {
        Access access = new Access(
                key.id(),
                new Tenant(merchant, key.mode()),
                EnumSet.allOf(Scope.class),
                Allowance.UNLIMITED,
                () -> true);
        byte[] hash = key.hash();
        return presented -> ApiKey.parse(presented)
                .filter(given -> MessageDigest.isEqual(given.hash(), hash))
                .map(same -> access);
    }

    /** These keys and, for what they do not open, others. Closing closes both. */
    default ApiKeys or(ApiKeys others) {
        ApiKeys first = this;
        return new ApiKeys() {
            @Override
            public Optional<Access> accessOf(String presented) {
                return first.accessOf(presented).or(() -> others.accessOf(presented));
            }

            @Override
            public void close() {
                first.close();
                others.close();
            }
        };
    }
}
