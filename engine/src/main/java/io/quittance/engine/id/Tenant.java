package io.quittance.engine.id;

import java.util.regex.Pattern;

/**
 * Whose data it is: one merchant in one mode. Everything is separated by tenant; what belongs to another tenant does
 * not exist for the caller.
 *
 * @param merchant the merchant's id: 1 to 64 of {@code A-Z a-z 0-9 _ -}
 * @param mode test or live
 */
public record Tenant(String merchant, Mode mode) {

    private static final Pattern MERCHANT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Tenant {
        if (!MERCHANT.matcher(merchant).matches()) {
            throw new IllegalArgumentException("a merchant id is 1 to 64 of A-Z a-z 0-9 _ -, not: " + merchant);
        }
    }

    /** The tenant of a merchant's test mode. */
    public static Tenant test(String merchant) {
        return new Tenant(merchant, Mode.TEST);
    }
}
