package io.quittance.persistence.serialization;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.CaptureMethod;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentEvent.RequestJoined;
import io.quittance.engine.intent.Terms;
import io.quittance.engine.money.Money;
import io.quittance.engine.personal.Sealed;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * One event, or more, under each name of the journal, by the name of its golden file: every field present, and under
 * {@code -minimal} every field absent that may be.
 */
final class SampleEvents {

    private static final Instant AT = Instant.parse("2026-03-14T10:15:30.250Z");
    private static final Tenant SHOP = Tenant.test("shop");
    private static final IntentId ID = IntentId.ofReference(SHOP, "order-1");
    private static final Terms TERMS = new Terms(
            Money.of(1250, "EUR"),
            "order-1",
            CaptureMethod.AUTOMATIC,
            "c-1",
            "CAKES \"4\" ALL",
            new Sealed("shop/test/c-1", "AAECAwQFBgcICQoLDA0ODw=="));
    private static final Terms BARE = new Terms(Money.of(1, "JPY"), null, CaptureMethod.AUTOMATIC, null, null, null);
    private static final MethodSummary CARD = new MethodSummary("card", "visa", "411111XXXXXX1111", "12/30");
    private static final KeyedRequest REQUEST = new KeyedRequest(
            "/v1/payments",
            "key-1",
            Map.of("amount", "q5D7wE5xbmIbO7Tl"),
            KeyedRequest.claimOf(SHOP, "/v1/payments", "key-1"),
            KeyedRequest.REPRESENTATION);

    private static final KeyedRequest IN_PATH = new KeyedRequest(
            PaymentEngine.attemptPath(ID), "key-2", REQUEST.fingerprint(), null, KeyedRequest.REPRESENTATION);

    private SampleEvents() {}

    static Map<String, Object> byFile() {
        Map<String, Object> events = new TreeMap<>(attempts());
        events.put("intent.created.v1", new IntentCreated(AT, ID, SHOP, TERMS, REQUEST));
        events.put(
                "intent.created.v1-minimal",
                new IntentCreated(Instant.EPOCH, ID, new Tenant("shop", Mode.LIVE), BARE, null));
        events.put("intent.request_answered.v1", new RequestAnswered(AT, REQUEST));
        events.put("intent.request_joined.v1", new RequestJoined(AT, IN_PATH, 2));
        return events;
    }

    private static Map<String, Object> attempts() {
        String reference = ID.value() + "-1";
        return Map.of(
                "intent.attempt_started.v1",
                new AttemptStarted(AT, 1, "order-1-1", reference, CARD, "acme", AT.plusSeconds(10), REQUEST, true),
                "intent.attempt_started.v1-minimal",
                new AttemptStarted(
                        AT,
                        2,
                        "order-1-2",
                        ID.value() + "-2",
                        new MethodSummary("terminal", null, null, null),
                        "acme",
                        AT,
                        new KeyedRequest("/", "!", Map.of(), null, KeyedRequest.REPRESENTATION),
                        false),
                "intent.attempt_in_doubt.v1",
                new AttemptInDoubt(AT, 1, Evidence.SENT_WITHOUT_ANSWER, "no answer within 10000 ms"),
                "intent.attempt_in_doubt.v1-interrupted",
                new AttemptInDoubt(AT, 1, Evidence.INTERRUPTED, "the process ended"),
                "intent.attempt_approved.v1",
                new AttemptApproved(AT, 1, new Approval("000017", "acq-17"), true),
                "intent.attempt_declined.v1",
                new AttemptDeclined(AT, 1, new Failure("card_declined", "Нет.", "lost_card", "41", "紛失"), false),
                "intent.attempt_declined.v1-minimal",
                new AttemptDeclined(AT, 1, new Failure("card_declined", "No.", null, null, null), false),
                "intent.attempt_not_processed.v1",
                new AttemptNotProcessed(AT, 1, "the issuer was not reached"));
    }
}
