package io.quittance.engine.intent;

import static io.quittance.engine.intent.Decisions.attempt;
import static io.quittance.engine.intent.Decisions.create;
import static io.quittance.engine.intent.Decisions.decide;
import static io.quittance.engine.intent.Decisions.decideInWords;
import static io.quittance.engine.intent.Decisions.pay;
import static io.quittance.engine.intent.Decisions.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.intent.IntentCommand.Create;
import io.quittance.engine.intent.IntentCommand.Request;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.money.Money;
import io.quittance.engine.personal.Sealed;
import io.quittance.engine.support.Given;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is decided about a request whose key the intent has not seen. */
final class IntentRulesTest {

    @ParameterizedTest(name = "{0} × {1}: {2}")
    @CsvSource(textBlock = """
            ABSENT,              create,  records IntentCreated
            ABSENT,              pay,     records IntentCreated + AttemptStarted 1 as the maker
            ABSENT,              attempt, refuses NOT_FOUND
            CREATED,             create,  records RequestAnswered
            CREATED,             pay,     records AttemptStarted 1
            CREATED,             attempt, records AttemptStarted 1
            PENDING,             create,  tells PENDING
            PENDING,             pay,     refuses ATTEMPT_IN_PROGRESS
            PENDING,             attempt, refuses ATTEMPT_IN_PROGRESS
            IN_DOUBT,            create,  tells PENDING
            IN_DOUBT,            pay,     refuses ATTEMPT_IN_DOUBT
            IN_DOUBT,            attempt, refuses ATTEMPT_IN_DOUBT
            NOT_PROCESSED,       create,  records RequestAnswered
            NOT_PROCESSED,       pay,     records AttemptStarted 2
            NOT_PROCESSED,       attempt, records AttemptStarted 2
            FAILED,              create,  records RequestAnswered
            FAILED,              pay,     records AttemptStarted 2
            FAILED,              attempt, records AttemptStarted 2
            FAILED_THEN_PENDING, create,  tells PENDING
            FAILED_THEN_PENDING, pay,     refuses ATTEMPT_IN_PROGRESS
            FAILED_THEN_PENDING, attempt, refuses ATTEMPT_IN_PROGRESS
            SUCCEEDED,           create,  records RequestAnswered
            SUCCEEDED,           pay,     records RequestAnswered
            SUCCEEDED,           attempt, refuses ALREADY_SUCCEEDED
            """)
    void decidesAboutAFreshKeyAtEveryStage(Stage stage, String request, String expected) {
        assertThat(decideInWords(stage.state(), fresh(request, Given.card(2030, 12))))
                .isEqualTo(expected);
    }

    @Test
    void recordsWhatWasAskedBeforeAnythingIsSent() {
        List<IntentEvent> events = ((IntentDecision.Record) decide(Stage.ABSENT.state(), pay("new"))).events();

        assertThat(events)
                .containsExactly(
                        new IntentCreated(Given.NOW, Given.ID, Given.SHOP, Given.TERMS, null),
                        new AttemptStarted(
                                Given.NOW,
                                1,
                                "order-1-1",
                                Given.ID.value() + "-1",
                                Given.card(2030, 12).summary(),
                                "acme",
                                Given.NOW.plus(Events.ANSWER_DEADLINE),
                                Given.pay("new"),
                                true));
    }

    @Test
    void keepsTheKeyOfACreationInItsEvent() {
        assertThat(decide(Stage.ABSENT.state(), create(Given.create("new"))))
                .isEqualTo(new IntentDecision.Record(List.of(Events.created(Given.create("new")))));
    }

    @Test
    void namesAnAttemptAfterTheReferenceUnlessTheMerchantNamesIt() {
        assertThat(Decisions.started(decide(Stage.FAILED.state(), attempt(null, "new")))
                        .referenceId())
                .isEqualTo("order-1-2");
        assertThat(Decisions.started(decide(Stage.FAILED.state(), attempt("again", "new"))))
                .extracting(AttemptStarted::referenceId, AttemptStarted::downstreamReference)
                .containsExactly("again", Given.ID.value() + "-2");
    }

    @Test
    void namesAnAttemptAfterTheIntentWhenThereIsNoReference() {
        Terms unnamed = new Terms(Money.of(1250, "EUR"), null, CaptureMethod.AUTOMATIC, null, null, null, null);

        IntentDecision decision = decide(Stage.ABSENT.state(), pay(unnamed, Given.card(2030, 12), Given.pay("new")));

        assertThat(Decisions.started(decision).referenceId()).isEqualTo(Given.ID.value() + "-1");
    }

    @Test
    void tellsACallerWithoutAKeyAndRecordsNothing() {
        assertThat(decideInWords(Stage.CREATED.state(), create(null))).isEqualTo("tells CREATED");
        assertThat(decideInWords(Stage.SUCCEEDED.state(), create(null))).isEqualTo("tells SUCCEEDED");
    }

    @ParameterizedTest
    @EnumSource(names = "ABSENT", mode = EnumSource.Mode.EXCLUDE)
    void doesNotExistForAnotherTenant(Stage stage) {
        Request foreign = new Create(
                Tenant.test("other"),
                Given.TERMS,
                Given.create("first"),
                create(null).replyTo());
        Request live = new Create(
                new Tenant("shop", io.quittance.engine.id.Mode.LIVE),
                Given.TERMS,
                Given.create("first"),
                create(null).replyTo());

        assertThat(decideInWords(stage.state(), foreign)).isEqualTo("refuses NOT_FOUND");
        assertThat(decideInWords(stage.state(), live)).isEqualTo("refuses NOT_FOUND");
        assertThat(refusal(decide(stage.state(), foreign)).intent()).isNull();
    }

    @ParameterizedTest(name = "{0} × {1}: {2}")
    @CsvSource(textBlock = """
            ABSENT,        pay,     refuses CARD_EXPIRED
            CREATED,       pay,     refuses CARD_EXPIRED
            CREATED,       attempt, refuses CARD_EXPIRED
            NOT_PROCESSED, pay,     refuses CARD_EXPIRED
            FAILED,        attempt, refuses CARD_EXPIRED
            PENDING,       pay,     refuses ATTEMPT_IN_PROGRESS
            IN_DOUBT,      attempt, refuses ATTEMPT_IN_DOUBT
            SUCCEEDED,     pay,     records RequestAnswered
            SUCCEEDED,     attempt, refuses ALREADY_SUCCEEDED
            """)
    void refusesAnExpiredCardOnlyWhereAnAttemptWouldStart(Stage stage, String request, String expected) {
        assertThat(decideInWords(stage.state(), fresh(request, Given.card(2026, 2))))
                .isEqualTo(expected);
    }

    @Test
    void takesACardToTheLastDayOfItsMonth() {
        assertThat(decideInWords(Stage.CREATED.state(), fresh("pay", Given.card(2026, 3))))
                .isEqualTo("records AttemptStarted 1");
    }

    @ParameterizedTest
    @EnumSource(names = "ABSENT", mode = EnumSource.Mode.EXCLUDE)
    void refusesAReferenceWithOtherMoney(Stage stage) {
        Terms other = new Terms(Money.of(1251, "USD"), "order-1", CaptureMethod.AUTOMATIC, null, "SHOP", null, null);

        IntentDecision create = decide(stage.state(), create(other, Given.create("new")));
        IntentDecision pay = decide(stage.state(), pay(other, Given.card(2030, 12), Given.pay("new")));

        assertThat(refusal(create).code()).isEqualTo(Refusal.Code.REFERENCE_ALREADY_USED);
        assertThat(refusal(pay)).isEqualTo(refusal(create));
        assertThat(refusal(pay).message()).contains("fields differ: amount, currency, ", "customer_id.");
        assertThat(refusal(pay).intent()).isEqualTo(stage.known().snapshot());
    }

    @Test
    void takesAReferenceAgainWhateverItsDescriptionSays() {
        Terms reworded = new Terms(
                Given.TERMS.amount(),
                "order-1",
                CaptureMethod.AUTOMATIC,
                "c-1",
                "SHOP",
                new Sealed("c-1", "AAAA"),
                null);

        assertThat(decideInWords(Stage.FAILED.state(), pay(reworded, Given.card(2030, 12), Given.pay("new"))))
                .isEqualTo("records AttemptStarted 2");
    }

    @Test
    void showsTheIntentThatStandsInTheWay() {
        assertThat(refusal(decide(Stage.PENDING.state(), pay("new"))).intent())
                .isEqualTo(Stage.PENDING.known().snapshot());
    }

    @Test
    void takesNoAttemptBeyondTheLast() {
        List<IntentEvent> events = new ArrayList<>(List.of(Events.created(null)));
        for (int number = 1; number < Limits.ATTEMPTS_PER_INTENT_MAX; number++) {
            events.addAll(List.of(Events.started(number, "key-" + number), Events.declined(number)));
        }
        assertThat(decideInWords(Events.fold(events), pay("new"))).isEqualTo("records AttemptStarted 100");

        events.addAll(List.of(Events.started(100, "key-100"), Events.declined(100)));
        assertThat(decideInWords(Events.fold(events), pay("new"))).isEqualTo("refuses INTENT_CLOSED");
        assertThat(decideInWords(Events.fold(events), pay("key-7"))).isEqualTo("replays FAILED");
    }

    @Test
    void takesNoKeyBeyondTheLastAndStillAnswersTheOldOnes() {
        List<IntentEvent> events = new ArrayList<>(List.of(Events.created(null), Events.started(1, "first")));
        events.add(Events.approved(1));
        for (int key = 2; key < Limits.KEYS_PER_INTENT_MAX; key++) {
            events.add(Events.answered("key-" + key));
        }
        assertThat(decideInWords(Events.fold(events), pay("new"))).isEqualTo("records RequestAnswered");

        events.add(Events.answered("key-1000"));
        assertThat(decideInWords(Events.fold(events), pay("new"))).isEqualTo("refuses INTENT_CLOSED");
        assertThat(decideInWords(Events.fold(events), pay("key-1000"))).isEqualTo("replays SUCCEEDED");
    }

    private static Request fresh(String kind, PaymentMethod method) {
        return switch (kind) {
            case "create" -> create(Given.create("new"));
            case "pay" -> pay(Given.TERMS, method, Given.pay("new"));
            default -> attempt(null, "new", method);
        };
    }
}
