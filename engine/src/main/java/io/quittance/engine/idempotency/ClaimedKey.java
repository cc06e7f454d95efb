package io.quittance.engine.idempotency;

import io.quittance.engine.id.DerivedId;
import io.quittance.engine.id.Tenant;

/**
 * A key in its scope: tenant, path as sent, and the caller's text.
 *
 * @param tenant whose key
 * @param path the path as sent
 * @param key the caller's text
 */
public record ClaimedKey(Tenant tenant, String path, String key) {

    /** The name of the claim's stream, derived from the scope. */
    public String entityId() {
        return DerivedId.of(tenant, "claim", path, key);
    }
}
