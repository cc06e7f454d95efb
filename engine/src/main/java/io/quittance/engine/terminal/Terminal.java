package io.quittance.engine.terminal;

import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered terminal, as it is kept. {@code toString} is redacted: the key opens the device.
 *
 * @param apiKey what the pairing gave; null before it
 * @param fingerprint SHA-256 of the only certificate that is believed, in lower-case hexadecimal digits; null for any
 *     that a known authority has signed
 * @param removedAt when it was removed: it takes no payment from then on, and open outcomes are still asked for
 */
public record Terminal(
        TerminalId id,
        Tenant tenant,
        String name,
        URI url,
        @Nullable String serialNumber,
        @Nullable String apiKey,
        @Nullable String fingerprint,
        Instant registeredAt,
        @Nullable Instant removedAt) {

    /** Whether it can be paid at, as far as is kept. */
    public boolean isPaired() {
        return apiKey != null;
    }

    /** Whether it was removed. */
    public boolean isRemoved() {
        return removedAt != null;
    }

    /** The same with the key of a new pairing. */
    public Terminal paired(String key) {
        return new Terminal(id, tenant, name, url, serialNumber, key, fingerprint, registeredAt, removedAt);
    }

    /** The same without a key, as before the pairing. */
    public Terminal unpaired() {
        return new Terminal(id, tenant, name, url, serialNumber, null, fingerprint, registeredAt, removedAt);
    }

    /** The same, removed. */
    public Terminal removed(Instant at) {
        return new Terminal(id, tenant, name, url, serialNumber, apiKey, fingerprint, registeredAt, at);
    }

    @Override
    public String toString() {
        return "Terminal[" + id + ", " + url + (isPaired() ? ", paired]" : "]");
    }
}
