package io.quittance.api.scenarios;

/** A test card of the simulated acquirer, valid until December 2030. */
record Card(String number, String cvc) implements Means {
    static final int EXP_MONTH = 12;
    static final int EXP_YEAR = 2030;

    static final Card GOOD = new Card("5200000000000056", "341");
    static final Card CHALLENGED = new Card("4456530000001096", "020");
    static final Card OTHER_GOOD = new Card("4976000000003436", "452");
    static final Card DECLINED = new Card("4456530000001013", "123");

    static final Card WITHOUT_NUMBER = new Card(null, "341");
    static final Card MISTYPED = new Card("5200000000000057", "341");

    /** The same plastic, its code mistyped. */
    Card mistyped() {
        return new Card(number, "000");
    }
}
