package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.quittance.engine.Limits;
import io.quittance.engine.intent.AttemptRequest;
import io.quittance.engine.intent.CardDetails;
import io.quittance.engine.intent.CrossReferenceDetails;
import io.quittance.engine.intent.FieldFault;
import io.quittance.engine.intent.IntentRequest;
import io.quittance.engine.intent.MethodDetails;
import io.quittance.engine.intent.OperationRequest;
import io.quittance.engine.intent.OperationWish.Verb;
import io.quittance.engine.intent.PaymentRequest;
import io.quittance.engine.intent.RequestCheck;
import io.quittance.engine.intent.ResolutionRequest;
import io.quittance.engine.intent.TerminalDetails;
import io.quittance.engine.intent.TokenDetails;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, read strictly. Faults of the form and faults of the content are told together; each field has at
 * most its own.
 *
 * @param request what was asked, meaningful only when there are no faults
 * @param sequenceNumber the key in the body, or null
 * @param faults every fault of the form
 */
public record RequestBody<T>(T request, @Nullable String sequenceNumber, List<FieldFault> faults) {

    private static final byte[] EMPTY = {'{', '}'};

    /** A body of {@code POST /v1/payment_intents}. */
    public static RequestBody<IntentRequest> intent(byte[] body) {
        List<FieldFault> faults = new ArrayList<>();
        JsonFields fields = parse(body, faults);
        IntentRequest request = intent(fields);
        fields.noOthers();
        return new RequestBody<>(
                request, null, merged(faults, check -> check.terms(request), check -> check.personal(request)));
    }

    /** A body of {@code POST /v1/payments}. */
    public static RequestBody<PaymentRequest> payment(byte[] body) {
        List<FieldFault> faults = new ArrayList<>();
        JsonFields fields = parse(body, faults);
        IntentRequest intent = intent(fields);
        PaymentRequest request =
                new PaymentRequest(intent, method(fields), fields.text("return_url"), answerWait(fields));
        String sequenceNumber = fields.text("sequence_number");
        fields.noOthers();
        return new RequestBody<>(
                request,
                sequenceNumber,
                merged(
                        faults,
                        check -> check.terms(intent),
                        check -> check.personal(intent),
                        check -> check.method(request.method()),
                        check -> check.returnUrl(request.returnUrl()),
                        check -> check.answerWait(request.answerWait())));
    }

    /** A body of {@code POST /v1/payment_intents/{id}/attempts}. */
    public static RequestBody<AttemptRequest> attempt(byte[] body) {
        List<FieldFault> faults = new ArrayList<>();
        JsonFields fields = parse(body, faults);
        AttemptRequest request = new AttemptRequest(
                method(fields), fields.text("return_url"), fields.text("reference_id"), answerWait(fields), null);
        fields.noOthers();
        return new RequestBody<>(
                request,
                null,
                merged(
                        faults,
                        check -> check.method(request.method()),
                        check -> check.returnUrl(request.returnUrl()),
                        check -> check.attemptReference(request.referenceId()),
                        check -> check.answerWait(request.answerWait())));
    }

    /** A body of {@code POST /v1/payment_intents/{id}/capture}, {@code void}, {@code refunds}, … */
    public static RequestBody<OperationRequest> operation(byte[] body, Verb verb) {
        List<FieldFault> faults = new ArrayList<>();
        JsonFields fields = parseIfThere(body, faults);
        boolean takesAmount = verb != Verb.CANCEL && verb != Verb.REVERSE;
        OperationRequest request = new OperationRequest(
                verb,
                takesAmount ? fields.wholeNumber("amount") : null,
                verb == Verb.CAPTURE ? fields.flag("final") : null,
                fields.text("reason"),
                answerWait(fields),
                null);
        fields.noOthers();
        return new RequestBody<>(
                request,
                null,
                merged(faults, check -> check.wish(request), check -> check.answerWait(request.answerWait())));
    }

    /** A body of {@code POST /v1/payment_intents/{id}/resolution}. */
    public static RequestBody<ResolutionRequest> resolution(byte[] body, String actor) {
        List<FieldFault> faults = new ArrayList<>();
        JsonFields fields = parse(body, faults);
        ResolutionRequest request = new ResolutionRequest(
                fields.text("outcome"),
                fields.text("evidence"),
                fields.text("note"),
                fields.text("downstream_reference"),
                actor,
                null);
        fields.noOthers();
        return new RequestBody<>(request, null, merged(faults, check -> check.resolution(request)));
    }

    private interface Reading {
        void apply(RequestCheck check);
    }

    /**
     * Where the form is at fault, the engine is not asked; its own check is run here so that no fault waits for a
     * second try.
     */
    private static List<FieldFault> merged(List<FieldFault> ofForm, Reading... readings) {
        RequestCheck check = new RequestCheck();
        if (!ofForm.isEmpty()) {
            Stream.of(readings).forEach(reading -> reading.apply(check));
        }
        return merged(ofForm, check.faults());
    }

    /** The same where the content was checked; without a fault of the form, it is left to the engine to tell. */
    static List<FieldFault> merged(List<FieldFault> ofForm, List<FieldFault> ofContent) {
        if (ofForm.isEmpty()) {
            return List.of();
        }
        Set<String> told = ofForm.stream().map(FieldFault::pointer).collect(Collectors.toSet());
        List<FieldFault> all = new ArrayList<>(ofForm);
        boolean unreadable = told.contains("");
        ofContent.stream()
                .filter(fault -> !unreadable && told.stream().noneMatch(at -> covers(at, fault.pointer())))
                .forEach(all::add);
        return all;
    }

    private static boolean covers(String told, String pointer) {
        return pointer.equals(told) || pointer.startsWith(told + "/");
    }

    private static IntentRequest intent(JsonFields fields) {
        return new IntentRequest(
                fields.wholeNumber("amount"),
                fields.text("currency"),
                fields.text("reference_id"),
                fields.text("capture_method"),
                fields.text("description"),
                fields.text("customer_id"),
                fields.texts("metadata"),
                fields.text("statement_descriptor"),
                fields.time("expires_at"));
    }

    private static @Nullable MethodDetails method(JsonFields fields) {
        JsonFields method = fields.object("payment_method");
        if (method == null) {
            return null;
        }
        String type = method.text("type");
        if ("terminal".equals(type)) {
            TerminalDetails terminal = new TerminalDetails(method.text("terminal_id"));
            method.noOthers();
            return terminal;
        } else if ("cross_reference".equals(type)) {
            CrossReferenceDetails saved = new CrossReferenceDetails(
                    method.text("cross_reference"),
                    method.secretText("cvc"),
                    method.text("initiated_by"),
                    method.text("reason"));
            method.noOthers();
            return saved;
        } else if (type == null) {
            method.fault(
                    "type", "required", "Which kind of payment method? One of: card, cross_reference, terminal.", null);
        } else if (!type.equals("card")) {
            method.fault("type", "not_supported", "This version takes: card, cross_reference, terminal.", type);
        }
        String token = method.text("token");
        return token == null ? card(method) : token(method, token);
    }

    /** A card has a number, or a token, and not both. */
    private static TokenDetails token(JsonFields method, String token) {
        method.noOthers();
        return new TokenDetails(token);
    }

    private static CardDetails card(JsonFields method) {
        JsonFields card = method.object("card");
        if (card == null) {
            method.fault("card", "required", "Send the card: number, exp_month, exp_year and cvc; or its token.", null);
        }
        method.noOthers();
        return card == null ? new CardDetails(null, null, null, null) : details(card);
    }

    static CardDetails details(JsonFields card) {
        CardDetails details = new CardDetails(
                card.secretText("number"),
                card.smallNumber("exp_month"),
                card.smallNumber("exp_year"),
                card.secretText("cvc"));
        card.noOthers();
        return details;
    }

    private static @Nullable Duration answerWait(JsonFields fields) {
        Integer seconds = fields.smallNumber("wait_seconds");
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    /** No body is an empty object. */
    static JsonFields parseIfThere(byte[] body, List<FieldFault> faults) {
        return parse(body.length == 0 ? EMPTY : body, faults);
    }

    static JsonFields parse(byte[] body, List<FieldFault> faults) {
        if (body.length == 0) {
            faults.add(new FieldFault("", "required", "Send a body: one JSON object, as application/json.", null));
            return JsonFields.of(Json.STRICT.createObjectNode(), faults);
        }
        try {
            // Read as text: from bytes, the parser would take what looks like UTF-16 or UTF-32 for that.
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return JsonFields.of(Json.STRICT.readTree(text.toString()), faults);
        } catch (CharacterCodingException e) {
            faults.add(new FieldFault("", "invalid_utf8", "The body is not valid UTF-8.", null));
        } catch (StreamConstraintsException e) {
            faults.add(new FieldFault(
                    "",
                    "too_deep_or_too_long",
                    "The body is nested deeper than " + Limits.JSON_DEPTH_MAX
                            + " or holds a text, name or number that is too long.",
                    null));
        } catch (JsonProcessingException e) {
            faults.add(new FieldFault("", "invalid_json", unreadable(e), null));
        }
        return JsonFields.of(Json.STRICT.createObjectNode(), faults);
    }

    /** Where the JSON breaks; never a piece of the body, which may hold a card number. */
    private static String unreadable(JsonProcessingException e) {
        String kind = e.getOriginalMessage().startsWith("Duplicate field")
                ? "A name occurs twice in one object"
                : "The body is not valid JSON";
        return kind + ", at line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr() + ".";
    }
}
