package io.quittance.api.acquirer;

import io.quittance.engine.attempt.CardBrand;
import io.quittance.engine.money.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The form of an authentication in the issuer's file, one JSON object on one line: a line when it begins, with all that
 * it is about, and another one when the payer was asked and it has ended.
 *
 * @param n places are counted from 1 without a gap
 * @param ending what became of it; null on the line of its beginning
 */
record IssuerLine(
        long n,
        @Nullable String at,
        @Nullable String reference,
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable String card,
        @Nullable String brand,
        @Nullable String kind,
        @Nullable String pages,
        @Nullable String returnUrl,
        @Nullable String ending) {

    static IssuerLine begun(long n, IssuerEntry entry) {
        return new IssuerLine(
                n,
                entry.at().toString(),
                entry.reference(),
                entry.amount().minorUnits(),
                entry.amount().currency().code(),
                entry.card(),
                entry.brand().text(),
                entry.kind().text(),
                entry.pages().toString(),
                entry.returnUrl(),
                null);
    }

    static IssuerLine ended(long n, String reference, IssuerEntry.Ending how, Instant at) {
        return new IssuerLine(n, at.toString(), reference, null, null, null, null, null, null, null, how.text());
    }

    byte[] bytes() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(AcquirerJson.bytes(this));
        line.write('\n');
        return line.toByteArray();
    }

    /** Reads one line back; throws {@link IOException} when it is no JSON object of this form. */
    static IssuerLine read(byte[] line) throws IOException {
        return AcquirerJson.MAPPER.readValue(line, IssuerLine.class);
    }

    /**
     * The authentication as it stands after this line; throws {@link IOException} when the line does not say.
     *
     * @param before as it stood; null when this is its first line
     */
    IssuerEntry after(@Nullable IssuerEntry before) throws IOException {
        try {
            return before == null ? first() : before.ended(IssuerEntry.Ending.valueOf(word(ending)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private IssuerEntry first() {
        if (amount == null) {
            throw new IllegalArgumentException("amount is missing");
        }
        return new IssuerEntry(
                Instant.parse(present(at)),
                present(reference),
                Money.of(amount, present(currency)),
                present(card),
                CardBrand.valueOf(word(brand)),
                IssuerCase.valueOf(word(kind)),
                URI.create(present(pages)),
                present(returnUrl),
                null);
    }

    private static String word(@Nullable String text) {
        return present(text).toUpperCase(Locale.ROOT);
    }

    private static String present(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("something is missing");
        }
        return text;
    }
}
