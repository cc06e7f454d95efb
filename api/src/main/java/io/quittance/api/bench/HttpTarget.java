package io.quittance.api.bench;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A running server.
 *
 * @param baseUrl {@code http://host:port} and nothing more; no TLS, because that would be measured too
 * @param apiKey a test key with the scopes {@code payments} and {@code read}
 * @param serverPid the server's process on this machine, for its processor time and its fsyncs; empty when unknown
 * @param dataDirectory the server's data directory on this machine; empty when unknown
 */
public record HttpTarget(URI baseUrl, String apiKey, OptionalLong serverPid, Optional<Path> dataDirectory)
        implements BenchTarget {

    private static final int HTTP_PORT = 80;
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,512}");

    /** Refuses what cannot be used with all its faults in one {@link IllegalArgumentException}. */
    public HttpTarget {
        List<String> faults = new ArrayList<>();
        String path = baseUrl.getPath() == null ? "" : baseUrl.getPath();
        if (!"http".equals(baseUrl.getScheme()) || baseUrl.getHost() == null || !path.matches("/?")) {
            faults.add("the server's address is http://host:port, not " + baseUrl);
        }
        if (!VISIBLE_ASCII.matcher(apiKey).matches()) {
            faults.add("the API key must be 1 to 512 visible ASCII characters");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    @Override
    public String text() {
        return "http://" + authority();
    }

    /** What the {@code Host} header says. */
    String authority() {
        return baseUrl.getPort() < 0 ? baseUrl.getHost() : baseUrl.getHost() + ":" + baseUrl.getPort();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(baseUrl.getHost(), baseUrl.getPort() < 0 ? HTTP_PORT : baseUrl.getPort());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "HttpTarget[" + text() + "]";
    }
}
