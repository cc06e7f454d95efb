package io.quittance.api.webhook;

import io.quittance.engine.Limits;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says whether a webhook may go to an address, so that nobody has this server call into its own network (C21). Once
 * without a look-up, when an endpoint is registered; and once for what its name means, at every connection, which then
 * goes to exactly what was judged. Pure, and safe for any thread. Words are for people.
 */
final class EgressGuard {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** A label of a host name, and names of them; the last one is not a number in any form. */
    private static final Pattern NAME = Pattern.compile("([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*"
            + "(?!0x[0-9a-f]*$|[0-9]+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final int NAME_CHARS_MAX = 253;

    private final Egress egress;

    EgressGuard(Egress egress) {
        this.egress = egress;
    }

    /** Why nothing may go to this address whatever its name means; empty when that is still open. */
    Optional<String> objection(URI url) {
        return form(url).or(() -> {
            String host = host(url);
            return Literal.parse(host)
                    .map(address -> objection(url, List.of(address)))
                    .orElseGet(() -> name(url, host));
        });
    }

    /** Why nothing may go there now that its name is known to mean these; one bad address spoils all. */
    Optional<String> objection(URI url, List<InetAddress> found) {
        if (found.isEmpty()) {
            return Optional.of("its name has no address");
        }
        Optional<String> bad =
                found.stream().flatMap(address -> special(address).stream()).findFirst();
        if (bad.isPresent()) {
            return bad;
        }
        boolean isHere = found.stream().allMatch(this::isHere);
        if (!isHere && !isHttps(url)) {
            return Optional.of("only https is allowed");
        }
        boolean isOpen = isHere || found.stream().allMatch(this::isAllowed);
        return isOpen || egress.ports().contains(port(url)) ? Optional.empty() : Optional.of(wrongPort(url));
    }

    /** The host as it is looked up: without the brackets of IPv6, in lower case. */
    static String host(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static boolean isHttps(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : isHttps(url) ? HTTPS_PORT : HTTP_PORT;
    }

    private static Optional<String> form(URI url) {
        if (url.toString().length() > Limits.WEB_ADDRESS_CHARS_MAX) {
            return Optional.of("it is longer than " + Limits.WEB_ADDRESS_CHARS_MAX + " characters");
        }
        if (!isHttps(url) && !"http".equalsIgnoreCase(url.getScheme())) {
            return Optional.of("only https is allowed");
        }
        if (url.getRawUserInfo() != null
                || url.getRawAuthority() != null && url.getRawAuthority().contains("@")) {
            return Optional.of("a user's name or password may not stand in it");
        }
        if (url.getRawFragment() != null) {
            return Optional.of("it has a fragment, which is never sent");
        }
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > 65_535) {
            return Optional.of(strangeHost());
        }
        return Optional.empty();
    }

    private Optional<String> name(URI url, String host) {
        if (!NAME.matcher(host).matches() || host.length() > NAME_CHARS_MAX) {
            return Optional.of(strangeHost());
        }
        boolean isLocal = host.equals("localhost") || host.endsWith(".localhost");
        if (isLocal && egress.isLocalAllowed()) {
            return Optional.empty();
        }
        if (!isHttps(url)) {
            return Optional.of("only https is allowed");
        }
        if (!egress.networks().isEmpty()) {
            return Optional.empty();
        }
        if (isLocal || host.indexOf('.') < 0) {
            return Optional.of(host + " is no public name");
        }
        return egress.ports().contains(port(url)) ? Optional.empty() : Optional.of(wrongPort(url));
    }

    private Optional<String> special(InetAddress address) {
        return isHere(address) || isAllowed(address)
                ? Optional.empty()
                : SpecialNetworks.kind(SpecialNetworks.meant(address))
                        .map(kind -> address.getHostAddress() + " is " + kind);
    }

    private boolean isHere(InetAddress address) {
        return egress.isLocalAllowed() && address.isLoopbackAddress();
    }

    /** A wide range is meant for merchants, so it does not open what leads into the installation itself. */
    private boolean isAllowed(InetAddress address) {
        InetAddress meant = SpecialNetworks.meant(address);
        boolean isOwn = SpecialNetworks.isOwn(meant);
        return egress.networks().stream().anyMatch(network -> network.contains(meant) && (!isOwn || network.isOne()));
    }

    private String wrongPort(URI url) {
        return "port " + port(url) + " is not allowed, only "
                + egress.ports().stream()
                        .sorted()
                        .map(String::valueOf)
                        .reduce((one, other) -> one + " and " + other)
                        .orElse("none");
    }

    private static String strangeHost() {
        return "its host is neither a name (other letters than a to z as xn--…, without a dot at the end) nor an "
                + "address in its plain form, or its port is none";
    }
}
