package io.quittance.engine.idempotency;

import io.quittance.engine.id.DerivedId;
import io.quittance.engine.id.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that carries a key: what is remembered, in the event of its effect, so that a repeat is known.
 *
 * @param path the path as sent; with the tenant and the key it is the scope of the key
 * @param key the caller's key
 * @param fingerprint one keyed hash per field that means something, by field name, sorted
 * @param claim the name under which the key is claimed for this intent, unique in the journal; null where the path
 *     names the intent, so that no other can meet the key
 * @param representation the version of the answer's rendering, so that old answers keep their bytes
 */
public record KeyedRequest(
        String path,
        String key,
        Map<String, String> fingerprint,
        @Nullable String claim,
        int representation) {

    /** The rendering that answers are given in today. */
    public static final int REPRESENTATION = 1;

    /** The name of the claim of a key in its scope. */
    public static String claimOf(Tenant tenant, String path, String key) {
        return DerivedId.of(tenant, "claim", path, key);
    }

    /** Path and key: what is equal for a repeat. */
    public record Name(String path, String key) {}

    /** What is equal for a repeat. */
    public Name name() {
        return new Name(path, key);
    }

    /** The names of the fields in which another request under the same key differs, in alphabetical order. */
    public List<String> mismatches(KeyedRequest other) {
        TreeMap<String, String> all = new TreeMap<>(fingerprint);
        all.putAll(other.fingerprint);
        return all.keySet().stream()
                .filter(field -> !Objects.equals(fingerprint.get(field), other.fingerprint.get(field)))
                .toList();
    }
}
