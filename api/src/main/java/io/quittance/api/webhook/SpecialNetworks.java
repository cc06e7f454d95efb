package io.quittance.api.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The addresses that are nobody's on the public internet (IANA's registries of special-purpose addresses), or that lead
 * into the installation itself. Pure.
 */
final class SpecialNetworks {

    private static final String LOOPBACK = "loopback";
    private static final String METADATA = "a metadata service";
    private static final String UNSPECIFIED = "unspecified";
    private static final String OTHER_FORM = "a form of an IPv4 address";

    /** What leads to this machine or to its cloud, or may do so in another form. */
    private static final Set<String> OWN = Set.of(LOOPBACK, METADATA, UNSPECIFIED, OTHER_FORM);

    private static final Map<Network, String> ALL = new LinkedHashMap<>();

    /** Of IPv6, only this is in public use. */
    private static final Network GLOBAL_V6 = Network.of("2000::/3");

    /** What follows the 96 bits is the IPv4 address that is meant (RFC 6052). */
    private static final Network NAT64 = Network.of("64:ff9b::/96");

    private static final int NAT64_BYTES = 12;

    static {
        put(LOOPBACK, "127.0.0.0/8", "::1/128");
        put(METADATA, "169.254.169.254/32", "168.63.129.16/32", "100.100.100.200/32", "fd00:ec2::254/128");
        put(
                METADATA,
                "169.254.170.2/32",
                "169.254.170.23/32",
                "fd00:ec2::23/128",
                "192.0.0.192/32",
                "fd20:ce::254/128");
        put("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10");
        put("link-local", "169.254.0.0/16", "fe80::/10");
        put("shared by a carrier's customers", "100.64.0.0/10");
        put(UNSPECIFIED, "0.0.0.0/8", "::/128");
        put("multicast", "224.0.0.0/4", "ff00::/8");
        put("for benchmarks", "198.18.0.0/15", "2001:2::/48");
        put("for documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20");
        put(OTHER_FORM, "::/96", "2002::/16", "2001::/32", "64:ff9b:1::/48", "::ffff:0:0:0/96");
        put("reserved", "192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4", "2001::/23");
        put("a sink", "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24", "100::/64", "2620:4f:8000::/48");
    }

    private SpecialNetworks() {}

    /** The address that is meant: the IPv4 address in one that a NAT64 translates, otherwise the same. */
    static InetAddress meant(InetAddress address) {
        if (!NAT64.contains(address)) {
            return address;
        }
        byte[] all = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(all, NAT64_BYTES, all.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** What is special about the address, in words for people; empty when it is public. */
    static Optional<String> kind(InetAddress meant) {
        Optional<String> known = ALL.entrySet().stream()
                .filter(network -> network.getKey().contains(meant))
                .map(Map.Entry::getValue)
                .findFirst();
        boolean isStrange = meant.getAddress().length > Integer.BYTES && !GLOBAL_V6.contains(meant);
        return known.isEmpty() && isStrange ? Optional.of("not public") : known;
    }

    /** Whether the address leads into the installation itself, so that no range is meant to open it. */
    static boolean isOwn(InetAddress meant) {
        return kind(meant).filter(OWN::contains).isPresent();
    }

    private static void put(String kind, String... networks) {
        Arrays.stream(networks).forEach(network -> ALL.put(Network.of(network), kind));
    }
}
