package io.quittance.api.webhook;

import java.util.List;
import java.util.Set;

/**
 * Where webhooks may go (C21). Immutable.
 *
 * @param isLocalAllowed whether to this machine as well: over HTTP too, and on any port
 * @param ports the ports that are allowed elsewhere
 * @param networks networks that are allowed although they are not public, on any port; what leads into the installation
 *     itself, as a cloud's metadata service and loopback, only where it is named alone
 */
public record Egress(boolean isLocalAllowed, Set<Integer> ports, List<Network> networks) {

    /** To public addresses over HTTPS. */
    public static final Egress PUBLIC = new Egress(false, Set.of(443, 8443), List.of());

    /** The same, and to this machine. */
    public static final Egress DEV = new Egress(true, PUBLIC.ports, List.of());

    public Egress {
        ports = Set.copyOf(ports);
        networks = List.copyOf(networks);
    }

    /** The same, and to these networks: for an installation whose merchants are in a private one. */
    public Egress with(List<Network> allowed) {
        return new Egress(isLocalAllowed, ports, allowed);
    }
}
