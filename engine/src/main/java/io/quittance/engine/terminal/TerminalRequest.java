package io.quittance.engine.terminal;

import org.jspecify.annotations.Nullable;

/**
 * A terminal that a merchant registers, not yet checked. {@code toString} is redacted.
 *
 * @param name the merchant's own, for people
 * @param url {@code http(s)|ws(s)|tcp|tls://host:port}, with {@code /synqpay} for the first four
 * @param serialNumber what is printed on the device; needed for the pairing
 * @param apiKey the key of a device that was paired elsewhere; null when it is to be paired here
 * @param fingerprint SHA-256 of the device's certificate in hexadecimal digits; the only one that is believed when it
 *     is given; needed for a device whose certificate no known authority has signed
 */
public record TerminalRequest(
        @Nullable String name,
        @Nullable String url,
        @Nullable String serialNumber,
        @Nullable String apiKey,
        @Nullable String fingerprint) {

    /** A terminal that is to be paired. */
    public static TerminalRequest of(String name, String url, String serialNumber) {
        return new TerminalRequest(name, url, serialNumber, null, null);
    }

    @Override
    public String toString() {
        return "TerminalRequest[" + name + ", " + url + "]";
    }
}
