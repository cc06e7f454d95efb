package io.quittance.engine.money;

/**
 * An amount of money: whole minor units (cents, yen, fils) of one currency. Immutable. Arithmetic is exact and throws
 * {@link ArithmeticException} on overflow rather than wrap.
 *
 * @param minorUnits the amount in minor units; never negative
 * @param currency its currency
 */
public record Money(long minorUnits, CurrencyCode currency) {

    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("an amount is never negative: " + minorUnits);
        }
    }

    /** {@code Money.of(1250, "EUR")} is 12.50 euro. */
    public static Money of(long minorUnits, String currency) {
        return new Money(minorUnits, CurrencyCode.of(currency));
    }

    /** The sum; both must be of one currency. */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
    }

    /** Nothing, in the same currency. */
    public Money zero() {
        return new Money(0, currency);
    }

    @Override
    public String toString() {
        return minorUnits + " " + currency;
    }
}
