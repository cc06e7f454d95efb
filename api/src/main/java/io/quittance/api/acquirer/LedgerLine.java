package io.quittance.api.acquirer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.money.Money;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The form of an entry in the ledger's file: one JSON object on one line.
 *
 * @param n places are counted from 1 without a gap
 * @param kind what it is about; a line of an older ledger has none and is an authorisation that was captured
 * @param original the reference of the authorisation that it is about
 * @param card masked
 * @param held by how much it changed what is held of the original, in minor units
 * @param taken by how much it changed what is taken; the sum over an original is what its payer paid in the end
 * @param decision {@code approved}, {@code declined}, {@code not_processed} or {@code challenged}
 * @param code the authorisation code of an approval, else the host's code
 * @param isCaptured of a challenge: whether the money is taken when the payer passes
 * @param isPassable of a challenge: whether the payer can pass
 * @param returnUrl of a challenge: where the payer goes afterwards
 */
record LedgerLine(
        long n,
        @Nullable String at,
        @Nullable String kind,
        @Nullable String reference,
        @Nullable String original,
        long amount,
        @Nullable String currency,
        @Nullable String card,
        @Nullable Long held,
        @Nullable Long taken,
        @Nullable String decision,
        @Nullable String code,
        @Nullable String declineCode,
        @Nullable String hostMessage,
        @Nullable String message,
        @Nullable Boolean isCaptured,
        @Nullable Boolean isPassable,
        @Nullable String returnUrl) {

    /** Writes an entry whose time is this text: those of one group have the same. */
    static void write(LedgerEntry entry, String at, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("n", entry.n());
        json.writeStringField("at", at);
        json.writeStringField("kind", entry.kind().text());
        json.writeStringField("reference", entry.reference());
        json.writeStringField("original", entry.original());
        json.writeNumberField("amount", entry.amount().minorUnits());
        json.writeStringField("currency", entry.amount().currency().code());
        json.writeStringField("card", entry.card());
        json.writeNumberField("held", entry.held());
        json.writeNumberField("taken", entry.taken());
        json.writeStringField("decision", entry.verdict().decision());
        if (entry.verdict() instanceof Verdict.Declined declined) {
            writeFailure(declined.failure(), json);
        } else if (entry.verdict() instanceof Verdict.NotProcessed notProcessed) {
            writeFailure(notProcessed.failure(), json);
        } else if (entry.verdict() instanceof Verdict.Challenged challenged) {
            json.writeBooleanField("is_captured", challenged.isCaptured());
            json.writeBooleanField("is_passable", challenged.isPassable());
            json.writeStringField("return_url", challenged.returnUrl());
        } else {
            json.writeStringField("code", entry.authorizationCode());
        }
        json.writeEndObject();
    }

    private static void writeFailure(Failure failure, JsonGenerator json) throws IOException {
        json.writeStringField("code", failure.hostCode());
        json.writeStringField("decline_code", failure.declineCode());
        json.writeStringField("host_message", failure.hostMessage());
        json.writeStringField("message", failure.message());
    }

    /** Reads one line back; throws {@link IOException} when it is not what {@link #write} writes. */
    static LedgerEntry read(byte[] line) throws IOException {
        try {
            return AcquirerJson.MAPPER.readValue(line, LedgerLine.class).entry();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private LedgerEntry entry() {
        Instant instant = Instant.parse(present("at", at));
        Money money = Money.of(amount, present("currency", currency));
        String ours = present("reference", reference);
        return new LedgerEntry(
                n,
                instant,
                kind == null ? LedgerKind.AUTHORIZATION : kind(kind),
                ours,
                original == null ? ours : original,
                money,
                present("card", card),
                effect(verdict()),
                verdict());
    }

    private static LedgerKind kind(String text) {
        return LedgerKind.parse(text).orElseThrow(() -> new IllegalArgumentException("no such kind: " + text));
    }

    private LedgerEntry.Effect effect(Verdict verdict) {
        long all = kind == null && verdict instanceof Verdict.Approved ? amount : 0;
        return new LedgerEntry.Effect(held == null ? 0 : held, taken == null ? all : taken);
    }

    private Verdict verdict() {
        String text = present("decision", decision);
        return switch (text) {
            case Verdict.Approved.DECISION -> new Verdict.Approved();
            case Verdict.Declined.DECISION -> new Verdict.Declined(failure("card_declined"));
            case Verdict.Challenged.DECISION ->
                new Verdict.Challenged(Boolean.TRUE.equals(isCaptured), Boolean.TRUE.equals(isPassable), returnUrl);
            case Verdict.NotProcessed.DECISION -> new Verdict.NotProcessed(failure("error_before_processing"));
            default -> throw new IllegalArgumentException("no such decision: " + text);
        };
    }

    private Failure failure(String ours) {
        return new Failure(ours, present("message", message), declineCode, code, hostMessage);
    }

    private static String present(String name, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
