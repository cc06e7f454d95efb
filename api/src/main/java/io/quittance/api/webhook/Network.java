package io.quittance.api.webhook;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of IP addresses. Immutable.
 *
 * @param first an address of it
 * @param bits how many of its first bits all have in common
 */
public record Network(InetAddress first, int bits) {

    public Network {
        if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("no network has " + bits + " bits in common");
        }
    }

    /** Reads {@code 10.0.0.0/8} or {@code fd00::/8}, also one address alone; empty when it cannot be one. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        if (slash >= 0 && !bits.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        return Literal.parse(address)
                .filter(first -> bits.isEmpty() || Integer.parseInt(bits) <= size(first))
                .map(first -> new Network(first, bits.isEmpty() ? size(first) : Integer.parseInt(bits)));
    }

    /** One that is written in this program. */
    static Network of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a network: " + text));
    }

    /** Whether the address is of this range; one of the other family is not. */
    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is one address alone. */
    boolean isOne() {
        return bits == size(first);
    }

    private static int size(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
