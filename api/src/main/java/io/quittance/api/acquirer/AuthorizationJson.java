package io.quittance.api.acquirer;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOrder;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.money.CurrencyCode;
import io.quittance.engine.money.Money;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The acquirer's resource over HTTP: an authorisation as it is asked for, and as it is told. */
final class AuthorizationJson {

    private AuthorizationJson() {}

    /** The body of {@code POST /authorizations}. */
    record Asked(
            @Nullable String reference,
            long amount,
            @Nullable String currency,
            @Nullable CardJson card) {

        static Asked of(AttemptOrder order, PaymentMethod.Card card) {
            Money money = order.amount();
            CardJson sent = new CardJson(card.number(), card.expiry().toString(), card.securityCode());
            return new Asked(
                    order.downstreamReference(),
                    money.minorUnits(),
                    money.currency().code(),
                    sent);
        }

        /** The order that it is; empty when the request makes none. */
        Optional<AttemptOrder> order() {
            Optional<CurrencyCode> code = Optional.ofNullable(currency).flatMap(CurrencyCode::parse);
            Optional<PaymentMethod.Card> paying = Optional.ofNullable(card).flatMap(CardJson::method);
            if (reference == null || reference.isBlank() || amount < 1 || amount > Limits.AMOUNT_MINOR_MAX) {
                return Optional.empty();
            }
            return code.flatMap(
                    known -> paying.map(method -> new AttemptOrder(reference, new Money(amount, known), method, true)));
        }
    }

    /**
     * A card on its way.
     *
     * @param expiry {@code 2030-12}
     */
    record CardJson(
            @Nullable String number,
            @Nullable String expiry,
            @Nullable String cvc) {

        private static final Pattern NUMBER = Pattern.compile("[0-9]{12,19}");

        Optional<PaymentMethod.Card> method() {
            if (number == null || expiry == null || !NUMBER.matcher(number).matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new PaymentMethod.Card(number, YearMonth.parse(expiry), cvc));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        /** Redacted: a card number does not reach a log by accident. */
        @Override
        public String toString() {
            return "CardJson[redacted]";
        }
    }

    /** The answer to an order, and to an inquiry. */
    record Told(
            @Nullable String reference,
            @Nullable String decision,
            @Nullable String authorizationCode,
            @Nullable String acquirerReference,
            @Nullable Reason reason) {

        static Told of(LedgerEntry entry) {
            String decision = entry.verdict().decision();
            if (entry.verdict() instanceof Verdict.Declined declined) {
                return new Told(entry.reference(), decision, null, null, Reason.of(declined.failure()));
            }
            if (entry.verdict() instanceof Verdict.NotProcessed notProcessed) {
                return new Told(entry.reference(), decision, null, null, Reason.of(notProcessed.failure()));
            }
            return new Told(entry.reference(), decision, entry.authorizationCode(), entry.acquirerReference(), null);
        }

        /** What it proves; unknown when it is not whole. */
        AttemptOutcome outcome() {
            boolean approved = Verdict.Approved.DECISION.equals(decision);
            if (approved && authorizationCode != null && acquirerReference != null) {
                return new AttemptOutcome.Approved(new Approval(authorizationCode, acquirerReference));
            }
            if (Verdict.Declined.DECISION.equals(decision) && reason != null) {
                return new AttemptOutcome.Declined(reason.failure());
            }
            if (Verdict.NotProcessed.DECISION.equals(decision)) {
                return new AttemptOutcome.NotProcessed(
                        reason == null ? "the acquirer did not process it" : reason.words());
            }
            return new AttemptOutcome.Unknown(
                    Evidence.SENT_WITHOUT_ANSWER, "the acquirer answered without a decision that can be read");
        }
    }

    /** Why no money was taken. */
    record Reason(
            @Nullable String declineCode,
            @Nullable String hostCode,
            @Nullable String hostMessage,
            @Nullable String message) {

        static Reason of(Failure failure) {
            return new Reason(failure.declineCode(), failure.hostCode(), failure.hostMessage(), failure.message());
        }

        Failure failure() {
            return new Failure("card_declined", words(), declineCode, hostCode, hostMessage);
        }

        String words() {
            return message == null ? "The acquirer gave no reason." : message;
        }
    }

    /**
     * The body of {@code GET /authorizations/…} where there is none: the acquirer's word that it knows no such order.
     */
    record Absent(@Nullable String reference, @Nullable String error) {

        static final String ERROR = "unknown_reference";

        boolean says(String asked) {
            return ERROR.equals(error) && asked.equals(reference);
        }
    }

    /** The body of any other refusal. */
    record Refused(String error, String message) {}
}
