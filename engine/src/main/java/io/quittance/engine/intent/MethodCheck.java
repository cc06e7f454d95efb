package io.quittance.engine.intent;

import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.attempt.StoredCredential;
import io.quittance.engine.attempt.StoredCredential.Initiator;
import io.quittance.engine.attempt.StoredCredential.Reason;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.TerminalId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Checks how the payer pays; a part of {@link RequestCheck}. A saved or held card is named here, and not looked up. */
final class MethodCheck {

    private static final String AT = "/payment_method";
    private static final String MEANT = "payment_method";

    private final List<FieldFault> faults;
    private final Map<String, String> meaningful;

    /**
     * @param faults where faults are added
     * @param meaningful where what means something is added
     */
    MethodCheck(List<FieldFault> faults, Map<String, String> meaningful) {
        this.faults = faults;
        this.meaningful = meaningful;
    }

    Optional<PaymentMethod> method(@Nullable MethodDetails method, Predicate<TerminalId> isRegistered) {
        if (method instanceof TerminalDetails terminal) {
            return terminal(terminal.terminalId(), isRegistered);
        } else if (method instanceof TokenDetails token) {
            return token(token.token());
        } else if (method instanceof CrossReferenceDetails saved) {
            return saved(saved);
        } else if (method instanceof CardDetails card) {
            return card(card);
        }
        fault("", "required", "How does the payer pay? Send a payment method.", null);
        return Optional.empty();
    }

    private Optional<PaymentMethod> terminal(@Nullable String id, Predicate<TerminalId> isRegistered) {
        Optional<TerminalId> read = id == null ? Optional.empty() : TerminalId.parse(id);
        if (read.isEmpty()) {
            fault("/terminal_id", id == null ? "required" : "invalid", "A terminal's id, tm_ and 32 characters.", id);
        }
        read.ifPresent(name -> meaningful.put(MEANT, "terminal " + name));
        return read.map(name -> new PaymentMethod.Terminal(name, isRegistered.test(name)));
    }

    private Optional<PaymentMethod> card(CardDetails details) {
        CardCheck check = new CardCheck(AT + "/card");
        Optional<PaymentMethod.Card> card = check.card(details);
        faults.addAll(check.faults());
        card.ifPresent(good -> meaningful.put(MEANT, "card " + good.number() + " " + good.expiry()));
        return card.map(good -> good);
    }

    /** Its name is what counts, not its number: that may be gone when the request is repeated. */
    private Optional<PaymentMethod> token(@Nullable String token) {
        Optional<CardId> id = token == null ? Optional.empty() : CardId.ofPaymentMethod(token);
        if (id.isEmpty()) {
            fault("/token", token == null ? "required" : "invalid", "A card's token, pm_ and 32 characters.", token);
        }
        id.ifPresent(name -> meaningful.put(MEANT, "token " + name.paymentMethod()));
        return id.map(PaymentMethod.Kept::once);
    }

    private Optional<PaymentMethod> saved(CrossReferenceDetails details) {
        String text = details.crossReference();
        Optional<CardId> id = text == null ? Optional.empty() : CardId.ofCrossReference(text);
        if (id.isEmpty()) {
            String wanted = "A saved card's cross reference, xr_ and 32 characters.";
            fault("/cross_reference", text == null ? "required" : "invalid", wanted, text);
        }
        CardCheck check = new CardCheck(AT);
        check.code(details.cvc());
        faults.addAll(check.faults());
        Initiator initiator = initiator(details.initiatedBy());
        Reason reason = reason(details.reason(), initiator);
        id.ifPresent(name -> meaningful.put(
                MEANT,
                "cross_reference " + name.crossReference() + " " + initiator.text()
                        + (reason == null ? "" : " " + reason.text())));
        return id.map(name -> PaymentMethod.Kept.repeat(
                name, new StoredCredential(name.crossReference(), initiator, reason), details.cvc()));
    }

    private Initiator initiator(@Nullable String text) {
        Optional<Initiator> read = text == null ? Optional.of(Initiator.CUSTOMER) : Initiator.parse(text);
        if (read.isEmpty()) {
            fault("/initiated_by", "invalid", "One of: customer, merchant.", text);
        }
        return read.orElse(Initiator.CUSTOMER);
    }

    /** The schemes want to know why a merchant asks for money when the customer is not there. */
    private @Nullable Reason reason(@Nullable String text, Initiator initiator) {
        Reason read = text == null ? null : Reason.parse(text).orElse(null);
        String words = "One of: recurring, instalment, unscheduled, resubmission, no_show, delayed_charge.";
        if (text != null && (read == null || read == Reason.INITIAL)) {
            fault("/reason", "invalid", words, text);
        } else if (text == null && initiator == Initiator.MERCHANT) {
            fault("/reason", "required", "Why do you ask for the money? " + words, null);
        } else if (text != null && initiator == Initiator.CUSTOMER) {
            fault("/reason", "invalid", "A reason is for payments that the merchant initiates.", text);
        }
        return read;
    }

    private void fault(String under, String code, String message, @Nullable String value) {
        faults.add(new FieldFault(AT + under, code, message, value));
    }
}
