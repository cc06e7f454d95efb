package io.quittance.engine.intent;

import static io.quittance.engine.intent.Decisions.refusal;
import static io.quittance.engine.intent.Decisions.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.AuthenticationResult;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.checkout.TokenView;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.intent.IntentCommand.Request;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentState.InCheckout;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.OperationWish.Verb;
import io.quittance.engine.intent.TokenEvent.TokenAuthenticated;
import io.quittance.engine.intent.TokenEvent.TokenChallenged;
import io.quittance.engine.intent.TokenEvent.TokenEnded;
import io.quittance.engine.intent.TokenEvent.TokenIssued;
import io.quittance.engine.intent.TokenEvent.TokenNamed;
import io.quittance.engine.intent.TokenEvent.TokenPaused;
import io.quittance.engine.intent.TokenEvent.TokenResumed;
import io.quittance.engine.intent.TokenEvent.TokenUsed;
import io.quittance.engine.personal.PersonalFields;
import io.quittance.engine.support.Given;
import io.quittance.engine.token.TokenEnd;
import io.quittance.engine.token.TokenStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An access token pays once or never, whatever its payer and its merchant do, and whenever (CE-1 to CE-11). */
final class TokenRulesTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Instant UNUSED_OVER = Given.NOW.plus(Limits.TOKEN_LIFE);
    private static final Instant USE_OVER = Given.NOW.plus(Limits.TOKEN_USE);
    private static final Instant RESUME_OVER = Given.NOW.plus(Limits.RESUME_WAIT);

    /** Goal: no second charge beside one that came too late. Method: it comes while a payer is on the page. */
    @Test
    void whileALateApprovalIsNotGivenBackNothingElseIsSent() {
        IntentState late = Events.fold(
                Stage.NOT_PROCESSED.state(),
                List.of(Tokens.issued(1, true), Tokens.used(1), Tokens.authenticated(1), Tokens.paused(1)));
        late = Events.fold(late, List.of(Events.lateApproval(1)));

        assertThat(words(decide(late, Tokens.resume(1), Given.NOW))).isEqualTo("refuses ATTEMPT_IN_DOUBT");
    }

    @Test
    void whoLookedForNoCardBecauseNoPayerWasThereYetResumesNothing() {
        TokenCommand early = new TokenCommand.Resume(Given.SHOP, 1, null, null, null, null, Tokens.NOBODY);

        assertThat(words(decide(Stage.TOKEN_PAUSED.state(), early, Given.NOW)))
                .isEqualTo("refuses NOT_WAITING_FOR_RESUME");
    }

    @Test
    void theTimesAreThoseOfTheSourceSystem() {
        assertThat(Limits.TOKEN_LIFE).isEqualTo(Duration.ofMinutes(30));
        assertThat(Limits.RESUME_WAIT).isEqualTo(Duration.ofMinutes(15));
    }

    @ParameterizedTest(name = "{0} × {1}: {2}")
    @CsvSource(textBlock = """
            ABSENT,               issue,       records IntentCreated + TokenIssued
            ABSENT,               use,         refuses NOT_FOUND
            ABSENT,               revoke,      refuses NOT_FOUND
            CREATED,              issue,       records TokenIssued
            CREATED,              use,         refuses NOT_FOUND
            FAILED,               issue,       records TokenIssued
            NOT_PROCESSED,        issue,       records TokenIssued
            PENDING,              issue,       refuses ATTEMPT_IN_PROGRESS
            IN_DOUBT,             issue,       refuses ATTEMPT_IN_DOUBT
            SUCCEEDED,            issue,       refuses ALREADY_SUCCEEDED
            CANCELED,             issue,       refuses INTENT_CLOSED
            TOKEN_ISSUED,         issue,       records TokenEnded + TokenIssued
            TOKEN_ISSUED,         use,         records TokenUsed
            TOKEN_ISSUED,         passed,      tells CREATED
            TOKEN_ISSUED,         resume,      refuses NOT_WAITING_FOR_RESUME
            TOKEN_ISSUED,         revoke,      records TokenEnded
            TOKEN_ISSUED,         use2,        refuses NOT_FOUND
            TOKEN_USED,           issue,       refuses ATTEMPT_IN_PROGRESS
            TOKEN_USED,           use,         tells PENDING
            TOKEN_USED,           passed,      records TokenAuthenticated + TokenPaused
            TOKEN_USED,           unavailable, records TokenAuthenticated + TokenPaused
            TOKEN_CHALLENGED,     unavailable, tells PENDING
            TOKEN_USED,           rejected,    records AttemptStarted 1 + AttemptDeclined
            TOKEN_USED,           challenge,   records TokenChallenged
            TOKEN_USED,           resume,      refuses NOT_WAITING_FOR_RESUME
            TOKEN_USED,           revoke,      records TokenEnded
            TOKEN_CHALLENGED,     use,         tells PENDING
            TOKEN_CHALLENGED,     challenge,   tells PENDING
            TOKEN_CHALLENGED,     passed,      records TokenAuthenticated + TokenPaused
            TOKEN_CHALLENGED,     rejected,    records AttemptStarted 1 + AttemptDeclined
            TOKEN_CHALLENGED,     revoke,      records TokenEnded
            TOKEN_PAUSED,         issue,       refuses ATTEMPT_IN_PROGRESS
            TOKEN_PAUSED,         use,         tells PENDING
            TOKEN_PAUSED,         passed,      tells PENDING
            TOKEN_PAUSED,         rejected,    tells PENDING
            TOKEN_PAUSED,         resume,      records TokenResumed + AttemptStarted 1
            TOKEN_PAUSED,         revoke,      records TokenEnded
            TOKEN_EXECUTED,       issue,       refuses ATTEMPT_IN_PROGRESS
            TOKEN_EXECUTED,       use,         tells PENDING
            TOKEN_EXECUTED,       passed,      tells PENDING
            TOKEN_EXECUTED,       resume,      refuses NOT_WAITING_FOR_RESUME
            TOKEN_EXECUTED,       revoke,      refuses TOKEN_CONSUMED
            TOKEN_PAID,           issue,       refuses ALREADY_SUCCEEDED
            TOKEN_PAID,           use,         tells SUCCEEDED
            TOKEN_PAID,           resume,      refuses NOT_WAITING_FOR_RESUME
            TOKEN_PAID,           revoke,      refuses TOKEN_CONSUMED
            TOKEN_DECLINED,       issue,       records TokenIssued
            TOKEN_DECLINED,       use,         tells FAILED
            TOKEN_DECLINED,       revoke,      refuses TOKEN_CONSUMED
            TOKEN_REVOKED,        issue,       records TokenIssued
            TOKEN_REVOKED,        use,         tells CREATED
            TOKEN_REVOKED,        passed,      tells CREATED
            TOKEN_REVOKED,        resume,      refuses NOT_WAITING_FOR_RESUME
            TOKEN_REVOKED,        revoke,      refuses TOKEN_REVOKED
            TOKEN_EXPIRED,        issue,       records TokenIssued
            TOKEN_EXPIRED,        use,         tells CREATED
            TOKEN_EXPIRED,        revoke,      refuses TOKEN_EXPIRED
            TOKEN_AFTER_DECLINE,  use,         records TokenUsed
            TOKEN_USED_AFTER_DECLINE, passed,  records TokenAuthenticated + AttemptStarted 2
            TOKEN_USED_AFTER_DECLINE, revoke,  records TokenEnded
            TOKEN_BESIDE_ATTEMPT, use,         tells PENDING
            TOKEN_BESIDE_ATTEMPT, revoke,      records TokenEnded
            TOKEN_OVERTAKEN,      use,         tells SUCCEEDED
            TOKEN_OVERTAKEN,      revoke,      refuses TOKEN_REVOKED
            """)
    void decidesEveryCommandAtEveryStage(Stage stage, String command, String expected) {
        assertThat(Decisions.decideInWords(stage.state(), command(command))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRecordedCanFollow(Stage stage) {
        for (String command : List.of("issue", "use", "passed", "rejected", "challenge", "resume", "revoke")) {
            if (decide(stage.state(), command(command), Given.NOW) instanceof IntentDecision.Record record) {
                assertThat(Events.fold(stage.state(), record.events())).isInstanceOf(Known.class);
            }
        }
    }

    @Test
    void theFirstCardWinsAndKeepsItsPlace() {
        TokenUsed used = (TokenUsed)
                events(Stage.TOKEN_ISSUED.state(), Tokens.use(1), Given.NOW).get(0);

        assertThat(used.card()).isEqualTo(Tokens.CARD);
        assertThat(used.deadline()).isEqualTo(USE_OVER);
        assertThat(Stage.TOKEN_ISSUED.state().apply(used)).isInstanceOf(InCheckout.class);
    }

    @Test
    void anUnusedTokenIsReplacedAndTheNewOneHasTheNextNumber() {
        List<IntentEvent> events = events(Stage.TOKEN_ISSUED.state(), Tokens.issue("b", null), Given.NOW);

        assertThat(events.get(0)).isEqualTo(new TokenEnded(Given.NOW, 1, TokenEnd.REPLACED));
        assertThat(events.get(1)).isEqualTo(new TokenNamed(Given.NOW, 2, "claim of b"));
        assertThat(((TokenIssued) events.get(2)).number()).isEqualTo(2);
        Instant later = UNUSED_OVER;
        assertThat(events(Stage.TOKEN_ISSUED.state(), Tokens.issue(null, null), later)
                        .get(0))
                .isEqualTo(new TokenEnded(later, 1, TokenEnd.EXPIRED));
    }

    @Test
    void aPaidOrderIsToldWithTheRefusal() {
        Refusal refusal = refusal(decide(Stage.TOKEN_PAID.state(), Tokens.issue(null, null), Given.NOW));

        assertThat(refusal.intent()).isEqualTo(Stage.TOKEN_PAID.known().snapshot());
        assertThat(Decisions.decideInWords(
                        Stage.AUTHORIZED.state(),
                        Tokens.issue(Events.MANUAL, Tokens.terms(false, null, Given.NOW), null)))
                .isEqualTo("refuses ALREADY_AUTHORIZED");
        assertThat(Decisions.decideInWords(Stage.AUTHORIZED.state(), Tokens.issue(null, null)))
                .as("the same order for something else")
                .isEqualTo("refuses REFERENCE_ALREADY_USED");
    }

    @Test
    void aNameIsGivenOnceForEver() {
        IntentState named = Events.fold(events(new IntentState.Absent(), Tokens.issue("a", null), Given.NOW));
        IntentState ended = named.apply(Tokens.ended(1, TokenEnd.REVOKED));

        assertThat(words(decide(named, Tokens.issue("a", null), Given.NOW)))
                .isEqualTo("refuses REFERENCE_ALREADY_USED");
        assertThat(words(decide(ended, Tokens.issue("a", null), Given.NOW)))
                .isEqualTo("refuses REFERENCE_ALREADY_USED");
        assertThat(words(decide(ended, Tokens.issue("b", null), Given.NOW)))
                .isEqualTo("records TokenNamed + TokenIssued");
    }

    @Test
    void aKeyGetsTheTokenThatItMadeHoweverOldThatIs() {
        IntentState made = Events.fold(events(new IntentState.Absent(), Tokens.issue("a", "k"), Given.NOW));
        IntentState replaced = made.apply(Tokens.ended(1, TokenEnd.REPLACED)).apply(Tokens.issued(2, false));

        IntentDecision again = decide(replaced, Tokens.issue("a", "k"), UNUSED_OVER);

        IntentReply.Answered told = (IntentReply.Answered) ((IntentDecision.Reply) again).reply();
        assertThat(told.replayed()).isTrue();
        assertThat(told.snapshot()).isEqualTo(((Known) made).snapshot());
        Terms other = Events.MANUAL;
        TokenCommand.Issue reused = new TokenCommand.Issue(
                Given.SHOP,
                other,
                Tokens.terms(false, null, Given.NOW),
                null,
                Given.keyed("/v1/access_tokens", "k", "9999"),
                Tokens.issue(null, null).replyTo());
        assertThat(words(decide(replaced, reused, Given.NOW))).isEqualTo("refuses IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void anIntentHasSoManyTokensAndNoMore() {
        IntentState state = Stage.CREATED.state();
        for (int number = 1; number <= Limits.TOKENS_PER_INTENT_MAX; number++) {
            state = state.apply(Tokens.issued(number, false)).apply(Tokens.ended(number, TokenEnd.REVOKED));
        }
        assertThat(words(decide(state, Tokens.issue(null, null), Given.NOW))).isEqualTo("refuses INTENT_CLOSED");
    }

    @Test
    void aTokenCanBeUsedUntilItsLastMomentAndNotInIt() {
        IntentState issued = Stage.TOKEN_ISSUED.state();

        assertThat(words(decide(issued, Tokens.use(1), UNUSED_OVER.minus(MOMENT))))
                .isEqualTo("records TokenUsed");
        assertThat(events(issued, Tokens.use(1), UNUSED_OVER))
                .containsExactly(new TokenEnded(UNUSED_OVER, 1, TokenEnd.EXPIRED));
        assertThat(words(decide(issued, Tokens.revoke(1), UNUSED_OVER))).isEqualTo("refuses TOKEN_EXPIRED");
        assertThat(due(issued, UNUSED_OVER.minus(MOMENT))).isEmpty();
        assertThat(due(issued, UNUSED_OVER)).containsExactly(new TokenEnded(UNUSED_OVER, 1, TokenEnd.EXPIRED));
        assertThat(DutyRules.nextDue(Stage.TOKEN_ISSUED.known().snapshot())).contains(UNUSED_OVER);
    }

    @Test
    void anAbandonedPayerIsADeclinedAttemptThatWasNeverSent() {
        for (IntentState left : List.of(Stage.TOKEN_USED.state(), Stage.TOKEN_CHALLENGED.state())) {
            Instant over = ((Known) left).facts().lastToken().deadline().orElseThrow();
            assertThat(due(left, over.minus(MOMENT))).isEmpty();
            isNeverSent(due(left, over), left, "authentication_abandoned");
            isNeverSent(events(left, Tokens.said(1, Tokens.PASSED), over), left, "authentication_abandoned");
        }
    }

    @Test
    void whomTheIssuerRejectsIsADeclinedAttemptThatWasNeverSent() {
        IntentState used = Stage.TOKEN_USED.state();

        isNeverSent(events(used, Tokens.said(1, Tokens.REJECTED), Given.NOW), used, Events.FAILURE.code());
    }

    /** What is dispatched is what the last event starts; here that is none. */
    private static void isNeverSent(List<IntentEvent> events, IntentState before, String code) {
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).isInstanceOf(AttemptStarted.class);
        assertThat(events.get(1)).isNotInstanceOf(AttemptStarted.class);
        Failure failure = ((AttemptDeclined) events.get(1)).failure();
        assertThat(failure.code()).isEqualTo(code);
        Known after = (Known) Events.fold(before, events);
        assertThat(after.facts().openOrders()).isEmpty();
        assertThat(after.snapshot().statusReason()).isEqualTo("declined");
        assertThat(after.snapshot().isSafeToRetry()).isTrue();
        assertThat(status(after, Given.NOW)).isEqualTo("consumed 5");
    }

    @Test
    void withoutAPauseTheAttemptStartsWithTheIssuersWord() {
        IntentState used = Events.fold(Events.created(null), Tokens.issued(1, false), Tokens.used(1));

        List<IntentEvent> passed = events(used, Tokens.said(1, Tokens.PASSED), Given.NOW);
        List<IntentEvent> unavailable = events(used, Tokens.said(1, Tokens.UNAVAILABLE), Given.NOW);

        assertThat(passed.get(0)).isEqualTo(new TokenAuthenticated(Given.NOW, 1, Tokens.PROOF));
        assertThat(passed.get(1)).isInstanceOf(AttemptStarted.class);
        assertThat(((Known) Events.fold(used, passed)).facts().authenticationOf(1))
                .isEqualTo(Tokens.PROOF);
        assertThat(unavailable.get(0)).isEqualTo(new TokenAuthenticated(Given.NOW, 1, null));
        assertThat(((Known) Events.fold(used, unavailable)).facts().authenticationOf(1))
                .isNull();
    }

    @Test
    void aCardThatIsLostIsAnAttemptThatHadNoEffect() {
        IntentState used = Events.fold(Events.created(null), Tokens.issued(1, false), Tokens.used(1));

        List<IntentEvent> events = events(used, Tokens.said(1, Tokens.UNAVAILABLE, null), Given.NOW);

        assertThat(events).last().isInstanceOf(AttemptNotProcessed.class);
        Known after = (Known) Events.fold(used, events);
        assertThat(after.snapshot().isSafeToRetry()).isTrue();
        assertThat(status(after, Given.NOW)).isEqualTo("consumed 30");
        assertThat(events(Stage.TOKEN_PAUSED.state(), Tokens.resume(1, null), Given.NOW))
                .last()
                .isInstanceOf(AttemptNotProcessed.class);
    }

    @Test
    void aTokenWaitsForItsPayerNoLongerThanItSaid() {
        IntentState used = Stage.TOKEN_USED.state();
        AuthenticationResult patient = Tokens.challenge(USE_OVER.plusSeconds(600));
        AuthenticationResult hasty = Tokens.challenge(Given.NOW.plusSeconds(60));

        NextAction bounded = ((TokenChallenged)
                        events(used, Tokens.said(1, patient), Given.NOW).get(0))
                .where();
        TokenChallenged sooner =
                (TokenChallenged) events(used, Tokens.said(1, hasty), Given.NOW).get(0);

        assertThat(bounded.until()).isEqualTo(USE_OVER);
        assertThat(sooner.where().until()).isEqualTo(Given.NOW.plusSeconds(60));
        Known challenged = (Known) used.apply(sooner);
        assertThat(challenged.snapshot().statusReason()).isEqualTo("requires_action");
        assertThat(challenged.snapshot().nextAction()).isEqualTo(sooner.where());
    }

    @Test
    void nothingIsAuthorisedBeforeTheMerchantResumesInTime() {
        IntentState paused = Stage.TOKEN_PAUSED.state();

        assertThat(Stage.TOKEN_PAUSED.known().snapshot().statusReason()).isEqualTo("awaiting_resume");
        assertThat(Stage.TOKEN_PAUSED.known().facts().attempts()).isEmpty();
        List<IntentEvent> resumed = events(paused, Tokens.resume(1), RESUME_OVER.minus(MOMENT));
        assertThat(resumed.get(0)).isEqualTo(new TokenResumed(RESUME_OVER.minus(MOMENT), 1));
        assertThat(resumed.get(1)).isInstanceOf(AttemptStarted.class);
        assertThat(words(decide(Events.fold(paused, resumed), Tokens.resume(1), Given.NOW)))
                .isEqualTo("refuses NOT_WAITING_FOR_RESUME");
        assertThat(words(decide(paused, Tokens.resume(1), RESUME_OVER))).isEqualTo("refuses TOKEN_EXPIRED");
        assertThat(due(paused, RESUME_OVER)).containsExactly(new TokenEnded(RESUME_OVER, 1, TokenEnd.LAPSED));
        assertThat(words(decide(Events.fold(paused, due(paused, RESUME_OVER)), Tokens.resume(1), RESUME_OVER)))
                .isEqualTo("refuses TOKEN_EXPIRED");
    }

    @Test
    void thePauseBeginsWhenTheIssuerHasSpoken() {
        Instant then = Given.NOW.plusSeconds(300);

        List<IntentEvent> events = events(Stage.TOKEN_CHALLENGED.state(), Tokens.said(1, Tokens.PASSED), then);

        assertThat(events.get(1)).isEqualTo(new TokenPaused(then, 1, then.plus(Limits.RESUME_WAIT)));
    }

    @Test
    void whoRevokesDuringTheChallengeEndsItWithoutAnAttempt() {
        Known after = (Known) Events.fold(
                Stage.TOKEN_CHALLENGED.state(), events(Stage.TOKEN_CHALLENGED.state(), Tokens.revoke(1), Given.NOW));

        assertThat(after.facts().attempts()).isEmpty();
        assertThat(after.status()).isEqualTo(IntentStatus.CREATED);
        assertThat(status(after, Given.NOW)).isEqualTo("revoked 90");
        assertThat(words(decide(after, Tokens.said(1, Tokens.PASSED), Given.NOW)))
                .isEqualTo("tells CREATED");
        assertThat(Stage.TOKEN_USED_AFTER_DECLINE.state().apply(Tokens.ended(1, TokenEnd.REVOKED)))
                .isInstanceOf(IntentState.Failed.class);
    }

    @Test
    void whoRevokesBesideAnotherAttemptKeepsTheTokenFromPayingShouldThatBeDeclined() {
        IntentState beside = Stage.TOKEN_BESIDE_ATTEMPT.state();
        IntentState revoked = Events.fold(beside, events(beside, Tokens.revoke(1), Given.NOW));

        assertThat(words(decide(revoked.apply(Events.declined(1)), Tokens.use(1), Given.NOW)))
                .isEqualTo("tells FAILED");
        assertThat(words(decide(beside.apply(Events.declined(1)), Tokens.use(1), Given.NOW)))
                .isEqualTo("records TokenUsed");
    }

    @Test
    void whoCancelsWhileAPayerIsAtItEndsBoth() {
        Request cancel = Decisions.operate(OperationRequest.all(Verb.CANCEL), "cancel");
        for (Stage stage : List.of(Stage.TOKEN_ISSUED, Stage.TOKEN_USED, Stage.TOKEN_PAUSED)) {
            Known after = (Known) Events.fold(stage.state(), events(stage.state(), cancel, Given.NOW));

            assertThat(after).isInstanceOf(IntentState.Closed.class);
            assertThat(after.facts().lastToken().stage()).isEqualTo(TokenStage.ENDED);
            assertThat(after.facts().attempts()).isEmpty();
            assertThat(status(after, Given.NOW)).isEqualTo("revoked 90");
        }
    }

    @ParameterizedTest(name = "{0} after {1} s: {2}")
    @CsvSource(textBlock = """
            TOKEN_ISSUED,       0, issued null
            TOKEN_ISSUED,    1800, expired null
            TOKEN_EXPIRED,      0, expired null
            TOKEN_USED,         0, in_use 3
            TOKEN_USED,       900, in_use 3
            TOKEN_CHALLENGED,   0, in_use 3
            TOKEN_PAUSED,       0, awaiting_resume 99
            TOKEN_PAUSED,     900, expired 30
            TOKEN_EXECUTED,     0, in_use 40
            TOKEN_PAID,         0, consumed 0
            TOKEN_PAID,      1800, consumed 0
            TOKEN_DECLINED,     0, consumed 5
            TOKEN_REVOKED,      0, revoked 90
            TOKEN_OVERTAKEN,    0, revoked 20
            TOKEN_OVERTAKEN, 1800, revoked 20
            """)
    void theCodesAreThoseOfTheSourceSystem(Stage stage, long seconds, String expected) {
        assertThat(status(stage.known(), Given.NOW.plusSeconds(seconds))).isEqualTo(expected);
    }

    @Test
    void anExecutedTokenFollowsItsAttempt() {
        IntentState executed = Stage.TOKEN_EXECUTED.state();

        assertThat(status((Known) executed.apply(Events.inDoubt(1)), Given.NOW)).isEqualTo("in_use 40");
        assertThat(status((Known) executed.apply(Events.actionRequired(1)), Given.NOW))
                .isEqualTo("in_use 3");
        assertThat(status((Known) executed.apply(Events.notProcessed(1)), Given.NOW))
                .isEqualTo("consumed 30");
        Known lapsed = (Known) Stage.TOKEN_PAUSED.state().apply(Tokens.ended(1, TokenEnd.LAPSED));
        assertThat(status(lapsed, Given.NOW)).isEqualTo("expired 30");
        Known replaced = (Known) Stage.TOKEN_ISSUED.state().apply(Tokens.ended(1, TokenEnd.REPLACED));
        assertThat(status(replaced, Given.NOW)).isEqualTo("revoked 90");
    }

    /** The token's status and its number in the source system. */
    private static String status(Known known, Instant now) {
        TokenView view = new TokenView(
                TokenId.of(Given.ID, 1, new byte[15]),
                known.facts().lastToken(),
                new IntentView(known.snapshot(), PersonalFields.NONE),
                null,
                now);
        return view.status().text() + " "
                + (view.code() == null
                        ? null
                        : Objects.requireNonNull(view.code()).number());
    }

    private static Request command(String name) {
        return switch (name) {
            case "issue" -> Tokens.issue(null, null);
            case "use" -> Tokens.use(1);
            case "use2" -> Tokens.use(2);
            case "passed" -> Tokens.said(1, Tokens.PASSED);
            case "unavailable" -> Tokens.said(1, Tokens.UNAVAILABLE);
            case "rejected" -> Tokens.said(1, Tokens.REJECTED);
            case "challenge" -> Tokens.said(1, Tokens.challenge(Given.NOW.plusSeconds(60)));
            case "resume" -> Tokens.resume(1);
            case "revoke" -> Tokens.revoke(1);
            default -> throw new AssertionError(name);
        };
    }

    private static IntentDecision decide(IntentState state, Request request, Instant now) {
        return new IntentRules(Events.ACME).decide(Given.ID, state, request, now);
    }

    private static List<IntentEvent> events(IntentState state, Request request, Instant now) {
        return ((IntentDecision.Record) decide(state, request, now)).events();
    }

    private static List<IntentEvent> due(IntentState state, Instant now) {
        return new DutyRules(Events.ACME).due(state, now);
    }
}
