package io.quittance.api.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up what a host name means. May block; called on threads that may, several at once. */
@FunctionalInterface
public interface NameResolver {

    /** The platform's. */
    NameResolver PLATFORM = host -> List.of(InetAddress.getAllByName(host));

    /** All addresses of the name, the preferred one first. */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
