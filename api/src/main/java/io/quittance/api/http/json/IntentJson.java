package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AtTerminal;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.Operation;
import io.quittance.engine.attempt.PresentedCard;
import io.quittance.engine.attempt.StoredCredential;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.intent.Funds;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Terms;
import io.quittance.persistence.serialization.EventNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An intent in its first representation. A replayed answer is rendered by the representation that its event names, so
 * this one is never changed in what it writes for an old state; golden files pin its bytes.
 */
public final class IntentJson {

    private IntentJson() {}

    /** The body of an answer. */
    public static byte[] bytes(IntentView view) {
        return Json.bytes(json -> write(json, view));
    }

    /**
     * The body of a look that asked for the recorded events too: those that make what is told, and what became of
     * webhooks in between.
     */
    public static byte[] bytes(IntentView view, List<JournalEntry> events) {
        return Json.bytes(json -> {
            json.writeStartObject();
            fields(json, view);
            json.writeArrayFieldStart("events");
            long version = 0;
            for (JournalEntry event : events) {
                version += EventNames.isOfPayment(event.manifest()) ? 1 : 0;
                if (version <= view.snapshot().facts().version()) {
                    ListJson.recorded(json, event);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static void write(JsonGenerator json, IntentView view) throws IOException {
        json.writeStartObject();
        fields(json, view);
        json.writeEndObject();
    }

    /** The members of the intent's object. */
    static void fields(JsonGenerator json, IntentView view) throws IOException {
        IntentSnapshot snapshot = view.snapshot();
        IntentFacts facts = snapshot.facts();
        Terms terms = facts.terms();
        json.writeStringField("id", facts.id().value());
        json.writeStringField("object", "payment_intent");
        json.writeStringField("status", snapshot.status().text());
        json.writeStringField("status_reason", snapshot.statusReason());
        json.writeBooleanField("safe_to_retry", snapshot.isSafeToRetry());
        amounts(json, terms, facts.funds());
        json.writeStringField("capture_method", terms.captureMethod().text());
        Json.time(json, "settled_at", facts.funds().settledAt());
        json.writeStringField("reference_id", terms.referenceId());
        json.writeStringField("customer_id", terms.customerId());
        json.writeStringField("description", view.personal().description());
        metadata(json, view.personal().metadata());
        json.writeStringField("statement_descriptor", terms.statementDescriptor());
        json.writeArrayFieldStart("attempts");
        for (Attempt attempt : facts.attempts()) {
            attempt(json, attempt);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("operations");
        for (Operation operation : facts.operations()) {
            operation(json, operation);
        }
        json.writeEndArray();
        failure(json, "last_failure", view.lastFailure());
        nextAction(json, snapshot.nextAction());
        json.writeStringField("cross_reference", snapshot.crossReference());
        Json.time(json, "capture_before", facts.funds().captureBefore());
        Json.time(json, "expires_at", terms.expiresAt());
        Json.time(json, "created_at", facts.createdAt());
        Json.time(json, "updated_at", facts.updatedAt());
        json.writeNumberField("version", facts.version());
    }

    private static void amounts(JsonGenerator json, Terms terms, Funds funds) throws IOException {
        json.writeNumberField("amount", terms.amount().minorUnits());
        json.writeStringField("currency", terms.amount().currency().code());
        json.writeNumberField("amount_authorized", funds.authorized());
        json.writeNumberField("amount_captured", funds.captured());
        json.writeNumberField("amount_capturable", funds.capturable());
        json.writeNumberField("amount_refunded", funds.refunded());
        json.writeNumberField("amount_refundable", funds.refundable());
        json.writeNumberField("amount_voided", funds.voided());
        json.writeNumberField("amount_voidable", funds.voidable());
    }

    private static void metadata(JsonGenerator json, Map<String, String> metadata) throws IOException {
        json.writeObjectFieldStart("metadata");
        for (Map.Entry<String, String> pair : metadata.entrySet()) {
            json.writeStringField(pair.getKey(), pair.getValue());
        }
        json.writeEndObject();
    }

    private static void attempt(JsonGenerator json, Attempt attempt) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", attempt.number());
        json.writeStringField("reference_id", attempt.referenceId());
        json.writeStringField("downstream_reference", attempt.downstreamReference());
        json.writeStringField("status", attempt.status().text());
        method(json, attempt.method(), attempt.atTerminal());
        failure(json, "failure", attempt.failure());
        resultCodes(json, attempt.approval(), attempt.failure());
        Json.time(json, "started_at", attempt.startedAt());
        Json.time(json, "ended_at", attempt.course().endedAt());
        json.writeEndObject();
    }

    private static void operation(JsonGenerator json, Operation operation) throws IOException {
        Course course = operation.course();
        json.writeStartObject();
        json.writeNumberField("number", operation.number());
        json.writeStringField("kind", operation.kind().text());
        json.writeStringField("cause", operation.cause().text());
        json.writeNumberField("amount", operation.amount());
        json.writeStringField("status", course.status().text());
        json.writeStringField("downstream_reference", operation.downstreamReference());
        json.writeNumberField("attempt", operation.attempt());
        failure(json, "failure", course.failure());
        resultCodes(json, course.approval(), course.failure());
        Json.time(json, "started_at", course.startedAt());
        Json.time(json, "ended_at", course.endedAt());
        json.writeEndObject();
    }

    /** At a terminal, the card is the one that was presented, as soon as it is known. */
    private static void method(JsonGenerator json, MethodSummary method, AtTerminal known) throws IOException {
        PresentedCard card = known.card();
        json.writeObjectFieldStart("method");
        json.writeStringField("type", method.type());
        json.writeStringField("brand", card == null ? method.brand() : card.brand());
        json.writeStringField("masked", card == null ? method.masked() : card.masked());
        json.writeStringField("expiry", method.expiry());
        stored(json, method.stored());
        if (method.isTerminal()) {
            json.writeStringField("terminal_id", method.terminalId());
            json.writeStringField(
                    "payer_step",
                    known.steps().isEmpty()
                            ? null
                            : known.steps().get(known.steps().size() - 1).text());
        }
        json.writeEndObject();
    }

    /** Only for a card that is kept, or was. */
    private static void stored(JsonGenerator json, @Nullable StoredCredential stored) throws IOException {
        if (stored != null) {
            json.writeStringField("cross_reference", stored.crossReference());
            json.writeStringField("initiated_by", stored.initiator().text());
            json.writeStringField(
                    "reason", stored.reason() == null ? null : stored.reason().text());
        }
    }

    private static void resultCodes(JsonGenerator json, @Nullable Approval approval, @Nullable Failure failure)
            throws IOException {
        json.writeObjectFieldStart("result_codes");
        if (approval != null && !approval.equals(Approval.UNNAMED)) {
            json.writeStringField("authorization_code", approval.authorizationCode());
            json.writeStringField("acquirer_reference", approval.acquirerReference());
        }
        if (failure != null && failure.hostCode() != null) {
            json.writeStringField("host_code", failure.hostCode());
        }
        json.writeEndObject();
    }

    private static void nextAction(JsonGenerator json, @Nullable NextAction action) throws IOException {
        if (action == null) {
            json.writeNullField("next_action");
            return;
        }
        json.writeObjectFieldStart("next_action");
        json.writeStringField("type", "redirect_to_url");
        json.writeStringField("url", action.url());
        Json.time(json, "expires_at", action.until());
        json.writeEndObject();
    }

    private static void failure(JsonGenerator json, String name, @Nullable Failure failure) throws IOException {
        if (failure == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeStringField("code", failure.code());
        json.writeStringField("message", failure.message());
        json.writeStringField("decline_code", failure.declineCode());
        json.writeStringField("host_code", failure.hostCode());
        json.writeStringField("host_message", failure.hostMessage());
        json.writeEndObject();
    }
}
