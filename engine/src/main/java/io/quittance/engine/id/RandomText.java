package io.quittance.engine.id;

/** Text that nobody guesses: 32 characters of base 32, which are 160 random bits. */
public final class RandomText {

    private RandomText() {}

    /** A new one. */
    public static String of(IdSource ids) {
        return Base32.encode(ids.bytes(DerivedId.BYTES));
    }
}
