package io.quittance.api.checkout;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.MethodSummary;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.checkout.TokenView;
import io.quittance.engine.id.CardId;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.intent.CaptureMethod;
import io.quittance.engine.intent.Closure;
import io.quittance.engine.intent.Funds;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.IntentStatus;
import io.quittance.engine.intent.IntentView;
import io.quittance.engine.intent.Terms;
import io.quittance.engine.money.Money;
import io.quittance.engine.personal.PersonalFields;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.token.TokenEnd;
import io.quittance.engine.token.TokenTerms;
import io.quittance.engine.token.TokenUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Access tokens in all their states, as a payer may see them. */
final class GivenToken {
    static final String SHOP = "https://shop.example/back?order=7&utm=%20x&lang=he";
    static final String ISSUER = "https://issuer.example/3ds/a?b=1&c=2";
    static final String ORDER = "order <7> & co";
    static final Instant NOW = Instant.parse("2026-11-21T10:15:30.123Z");
    static final IntentId INTENT = new IntentId("pi_" + "a".repeat(32));
    static final TokenId ID = TokenId.of(INTENT, 1, new byte[15]);

    private static final MethodSummary CARD = MethodSummary.card("visa", "445653XXXXXX1096", "12/30");
    private static final Course STARTED = Course.started(NOW, NOW.plusSeconds(20));

    private GivenToken() {}

    static TokenView issued() {
        return issued(false);
    }

    static TokenView issued(boolean savesCard) {
        TokenTerms terms = new TokenTerms(false, null, savesCard, NOW.plus(Duration.ofMinutes(30)), null);
        return view(AccessToken.issued(1, terms, NOW), List.of(), null, SHOP);
    }

    static TokenView overtaken() {
        return view(issued().token(), List.of(), Closure.CANCELED, SHOP);
    }

    static TokenView authenticating() {
        return view(used(), List.of(), null, SHOP);
    }

    static TokenView challenged() {
        return view(used().challenged(new NextAction(ISSUER, NOW.plusSeconds(600))), List.of(), null, SHOP);
    }

    static TokenView awaitingResume() {
        return view(used().paused(NOW.plusSeconds(900)), List.of(), null, SHOP);
    }

    static TokenView processing() {
        return executed(STARTED, SHOP);
    }

    static TokenView asked() {
        return executed(STARTED.awaitingPayer(new NextAction(ISSUER, NOW.plusSeconds(600)), NOW), SHOP);
    }

    static TokenView paid(String shop) {
        return executed(STARTED.approved(new Approval("123456", "acq-1"), NOW), shop);
    }

    static TokenView declined(String declineCode) {
        return executed(STARTED.declined(new Failure("card_declined", "no", declineCode, "51", "NO <b>"), NOW), SHOP);
    }

    static TokenView failed() {
        return executed(STARTED.notProcessed(Failure.notProcessed("away"), NOW), SHOP);
    }

    static TokenView ended(TokenEnd why) {
        return view(issued().token().ended(why), List.of(), null, SHOP);
    }

    private static AccessToken used() {
        CardId card = new CardId("c".repeat(32));
        return issued().token().used(TokenUse.begun(CARD, card, NOW.plusSeconds(600)));
    }

    private static TokenView executed(Course course, String shop) {
        Attempt attempt = new Attempt(1, "7-1", INTENT.value() + "-1", CARD, course);
        return view(used().executed(1), List.of(attempt), null, shop);
    }

    private static TokenView view(AccessToken token, List<Attempt> attempts, Closure closure, String shop) {
        Terms terms = new Terms(Money.of(123_450, "EUR"), ORDER, CaptureMethod.AUTOMATIC, null, null, null, null);
        boolean isPaid = attempts.stream().anyMatch(attempt -> attempt.status() == AttemptStatus.SUCCEEDED);
        IntentFacts facts = new IntentFacts(
                INTENT,
                new Tenant("shop", Mode.TEST),
                terms,
                isPaid ? new Funds(123_450, 123_450, 0, 0, null, false, null) : Funds.NONE,
                attempts,
                List.of(),
                List.of(token),
                closure,
                NOW,
                NOW,
                1);
        IntentStatus status = attempts.isEmpty() ? IntentStatus.CREATED : IntentStatus.PENDING;
        IntentView intent = new IntentView(new IntentSnapshot(status, facts), new PersonalFields(null, Map.of()));
        return new TokenView(ID, token, intent, shop, NOW);
    }
}
