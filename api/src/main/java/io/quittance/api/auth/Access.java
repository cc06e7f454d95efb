package io.quittance.api.auth;

import io.quittance.engine.id.Tenant;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What a presented key opens.
 *
 * @param keyId the key's public part
 * @param tenant whose data, in which mode
 * @param scopes what may be done there
 * @param allowance how many requests per second; the same object for every request with this key
 * @param stillOpen whether the key opens it at the time of asking: it may be revoked or expire during a long answer
 */
public record Access(String keyId, Tenant tenant, Set<Scope> scopes, Allowance allowance, BooleanSupplier stillOpen) {

    public Access {
        scopes = Set.copyOf(scopes);
    }

    /** Whether the key has one of these scopes. */
    public boolean mayAny(Set<Scope> wanted) {
        return wanted.stream().anyMatch(scopes::contains);
    }
}
