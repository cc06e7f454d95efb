package io.quittance.engine.checkout;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.CardNumbers;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.RequestCheck;
import io.quittance.engine.intent.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a merchant sent for an access token, collecting every fault, before any effect (CE-12, CE-15). One
 * instance checks one request.
 */
public final class TokenCheck {

    private static final String SALE = "SALE";
    private static final String PREAUTH = "PREAUTH";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]+");

    private final TokenRequest request;
    private final RequestCheck money = new RequestCheck();
    private final List<FieldFault> faults = new ArrayList<>();
    private final Optional<Terms> terms;

    /** Checks all of it. */
    public TokenCheck(TokenRequest request) {
        this.request = request;
        String type = request.transactionType();
        this.terms = money.terms(new IntentRequest(
                request.amount(),
                request.currency(),
                request.orderId(),
                PREAUTH.equals(type) ? "manual" : "automatic",
                null,
                request.customerId(),
                Map.of(),
                null,
                null));
        money.returnUrl(request.returnUrl());
        if (request.orderId() == null) {
            fault("/order_id", "required", "Your name for the order; it names its payment for ever.", null);
        }
        if (!SALE.equals(type) && !PREAUTH.equals(type)) {
            String words = "SALE, or PREAUTH to capture later. Other types are not for a payer's page.";
            fault("/transaction_type", type == null ? "required" : "invalid", words, type);
        }
        name(request.merchantTransactionId());
        if (Boolean.TRUE.equals(request.saveCard()) && request.customerId() == null) {
            fault("/customer_id", "required", "A card is saved for a customer: send whose it is.", null);
        }
    }

    /** Every fault; empty when the request is good. */
    public List<FieldFault> faults() {
        List<FieldFault> all = new ArrayList<>();
        money.faults().stream().map(TokenCheck::renamed).forEach(all::add);
        all.addAll(faults);
        return List.copyOf(all);
    }

    /** What its intent is about; meaningful only without faults. */
    public Optional<Terms> terms() {
        return terms;
    }

    /** The fields that mean something: what a key's fingerprint is made of. */
    public Map<String, String> meaningfulFields() {
        Map<String, String> all = new HashMap<>(money.meaningfulFields());
        all.put("transaction_type", String.valueOf(request.transactionType()));
        all.put("wait_pre_execute", String.valueOf(Boolean.TRUE.equals(request.waitPreExecute())));
        all.put("save_card", String.valueOf(Boolean.TRUE.equals(request.saveCard())));
        if (request.merchantTransactionId() != null) {
            all.put("merchant_transaction_id", request.merchantTransactionId());
        }
        return all;
    }

    /** The intent's reference is the order's id here. */
    private static FieldFault renamed(FieldFault fault) {
        return fault.pointer().equals("/reference_id")
                ? new FieldFault("/order_id", fault.code(), fault.message(), fault.value())
                : fault;
    }

    private void name(@Nullable String name) {
        if (name != null && (!NAME.matcher(name).matches() || name.length() > Limits.REFERENCE_CHARS_MAX)) {
            String words = "1 to " + Limits.REFERENCE_CHARS_MAX + " of these: " + NAME.pattern();
            fault("/merchant_transaction_id", "invalid", words, name);
        }
        if (name != null && CardNumbers.areWrittenIn(name)) {
            fault("/merchant_transaction_id", "invalid", RequestCheck.NO_CARD_NUMBER, null);
        }
    }

    private void fault(String pointer, String code, String message, @Nullable String value) {
        faults.add(new FieldFault(pointer, code, message, value));
    }
}
