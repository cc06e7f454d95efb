package io.quittance.engine.attempt;

import io.quittance.engine.Limits;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Where a payer's browser may be sent. Pure. */
public final class WebAddress {

    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1," + Limits.WEB_ADDRESS_CHARS_MAX + "}");
    private static final int PORT_MAX = 65_535;

    private WebAddress() {}

    /**
     * Whether it is an absolute http or https address in visible ASCII (RFC 3986), with a host, without a user's name,
     * not too long, and without what looks like a card number: it is kept in the journal.
     */
    public static boolean isUsable(String text) {
        if (!VISIBLE.matcher(text).matches() || hasCardNumber(text)) {
            return false;
        }
        try {
            URI address = new URI(text);
            String scheme = address.getScheme();
            boolean isWeb = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
            return isWeb && address.getHost() != null && address.getRawUserInfo() == null && isPortGood(address);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isPortGood(URI address) {
        int port = address.getPort();
        return port < 0 ? !address.getRawAuthority().endsWith(":") : port >= 1 && port <= PORT_MAX;
    }

    /** Whether it holds what looks like a card number, escaped or not: then it is not repeated to anybody. */
    public static boolean hasCardNumber(String text) {
        return CardNumbers.areWrittenIn(text) || CardNumbers.areWrittenIn(decoded(text));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
