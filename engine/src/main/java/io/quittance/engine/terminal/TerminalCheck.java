package io.quittance.engine.terminal;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.CardNumbers;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.intent.FieldFault;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a caller sent about a terminal, collecting every fault, before any effect. No fault repeats a key, a code
 * or what may hold one. One instance checks one request.
 */
public final class TerminalCheck {

    private static final String NO_CARD_NUMBER = "This looks like a card number, which is not kept. Leave it out.";

    private static final Set<String> WITH_PATH = Set.of("http", "https", "ws", "wss");
    private static final Set<String> WITHOUT_PATH = Set.of("tcp", "tls");
    private static final Set<String> WITH_CERTIFICATE = Set.of("https", "wss", "tls");
    private static final String PATH = "/synqpay";
    private static final int PORT_MAX = 65_535;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}]+");
    private static final Pattern BLANK = Pattern.compile("\\p{Zs}*");
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
    private static final Pattern API_KEY = Pattern.compile("[0-9A-Fa-f]{8}");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    /** What follows these may be somebody's secret. */
    private static final Pattern TELLING = Pattern.compile("[@?#]");

    private final List<FieldFault> faults = new ArrayList<>();

    /** Every fault found so far; empty when the request is good. */
    public List<FieldFault> faults() {
        return List.copyOf(faults);
    }

    /** The address of a terminal that is to be registered; empty when it is none. All of the request is checked. */
    public Optional<URI> registration(TerminalRequest request) {
        name(request.name());
        Optional<URI> address = address(request.url());
        serialNumber(request.serialNumber());
        if (request.apiKey() != null && !API_KEY.matcher(request.apiKey()).matches()) {
            fault("/api_key", "invalid", "The key of a pairing has 8 hexadecimal digits.", "***");
        }
        fingerprint(request.fingerprint(), address);
        return address;
    }

    /** The terminal that is to be registered; empty when there are faults. */
    public Optional<Terminal> terminal(TerminalRequest request, TerminalId id, Tenant tenant, Instant now) {
        Optional<URI> address = registration(request);
        if (!faults.isEmpty() || address.isEmpty() || request.name() == null) {
            return Optional.empty();
        }
        String fingerprint = request.fingerprint();
        return Optional.of(new Terminal(
                id,
                tenant,
                request.name(),
                address.get(),
                request.serialNumber(),
                request.apiKey(),
                fingerprint == null ? null : fingerprint.toLowerCase(Locale.ROOT),
                now,
                null));
    }

    /** The code that a device shows while it is paired. */
    public void code(@Nullable String code) {
        if (code == null) {
            fault("/otp", "required", "Send the code that the device shows: six digits.", null);
        } else if (!CODE.matcher(code).matches()) {
            fault("/otp", "invalid", "The code that the device shows has six digits.", "***");
        }
    }

    private void name(@Nullable String name) {
        int length = name == null ? 0 : name.codePointCount(0, name.length());
        if (name == null) {
            fault("/name", "required", "Give the terminal a name that people know it by, e.g. \"Till 3\".", null);
        } else if (length > Limits.TERMINAL_NAME_CHARS_MAX) {
            String most = "At most " + Limits.TERMINAL_NAME_CHARS_MAX + " characters; this has " + length + ".";
            fault("/name", "too_long", most, null);
        } else if (!NAME.matcher(name).matches() || BLANK.matcher(name).matches()) {
            fault("/name", "invalid", "Printable characters of any script, at least one that is no blank.", name);
        } else if (CardNumbers.areWrittenIn(name)) {
            fault("/name", "invalid", NO_CARD_NUMBER, null);
        }
    }

    private void serialNumber(@Nullable String number) {
        if (number == null) {
            return;
        }
        if (number.length() > Limits.TERMINAL_SERIAL_CHARS_MAX) {
            fault("/serial_number", "too_long", "At most " + Limits.TERMINAL_SERIAL_CHARS_MAX + " characters.", null);
        } else if (!VISIBLE.matcher(number).matches()) {
            fault("/serial_number", "invalid", "Visible ASCII characters, at least one, and no blanks.", number);
        } else if (CardNumbers.areWrittenIn(number)) {
            fault("/serial_number", "invalid", NO_CARD_NUMBER, null);
        }
    }

    private Optional<URI> address(@Nullable String text) {
        if (text == null) {
            fault("/url", "required", "Where is the terminal? E.g. \"https://10.0.0.7:8443/synqpay\".", null);
            return Optional.empty();
        } else if (text.length() > Limits.WEB_ADDRESS_CHARS_MAX) {
            fault("/url", "too_long", "At most " + Limits.WEB_ADDRESS_CHARS_MAX + " characters.", null);
            return Optional.empty();
        }
        Optional<URI> address = parse(text).filter(TerminalCheck::isATerminals);
        if (address.isEmpty()) {
            fault(
                    "/url",
                    "invalid",
                    "One of http, https, ws, wss://host:port/synqpay and tcp, tls://host:port, in small letters, and"
                            + " nothing else in it.",
                    TELLING.matcher(text).find() ? "***" : text);
        }
        return address;
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isATerminals(URI address) {
        String scheme = String.valueOf(address.getScheme());
        String path = WITH_PATH.contains(scheme) ? PATH : "";
        return (WITH_PATH.contains(scheme) || WITHOUT_PATH.contains(scheme))
                && address.getHost() != null
                && address.getPort() >= 1
                && address.getPort() <= PORT_MAX
                && path.equals(address.getRawPath())
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null;
    }

    private void fingerprint(@Nullable String fingerprint, Optional<URI> address) {
        if (fingerprint == null) {
            return;
        }
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            String wanted = "The SHA-256 of the device's certificate: 64 hexadecimal digits, and nothing between them.";
            fault("/fingerprint", "invalid", wanted, fingerprint);
        } else if (address.isPresent()
                && !WITH_CERTIFICATE.contains(address.get().getScheme())) {
            fault("/fingerprint", "invalid", "A device has a certificate with https, wss and tls only.", fingerprint);
        }
    }

    private void fault(String pointer, String code, String message, @Nullable String value) {
        faults.add(new FieldFault(pointer, code, message, value));
    }
}
