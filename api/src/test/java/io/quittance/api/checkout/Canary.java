package io.quittance.api.checkout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.quittance.engine.attempt.CardNumbers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A secret that is put in everywhere and must be found nowhere: a card number, or what a card's stripe or back says.
 *
 * @param secret ASCII, long enough to be met by no accident
 */
record Canary(String secret) {
    private static final String DIGITS = "9173582604718395260";

    /** A number of our own of this length, with its check digit; it belongs to no published card. */
    static Canary number(int length) {
        String head = "4" + (DIGITS + DIGITS).substring(length, 2 * length - 2);
        return Stream.iterate(0, digit -> digit + 1)
                .limit(10)
                .map(digit -> head + digit)
                .filter(CardNumbers::passesLuhn)
                .findFirst()
                .map(Canary::new)
                .orElseThrow();
    }

    /** Its digits in groups of four. */
    String grouped(String separator) {
        return String.join(separator, secret.split("(?<=\\G.{4})"));
    }

    /** All that is looked for, by the name of the encoding, as ISO 8859-1. */
    Map<String, String> written() {
        byte[] plain = secret.getBytes(US_ASCII);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("plain", secret);
        all.put("spaced", grouped(" "));
        all.put("dashed", grouped("-"));
        all.put("URL-encoded blanks", grouped("%20"));
        all.put("form-encoded blanks", grouped("+"));
        all.put("URL-encoded", "%" + HexFormat.ofDelimiter("%").formatHex(plain));
        all.put("hex", HexFormat.of().formatHex(plain));
        all.put("hex in capitals", HexFormat.of().formatHex(plain).toUpperCase(Locale.ROOT));
        all.put("UTF-16LE", new String(secret.getBytes(UTF_16LE), ISO_8859_1));
        all.put("UTF-16BE", new String(secret.getBytes(UTF_16BE), ISO_8859_1));
        for (int before = 0; before < 3; before++) {
            all.put("base64 after " + before + " bytes", base64(plain, before));
        }
        return all;
    }

    /** As much of it as does not depend on what stands around it. */
    private static String base64(byte[] plain, int before) {
        byte[] shifted = new byte[before + plain.length];
        System.arraycopy(plain, 0, shifted, before, plain.length);
        String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return whole.substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    /** Where it stands in these bytes; empty for nowhere. */
    List<String> hits(String place, byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        List<String> hits = new ArrayList<>();
        written().forEach((encoding, sought) -> {
            int at = text.indexOf(sought);
            if (at >= 0) {
                String around = text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80));
                hits.add(place + " has " + secret + ", " + encoding + ": " + around);
            }
        });
        return hits;
    }
}
