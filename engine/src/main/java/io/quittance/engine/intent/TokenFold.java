package io.quittance.engine.intent;

import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.intent.IntentState.Created;
import io.quittance.engine.intent.IntentState.Failed;
import io.quittance.engine.intent.IntentState.InCheckout;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.IntentState.Open;
import io.quittance.engine.intent.TokenEvent.TokenAuthenticated;
import io.quittance.engine.intent.TokenEvent.TokenChallenged;
import io.quittance.engine.intent.TokenEvent.TokenEnded;
import io.quittance.engine.intent.TokenEvent.TokenIssued;
import io.quittance.engine.intent.TokenEvent.TokenNamed;
import io.quittance.engine.intent.TokenEvent.TokenPaused;
import io.quittance.engine.intent.TokenEvent.TokenResumed;
import io.quittance.engine.intent.TokenEvent.TokenUsed;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.token.TokenStage;
import io.quittance.engine.token.TokenUse;
import java.util.function.UnaryOperator;

/** What a token's events make of an intent: pure, a part of {@link IntentState#apply}. */
final class TokenFold {

    private TokenFold() {}

    static IntentState apply(Known state, TokenEvent event) {
        IntentFacts facts = state.facts();
        if (event instanceof TokenNamed named && state instanceof Open) {
            return state.with(facts.touched(named.at()), state.keys());
        } else if (event instanceof TokenIssued issued && state instanceof Open) {
            return issue(state, issued);
        }
        AccessToken token = facts.tokens().isEmpty() ? null : facts.lastToken();
        if (token == null || token.number() != event.number()) {
            throw new ImpossibleEvent(state.status().text(), event);
        } else if (event instanceof TokenUsed used && state instanceof Open && token.stage() == TokenStage.ISSUED) {
            TokenUse begun = TokenUse.begun(used.method(), used.card(), used.deadline());
            return new InCheckout(changed(facts, event, one -> one.used(begun)), state.keys(), state.outbox());
        } else if (event instanceof TokenEnded ended && token.isLive()) {
            return reopened(state, changed(facts, event, one -> one.ended(ended.why())));
        } else if (state instanceof InCheckout) {
            return inCheckout(state, event);
        }
        throw new ImpossibleEvent(state.status().text(), event);
    }

    private static IntentState inCheckout(Known state, TokenEvent event) {
        IntentFacts facts = state.facts();
        if (event instanceof TokenChallenged challenged) {
            return state.with(changed(facts, event, one -> one.challenged(challenged.where())), state.keys());
        } else if (event instanceof TokenAuthenticated said) {
            return state.with(changed(facts, event, one -> one.authenticated(said.proof())), state.keys());
        } else if (event instanceof TokenPaused paused) {
            return state.with(changed(facts, event, one -> one.paused(paused.resumeBefore())), state.keys());
        } else if (event instanceof TokenResumed resumed && facts.lastToken().stage() == TokenStage.AWAITING_RESUME) {
            return state.with(facts.touched(resumed.at()), state.keys());
        }
        throw new ImpossibleEvent(state.status().text(), event);
    }

    private static IntentState issue(Known state, TokenIssued issued) {
        IntentFacts facts = state.facts();
        boolean isNext = issued.number() == facts.tokens().size() + 1;
        if (!isNext || facts.liveToken().isPresent()) {
            throw new ImpossibleEvent(state.status().text(), issued);
        }
        IntentFacts after = facts.with(AccessToken.issued(issued.number(), issued.terms(), issued.at()), issued.at());
        KeyLog keys = issued.request() == null
                ? state.keys()
                : state.keys().answered(issued.request(), new IntentSnapshot(state.status(), after));
        return state.with(after, keys);
    }

    /** Nothing was sent: the intent is what it was before the payer came. */
    private static IntentState reopened(Known state, IntentFacts after) {
        if (!(state instanceof InCheckout)) {
            return state.with(after, state.keys());
        }
        boolean isDeclined = !after.attempts().isEmpty() && after.lastAttempt().status() == AttemptStatus.DECLINED;
        return isDeclined
                ? new Failed(after, state.keys(), state.outbox())
                : new Created(after, state.keys(), state.outbox());
    }

    private static IntentFacts changed(IntentFacts facts, TokenEvent event, UnaryOperator<AccessToken> change) {
        return facts.withLastToken(change, event.at());
    }
}
