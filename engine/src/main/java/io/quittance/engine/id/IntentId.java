package io.quittance.engine.id;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a payment intent: {@code pi_} and 32 characters of base 32. It is derived from the merchant's own
 * reference (design decision 2), so the same cart reaches the same actor from any node without an index.
 *
 * @param value the whole text, e.g. {@code pi_4qf…}
 */
public record IntentId(String value) {

    private static final Pattern SHAPE = Pattern.compile("pi_[a-z2-7]{32}");

    public IntentId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an intent id: " + value);
        }
    }

    /** Reads an id that a caller sent; empty when it cannot be one. */
    public static Optional<IntentId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new IntentId(text)) : Optional.empty();
    }

    /** The intent of a merchant's reference, for ever the same. */
    public static IntentId ofReference(Tenant tenant, String referenceId) {
        return new IntentId("pi_" + DerivedId.of(tenant, "ref", referenceId));
    }

    /** The intent of an idempotency key, used where the request has no reference. */
    public static IntentId ofKey(Tenant tenant, String path, String key) {
        return new IntentId("pi_" + DerivedId.of(tenant, "key", path, key));
    }

    /** The intent that a reference at a counterparty belongs to; empty when it is none of ours. */
    public static Optional<IntentId> ofDownstreamReference(String reference) {
        int tail = reference.indexOf('-');
        return tail < 0 ? Optional.empty() : parse(reference.substring(0, tail));
    }

    /** An intent without reference and key: its name is random. */
    public static IntentId random(IdSource ids) {
        return new IntentId("pi_" + Base32.encode(ids.bytes(DerivedId.BYTES)));
    }

    @Override
    public String toString() {
        return value;
    }
}
