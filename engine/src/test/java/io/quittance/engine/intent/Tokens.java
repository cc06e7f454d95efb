package io.quittance.engine.intent;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Authentication;
import io.quittance.engine.attempt.AuthenticationResult;
import io.quittance.engine.attempt.AuthenticationResult.Challenged;
import io.quittance.engine.attempt.AuthenticationResult.Passed;
import io.quittance.engine.attempt.AuthenticationResult.Rejected;
import io.quittance.engine.attempt.AuthenticationResult.Unavailable;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.CardId;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.support.Given;
import io.quittance.engine.token.TokenEnd;
import io.quittance.engine.token.TokenTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is asked of access tokens, and the events of their lives. */
final class Tokens {

    static final CardId CARD = new CardId("c4".repeat(16));
    static final Authentication PROOF = new Authentication("2.2.0", "05", "ds-7");
    static final Passed PASSED = new Passed(PROOF);
    static final Unavailable UNAVAILABLE = new Unavailable("no answer");
    static final Rejected REJECTED = new Rejected(Events.FAILURE);
    static final String PAGE = "https://pay.example/pay/at_1";
    static final ActorRef<IntentReply> NOBODY = TestInbox.<IntentReply>create().getRef();

    private Tokens() {}

    /** Whether it waits for {@code resume}, and its own name. */
    static TokenTerms terms(boolean waits, @Nullable String name, Instant at) {
        return new TokenTerms(waits, name, false, at.plus(Limits.TOKEN_LIFE), null);
    }

    static TokenCommand.Issue issue(@Nullable String name, @Nullable String key) {
        return issue(Given.TERMS, terms(false, name, Given.NOW), key);
    }

    static TokenCommand.Issue issue(Terms terms, TokenTerms token, @Nullable String key) {
        String name = token.merchantTransactionId();
        KeyedRequest request = key == null ? null : Given.keyed("/v1/access_tokens", key, "1250");
        return new TokenCommand.Issue(
                Given.SHOP, terms, token, name == null ? null : "claim of " + name, request, NOBODY);
    }

    static TokenCommand.Use use(int number) {
        return new TokenCommand.Use(Given.SHOP, number, Given.card(2030, 12).summary(), CARD, NOBODY);
    }

    static TokenCommand.Authenticated said(int number, AuthenticationResult result) {
        return said(number, result, Given.card(2030, 12));
    }

    static TokenCommand.Authenticated said(int number, AuthenticationResult result, PaymentMethod.@Nullable Card card) {
        return new TokenCommand.Authenticated(Given.SHOP, number, result, card, PAGE, NOBODY);
    }

    static Challenged challenge(Instant until) {
        return new Challenged(new NextAction("https://issuer.example/3ds/7", until));
    }

    static TokenCommand.Resume resume(int number) {
        return resume(number, Given.card(2030, 12));
    }

    static TokenCommand.Resume resume(int number, PaymentMethod.@Nullable Card card) {
        return new TokenCommand.Resume(Given.SHOP, number, card, CARD, PAGE, null, NOBODY);
    }

    static TokenCommand.Revoke revoke(int number) {
        return new TokenCommand.Revoke(Given.SHOP, number, NOBODY);
    }

    static TokenEvent named(int number) {
        return new TokenEvent.TokenNamed(Given.NOW, number, "claim");
    }

    static TokenEvent issued(int number, boolean waits) {
        return new TokenEvent.TokenIssued(Given.NOW, number, terms(waits, null, Given.NOW), null);
    }

    static TokenEvent used(int number) {
        return new TokenEvent.TokenUsed(
                Given.NOW, number, Given.card(2030, 12).summary(), CARD, Given.NOW.plus(Limits.TOKEN_USE));
    }

    static TokenEvent challenged(int number) {
        return new TokenEvent.TokenChallenged(
                Given.NOW, number, challenge(Given.NOW.plusSeconds(600)).where());
    }

    static TokenEvent authenticated(int number) {
        return new TokenEvent.TokenAuthenticated(Given.NOW, number, PROOF);
    }

    static TokenEvent paused(int number) {
        return new TokenEvent.TokenPaused(Given.NOW, number, Given.NOW.plus(Limits.RESUME_WAIT));
    }

    static TokenEvent resumed(int number) {
        return new TokenEvent.TokenResumed(Given.NOW, number);
    }

    static TokenEvent ended(int number, TokenEnd why) {
        return new TokenEvent.TokenEnded(Given.NOW, number, why);
    }
}
