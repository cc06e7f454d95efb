package io.quittance.persistence.serialization;

import static java.util.Map.entry;

import io.quittance.engine.PaymentEngine;
import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.Authentication;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.OperationCause;
import io.quittance.engine.attempt.OperationKind;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.attempt.PresentedCard;
import io.quittance.engine.attempt.StoredCredential;
import io.quittance.engine.attempt.StoredCredential.Initiator;
import io.quittance.engine.checkout.Checkout;
import io.quittance.engine.delivery.DeliveryTry;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.CaptureMethod;
import io.quittance.engine.intent.DoubtEvent.DoubtOverdue;
import io.quittance.engine.intent.DoubtEvent.DoubtResolved;
import io.quittance.engine.intent.DoubtEvent.LateApproval;
import io.quittance.engine.intent.DoubtEvent.ResolutionChecked;
import io.quittance.engine.intent.IntentEvent.AttemptActionRequired;
import io.quittance.engine.intent.IntentEvent.AttemptApproved;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptInDoubt;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentEvent.AttemptProgressed;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.CaptureDue;
import io.quittance.engine.intent.IntentEvent.IntentCanceled;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentEvent.IntentExpired;
import io.quittance.engine.intent.IntentEvent.PaymentSettled;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.intent.IntentEvent.RequestJoined;
import io.quittance.engine.intent.NotificationEvent.Cause;
import io.quittance.engine.intent.NotificationEvent.EndpointDisabled;
import io.quittance.engine.intent.NotificationEvent.Tried;
import io.quittance.engine.intent.NotificationEvent.WebhookExhausted;
import io.quittance.engine.intent.NotificationEvent.WebhooksOwed;
import io.quittance.engine.intent.NotificationEvent.WebhooksTried;
import io.quittance.engine.intent.OperationEvent.OperationApproved;
import io.quittance.engine.intent.OperationEvent.OperationDeclined;
import io.quittance.engine.intent.OperationEvent.OperationInDoubt;
import io.quittance.engine.intent.OperationEvent.OperationNotProcessed;
import io.quittance.engine.intent.OperationEvent.OperationStarted;
import io.quittance.engine.intent.OperationWish.Verb;
import io.quittance.engine.intent.Terms;
import io.quittance.engine.intent.TokenEvent.TokenAuthenticated;
import io.quittance.engine.intent.TokenEvent.TokenChallenged;
import io.quittance.engine.intent.TokenEvent.TokenEnded;
import io.quittance.engine.intent.TokenEvent.TokenIssued;
import io.quittance.engine.intent.TokenEvent.TokenNamed;
import io.quittance.engine.intent.TokenEvent.TokenPaused;
import io.quittance.engine.intent.TokenEvent.TokenResumed;
import io.quittance.engine.intent.TokenEvent.TokenUsed;
import io.quittance.engine.money.Money;
import io.quittance.engine.personal.Sealed;
import io.quittance.engine.token.TokenEnd;
import io.quittance.engine.token.TokenTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
            new Sealed("shop/test/c-1", "AAECAwQFBgcICQoLDA0ODw=="),
            null);
    private static final Terms BARE =
            new Terms(Money.of(1, "JPY"), null, CaptureMethod.AUTOMATIC, null, null, null, null);
    private static final MethodSummary CARD = MethodSummary.card("visa", "411111XXXXXX1111", "12/30");
    private static final KeyedRequest REQUEST = new KeyedRequest(
            "/v1/payments",
            "key-1",
            Map.of("amount", "q5D7wE5xbmIbO7Tl"),
            KeyedRequest.claimOf(SHOP, "/v1/payments", "key-1"),
            KeyedRequest.REPRESENTATION);

    private static final KeyedRequest IN_PATH = new KeyedRequest(
            PaymentEngine.attemptPath(ID), "key-2", REQUEST.fingerprint(), null, KeyedRequest.REPRESENTATION);

    private static final Approval APPROVAL = new Approval("000017", "acq-17");
    private static final PresentedCard PRESENTED = new PresentedCard("מסטרקארד רגיל", "510046XXXXXX7315");
    private static final Failure FAILURE = new Failure("card_declined", "No.", null, "12", "REFUSED");

    private static final EndpointId ENDPOINT = new EndpointId("we_" + "a2".repeat(16));
    private static final EndpointId OTHER_ENDPOINT = new EndpointId("we_" + "b3".repeat(16));

    private static final CardId VAULTED = new CardId("c4".repeat(16));

    private SampleEvents() {}

    static Map<String, Object> byFile() {
        Map<String, Object> events = new TreeMap<>(starts());
        events.putAll(attempts());
        events.putAll(outcomes());
        events.putAll(operations());
        events.putAll(doubtsAndEnds());
        events.putAll(deliveries());
        events.putAll(tokens());
        events.putAll(usesOfTokens());
        events.put("intent.created.v1", new IntentCreated(AT, ID, SHOP, TERMS, REQUEST));
        events.put(
                "intent.created.v1-minimal",
                new IntentCreated(Instant.EPOCH, ID, new Tenant("shop", Mode.LIVE), BARE, null));
        Terms later = new Terms(Money.of(1250, "EUR"), "order-2", CaptureMethod.MANUAL, null, null, null, AT);
        events.put("intent.created.v1-manual", new IntentCreated(AT, ID, SHOP, later, null));
        events.put("intent.request_answered.v1", new RequestAnswered(AT, REQUEST));
        events.put("intent.request_joined.v1", new RequestJoined(AT, IN_PATH, 2));
        return events;
    }

    private static Map<String, Object> tokens() {
        TokenTerms terms = new TokenTerms(
                true,
                "till-7-0001",
                true,
                AT.plus(Duration.ofMinutes(30)),
                new Sealed("shop/test/c-1", "AAECAwQFBgcICQoLDA0ODw=="));
        TokenTerms bare = new TokenTerms(false, null, false, AT.plus(Duration.ofMinutes(30)), null);
        String path = Checkout.ISSUE_PATH;
        KeyedRequest request = new KeyedRequest(
                path,
                "key-4",
                REQUEST.fingerprint(),
                KeyedRequest.claimOf(SHOP, path, "key-4"),
                KeyedRequest.REPRESENTATION);
        String claim = KeyedRequest.claimOf(SHOP, path + "/merchant_transaction_id", "till-7-0001");
        return Map.of(
                "intent.token_named.v1",
                new TokenNamed(AT, 1, claim),
                "intent.token_issued.v1",
                new TokenIssued(AT, 1, terms, request),
                "intent.token_issued.v1-minimal",
                new TokenIssued(AT, 2, bare, null),
                "intent.token_ended.v1",
                new TokenEnded(AT, 1, TokenEnd.REPLACED));
    }

    private static Map<String, Object> usesOfTokens() {
        StoredCredential stored =
                new StoredCredential(VAULTED.crossReference(), Initiator.CUSTOMER, StoredCredential.Reason.INITIAL);
        Instant soon = AT.plus(Duration.ofMinutes(15));
        return Map.of(
                "intent.token_used.v1",
                new TokenUsed(AT, 1, CARD.stored(stored), VAULTED, soon),
                "intent.token_used.v1-minimal",
                new TokenUsed(AT, 1, CARD, VAULTED, soon),
                "intent.token_challenged.v1",
                new TokenChallenged(AT, 1, new NextAction("https://issuer.example/challenges/7", soon)),
                "intent.token_authenticated.v1",
                new TokenAuthenticated(AT, 1, new Authentication("2.2.0", "05", "ds-7")),
                "intent.token_authenticated.v1-minimal",
                new TokenAuthenticated(AT, 1, null),
                "intent.token_paused.v1",
                new TokenPaused(AT, 1, soon),
                "intent.token_resumed.v1",
                new TokenResumed(AT, 1));
    }

    private static Map<String, Object> deliveries() {
        DeliveryTry taken = new DeliveryTry(AT, 41, 204, null, true, null);
        DeliveryTry refused = new DeliveryTry(AT, 15_000, null, "no answer within 15 s", false, AT.plusSeconds(60));
        return Map.ofEntries(
                entry("intent.webhooks_owed.v1", new WebhooksOwed(AT, 3, List.of(ENDPOINT, OTHER_ENDPOINT), null)),
                entry("intent.webhooks_owed.v1-again", new WebhooksOwed(AT, 3, List.of(ENDPOINT), Cause.REDELIVERY)),
                entry(
                        "intent.webhooks_tried.v1",
                        new WebhooksTried(
                                AT, List.of(new Tried(3, ENDPOINT, taken), new Tried(3, OTHER_ENDPOINT, refused)))),
                entry("intent.webhook_exhausted.v1", new WebhookExhausted(AT, 3, OTHER_ENDPOINT)),
                entry("intent.endpoint_disabled.v1", new EndpointDisabled(AT, OTHER_ENDPOINT, "it answered 410 Gone")));
    }

    private static Map<String, Object> starts() {
        String reference = ID.value() + "-1";
        return Map.ofEntries(
                entry(
                        "intent.attempt_started.v1",
                        new AttemptStarted(
                                AT, 1, "order-1-1", reference, CARD, "acme", AT.plusSeconds(10), REQUEST, true)),
                entry(
                        "intent.attempt_started.v1-terminal",
                        new AttemptStarted(
                                AT,
                                1,
                                "order-1-1",
                                reference,
                                MethodSummary.terminal("tm_" + "a2".repeat(16)),
                                "terminal",
                                AT.plusSeconds(135),
                                REQUEST,
                                true)),
                entry(
                        "intent.attempt_started.v1-minimal",
                        new AttemptStarted(
                                AT,
                                2,
                                "order-1-2",
                                ID.value() + "-2",
                                new MethodSummary("terminal", null, null, null, null, null),
                                "acme",
                                AT,
                                new KeyedRequest("/", "!", Map.of(), null, KeyedRequest.REPRESENTATION),
                                false)));
    }

    private static Map<String, Object> attempts() {
        return Map.ofEntries(
                entry(
                        "intent.attempt_action_required.v1",
                        new AttemptActionRequired(
                                AT,
                                1,
                                new NextAction(
                                        "https://issuer.example/challenges/7", AT.plus(Duration.ofMinutes(15))))),
                entry("intent.attempt_progressed.v1", new AttemptProgressed(AT, 1, PayerStep.WAITING_FOR_CARD)),
                entry(
                        "intent.attempt_in_doubt.v1",
                        new AttemptInDoubt(AT, 1, Evidence.SENT_WITHOUT_ANSWER, "no answer within 10000 ms")),
                entry(
                        "intent.attempt_in_doubt.v1-interrupted",
                        new AttemptInDoubt(AT, 1, Evidence.INTERRUPTED, "the process ended")));
    }

    private static Map<String, Object> outcomes() {
        return Map.ofEntries(
                entry("intent.attempt_approved.v1", new AttemptApproved(AT, 1, APPROVAL, true, null, null)),
                entry(
                        "intent.attempt_approved.v1-terminal",
                        new AttemptApproved(AT, 1, APPROVAL, false, null, PRESENTED)),
                entry(
                        "intent.attempt_approved.v1-held",
                        new AttemptApproved(AT, 1, APPROVAL, false, AT.plus(Duration.ofDays(7)), null)),
                entry(
                        "intent.attempt_declined.v1",
                        new AttemptDeclined(
                                AT, 1, new Failure("card_declined", "Нет.", "lost_card", "41", "紛失"), false, null)),
                entry(
                        "intent.attempt_declined.v1-terminal",
                        new AttemptDeclined(
                                AT,
                                1,
                                new Failure("card_declined", "No.", "host_error", "4", "סירוב בחברת האשראי"),
                                false,
                                PRESENTED)),
                entry(
                        "intent.attempt_declined.v1-minimal",
                        new AttemptDeclined(AT, 1, new Failure("card_declined", "No.", null, null, null), false, null)),
                entry("intent.attempt_not_processed.v1", new AttemptNotProcessed(AT, 1, "the issuer was not reached")));
    }

    private static Map<String, Object> operations() {
        KeyedRequest request = new KeyedRequest(
                PaymentEngine.operationPath(ID, Verb.CAPTURE),
                "key-3",
                REQUEST.fingerprint(),
                null,
                KeyedRequest.REPRESENTATION);
        return Map.of(
                "intent.operation_started.v1",
                new OperationStarted(
                        AT,
                        1,
                        OperationKind.CAPTURE,
                        OperationCause.REQUEST,
                        "shipped",
                        1000,
                        1,
                        ID.value() + "-op1",
                        "acme",
                        AT.plusSeconds(10),
                        true,
                        request),
                "intent.operation_started.v1-unasked",
                reversal(),
                "intent.operation_in_doubt.v1",
                new OperationInDoubt(AT, 1, OperationKind.CAPTURE, Evidence.SENT_WITHOUT_ANSWER, "no answer"),
                "intent.operation_approved.v1",
                new OperationApproved(AT, 1, OperationKind.VOID, APPROVAL, true),
                "intent.operation_declined.v1",
                new OperationDeclined(AT, 1, OperationKind.REFUND, FAILURE, false),
                "intent.operation_not_processed.v1",
                new OperationNotProcessed(AT, 1, OperationKind.REVERSAL, "never left"));
    }

    private static OperationStarted reversal() {
        return new OperationStarted(
                AT,
                2,
                OperationKind.REVERSAL,
                OperationCause.LATE_APPROVAL,
                null,
                1250,
                1,
                ID.value() + "-op2",
                "acme",
                AT.plusSeconds(10),
                false,
                null);
    }

    private static Map<String, Object> doubtsAndEnds() {
        return Map.of(
                "intent.canceled.v1",
                new IntentCanceled(AT, "abandoned", IN_PATH),
                "intent.canceled.v1-minimal",
                new IntentCanceled(AT, null, null),
                "intent.expired.v1",
                new IntentExpired(AT),
                "intent.capture_due.v1",
                new CaptureDue(AT, AT.plus(Duration.ofDays(1))),
                "intent.settled.v1",
                new PaymentSettled(AT.plusSeconds(1), AT),
                "intent.doubt_overdue.v1",
                new DoubtOverdue(AT, OrderName.attempt(1)),
                "intent.doubt_resolved.v1",
                new DoubtResolved(AT, OrderName.operation(2), "approved", "report of 14 March, line 17", "seen", "k1"),
                "intent.resolution_checked.v1",
                new ResolutionChecked(AT, OrderName.operation(2), "approved"),
                "intent.late_approval.v1",
                new LateApproval(AT, OrderName.attempt(1), APPROVAL));
    }
}
