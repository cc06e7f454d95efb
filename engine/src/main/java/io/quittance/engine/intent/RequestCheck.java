package io.quittance.engine.intent;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.CardNumbers;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.attempt.WebAddress;
import io.quittance.engine.id.TerminalId;
import io.quittance.engine.money.CurrencyCode;
import io.quittance.engine.money.Money;
import io.quittance.engine.personal.PersonalFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a caller sent, collecting every fault, before any effect. The readings that it returns are meaningful
 * only when {@link #faults()} is empty. One instance checks one request.
 */
public final class RequestCheck {

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_.:-]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]+");

    /** What is said where a card number does not belong (C28); never with it. */
    public static final String NO_CARD_NUMBER = "This looks like a card number, which is not kept. Leave it out.";

    private final List<FieldFault> faults = new ArrayList<>();
    private final Map<String, String> meaningful = new TreeMap<>();

    /** Every fault found so far; empty when the request is good. */
    public List<FieldFault> faults() {
        return List.copyOf(faults);
    }

    /** The fields that mean something, by name, in one form each: what a key's fingerprint is made of. */
    public Map<String, String> meaningfulFields() {
        return Map.copyOf(meaningful);
    }

    /** The terms that were asked for, their personal part left out. */
    public Optional<Terms> terms(IntentRequest request) {
        Optional<Money> money = money(request.amount(), request.currency());
        text("reference_id", request.referenceId(), Limits.REFERENCE_CHARS_MAX, REFERENCE);
        text("customer_id", request.customerId(), Limits.CUSTOMER_ID_CHARS_MAX, REFERENCE);
        text("statement_descriptor", request.statementDescriptor(), Limits.STATEMENT_DESCRIPTOR_CHARS_MAX, PRINTABLE);
        CaptureMethod method = captureMethod(request.captureMethod());
        if (request.expiresAt() != null) {
            meaningful.put("expires_at", request.expiresAt().toString());
        }
        return money.map(amount -> new Terms(
                amount,
                request.referenceId(),
                method,
                request.customerId(),
                request.statementDescriptor(),
                null,
                request.expiresAt()));
    }

    /** What is personal in the request. */
    public PersonalFields personal(IntentRequest request) {
        String description = request.description();
        if (description != null) {
            length("description", description, Limits.DESCRIPTION_CHARS_MAX);
            meaningful.put("description", description);
        }
        metadata(request.metadata());
        return new PersonalFields(description, request.metadata());
    }

    /**
     * How the payer pays.
     *
     * @param isRegistered whether the caller has a terminal of this name
     */
    public Optional<PaymentMethod> method(@Nullable MethodDetails method, Predicate<TerminalId> isRegistered) {
        return new MethodCheck(faults, meaningful).method(method, isRegistered);
    }

    /** How the payer pays, where only the form counts: as if the caller had no terminals. */
    public Optional<PaymentMethod> method(@Nullable MethodDetails method) {
        return method(method, at -> false);
    }

    /** Where the payer goes after what the attempt may ask of him. */
    public void returnUrl(@Nullable String address) {
        if (address != null && !WebAddress.isUsable(address)) {
            fault(
                    "/return_url",
                    "invalid",
                    "An absolute http or https address of at most " + Limits.WEB_ADDRESS_CHARS_MAX + " characters.",
                    WebAddress.hasCardNumber(address) ? "***" : address);
        } else if (address != null) {
            meaningful.put("return_url", address);
        }
    }

    /** What is to be done with an intent's money. */
    public OperationWish wish(OperationRequest request) {
        Long amount = request.amount();
        if (amount != null) {
            meaningful.put("amount", amount.toString());
            if (amount < 1 || amount > Limits.AMOUNT_MINOR_MAX) {
                String range = "From 1 to " + Limits.AMOUNT_MINOR_MAX + " minor units.";
                fault("/amount", "out_of_range", range, amount.toString());
            }
        }
        if (request.isLast() != null) {
            meaningful.put("final", request.isLast().toString());
        }
        text("reason", request.reason(), Limits.REASON_CHARS_MAX, WORD);
        return new OperationWish(request.verb(), amount, request.isLast(), request.reason());
    }

    /** How an operator says that a doubt ended. */
    public Optional<Resolution> resolution(ResolutionRequest request) {
        Optional<Resolution.Verdict> verdict = Resolution.Verdict.parse(request.outcome());
        if (verdict.isEmpty()) {
            fault(
                    "/outcome",
                    request.outcome() == null ? "required" : "invalid",
                    "One of: approved, declined, not_processed.",
                    request.outcome());
        }
        text("downstream_reference", request.downstreamReference(), Limits.REFERENCE_CHARS_MAX, REFERENCE);
        told("evidence", request.evidence());
        told("note", request.note());
        meaningful.put("outcome", String.valueOf(request.outcome()));
        return verdict.map(word -> new Resolution(
                word,
                String.valueOf(request.evidence()),
                String.valueOf(request.note()),
                request.actor(),
                request.downstreamReference()));
    }

    private void told(String name, @Nullable String words) {
        if (words == null || words.isBlank()) {
            fault("/" + name, "required", "Say what the outcome rests on, and why you record it.", words);
        } else {
            length(name, words, Limits.RESOLUTION_TEXT_CHARS_MAX);
            meaningful.put(name, words);
        }
    }

    /** The merchant's name for an attempt. */
    public void attemptReference(@Nullable String reference) {
        text("reference_id", reference, Limits.REFERENCE_CHARS_MAX, REFERENCE);
    }

    /** How long the answer may wait; at a terminal, where a person is at work, longer by default. */
    public Duration answerWait(@Nullable Duration asked, @Nullable MethodDetails method) {
        return asked == null && method instanceof TerminalDetails ? Limits.TERMINAL_ANSWER_WAIT : answerWait(asked);
    }

    /** How long the answer may wait. */
    public Duration answerWait(@Nullable Duration asked) {
        if (asked == null) {
            return Limits.ANSWER_WAIT_DEFAULT;
        }
        if (asked.isNegative() || asked.compareTo(Limits.ANSWER_WAIT_MAX) > 0) {
            fault(
                    "/wait_seconds",
                    "out_of_range",
                    "From 0 to " + Limits.ANSWER_WAIT_MAX.toSeconds() + " seconds.",
                    String.valueOf(asked.toSeconds()));
        }
        return asked;
    }

    private Optional<Money> money(@Nullable Long amount, @Nullable String currency) {
        Optional<CurrencyCode> code = currency == null ? Optional.empty() : CurrencyCode.parse(currency);
        if (currency == null) {
            fault("/currency", "required", "An ISO 4217 code is required, e.g. \"EUR\" or \"978\".", null);
        } else if (code.isEmpty()) {
            fault("/currency", "invalid", "Not a current ISO 4217 code, e.g. \"EUR\" or \"978\".", currency);
        }
        if (amount == null) {
            fault("/amount", "required", "An amount in minor units is required, e.g. 1250 for 12.50.", null);
        } else if (amount < 1 || amount > Limits.AMOUNT_MINOR_MAX) {
            String range = "From 1 to " + Limits.AMOUNT_MINOR_MAX + " minor units.";
            fault("/amount", "out_of_range", range, amount.toString());
        }
        if (amount == null || amount < 0 || code.isEmpty()) {
            return Optional.empty();
        }
        meaningful.put("amount", amount.toString());
        meaningful.put("currency", code.get().code());
        return Optional.of(new Money(amount, code.get()));
    }

    private CaptureMethod captureMethod(@Nullable String text) {
        String method = text == null ? CaptureMethod.AUTOMATIC.text() : text;
        meaningful.put("capture_method", method);
        for (CaptureMethod known : CaptureMethod.values()) {
            if (known.text().equals(method)) {
                return known;
            }
        }
        fault("/capture_method", "invalid", "One of: automatic, manual.", method);
        return CaptureMethod.AUTOMATIC;
    }

    private void metadata(Map<String, String> metadata) {
        if (metadata.size() > Limits.METADATA_PAIRS_MAX) {
            fault("/metadata", "too_many", "At most " + Limits.METADATA_PAIRS_MAX + " pairs.", null);
        }
        StringBuilder canonical = new StringBuilder();
        new TreeMap<>(metadata).forEach((name, value) -> {
            if (name.isEmpty() || name.length() > Limits.METADATA_NAME_CHARS_MAX) {
                fault(
                        "/metadata",
                        "too_long",
                        "A name has 1 to " + Limits.METADATA_NAME_CHARS_MAX + " characters.",
                        CardNumbers.areWrittenIn(name) ? null : name);
            }
            if (CardNumbers.areWrittenIn(name)) {
                fault("/metadata", "invalid", NO_CARD_NUMBER, null);
                return;
            }
            length("metadata/" + name.replace("~", "~0").replace("/", "~1"), value, Limits.METADATA_VALUE_CHARS_MAX);
            canonical
                    .append(name.length())
                    .append(':')
                    .append(name)
                    .append(value.length())
                    .append(':')
                    .append(value);
        });
        meaningful.put("metadata", canonical.toString());
    }

    private void text(String name, @Nullable String value, int max, Pattern allowed) {
        if (value == null) {
            return;
        }
        if (!allowed.matcher(value).matches()) {
            fault("/" + name, "invalid", "Only these characters, at least one: " + allowed.pattern(), value);
        }
        length(name, value, max);
        meaningful.put(name, value);
    }

    private void length(String name, String value, int max) {
        if (value.codePoints().anyMatch(RequestCheck::isHalfACharacter)) {
            fault(
                    "/" + name,
                    "invalid",
                    "This has half of a character (a lone surrogate), which cannot be kept.",
                    null);
            return;
        }
        if (CardNumbers.areWrittenIn(value)) {
            fault("/" + name, "invalid", NO_CARD_NUMBER, null);
        }
        if (value.length() > max) {
            fault("/" + name, "too_long", "At most " + max + " characters; this has " + value.length() + ".", null);
        }
    }

    private static boolean isHalfACharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private void fault(String pointer, String code, String message, @Nullable String value) {
        faults.add(new FieldFault(pointer, code, message, value));
    }
}
