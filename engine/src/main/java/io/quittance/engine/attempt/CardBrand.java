package io.quittance.engine.attempt;

import java.util.Locale;

/** Card schemes, told by the leading digits (ISO/IEC 7812 issuer ranges as the schemes publish them). */
public enum CardBrand {
    VISA,
    MASTERCARD,
    AMEX,
    DISCOVER,
    DINERS,
    JCB,
    UNIONPAY,
    UNKNOWN;

    /** The scheme of a card number of at least six digits. */
    public static CardBrand of(String number) {
        int two = Integer.parseInt(number.substring(0, 2));
        int four = Integer.parseInt(number.substring(0, 4));
        if (number.charAt(0) == '4') {
            return VISA;
        }
        if (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) {
            return MASTERCARD;
        }
        return switch (two) {
            case 34, 37 -> AMEX;
            case 36, 38, 39, 30 -> DINERS;
            case 35 -> JCB;
            case 60, 64, 65 -> DISCOVER;
            case 62 -> UNIONPAY;
            default -> UNKNOWN;
        };
    }

    /** As written in answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
