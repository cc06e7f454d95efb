package io.quittance.engine.attempt;

import io.quittance.engine.Limits;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a payer's browser may be sent. Pure. */
public final class WebAddress {

    private WebAddress() {}

    /** Whether it is an absolute http or https address with a host, without a user's name, and not too long. */
    public static boolean isUsable(String text) {
        if (text.length() > Limits.WEB_ADDRESS_CHARS_MAX) {
            return false;
        }
        try {
            URI address = new URI(text);
            String scheme = address.getScheme();
            boolean isWeb = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
            return isWeb && address.getHost() != null && address.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
