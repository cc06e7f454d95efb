package io.quittance.engine;

import io.quittance.engine.checkout.CheckoutResult;
import io.quittance.engine.checkout.TokenView;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.intent.IntentReply;
import io.quittance.engine.intent.IntentSnapshot;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.personal.PersonalFields;
import io.quittance.engine.personal.PersonalVault;
import io.quittance.engine.personal.Sealed;
import io.quittance.engine.token.AccessToken;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Turns what intents say of their tokens into what merchants and payers hear; never a failed stage. */
record TokenAnswers(Answers answers, TokenCalls calls, PersonalVault vault, InstantSource clock) {

    private static final String RETURN_URL = "return_url";

    /** The address as it is sealed. */
    static PersonalFields personal(@Nullable String returnUrl) {
        return new PersonalFields(null, returnUrl == null ? Map.of() : Map.of(RETURN_URL, returnUrl));
    }

    CompletionStage<CheckoutResult> result(TokenCalls.Seen seen) {
        return result(seen.reply(), seen.id().intent(), seen.id().number());
    }

    /** The answer about the newest token. */
    CompletionStage<CheckoutResult> newest(IntentReply reply, IntentId intent) {
        return result(reply, intent, 0);
    }

    private CompletionStage<CheckoutResult> result(IntentReply reply, IntentId intent, int number) {
        if (!(reply instanceof IntentReply.Answered answered)) {
            return answers.result(reply).thenApply(TokenAnswers::refusal);
        }
        IntentSnapshot snapshot = answered.snapshot();
        int last = snapshot.facts().tokens().size();
        if (last < number || last == 0) {
            return refused(Refusal.noToken());
        }
        AccessToken token = snapshot.facts().tokens().get((number == 0 ? last : number) - 1);
        // A repeated answer is the first one, however late it is asked for.
        Instant asOf = answered.replayed() ? token.issuedAt() : now();
        return answers.view(snapshot)
                .thenCombine(
                        returnUrl(intent, token),
                        (view, url) -> new CheckoutResult.Told(
                                new TokenView(calls.idOf(intent, token.number()), token, view, url.orElse(null), asOf),
                                answered.replayed()));
    }

    private static CheckoutResult refusal(PaymentResult result) {
        PaymentResult.Refused refused = (PaymentResult.Refused) result;
        boolean isNoIntent = refused.refusal().code() == Refusal.Code.NOT_FOUND;
        return new CheckoutResult.Refused(isNoIntent ? Refusal.noToken() : refused.refusal(), refused.intent());
    }

    private CompletionStage<Optional<String>> returnUrl(IntentId intent, AccessToken token) {
        Sealed hidden = token.terms().returnUrl();
        return hidden == null
                ? CompletableFuture.completedFuture(Optional.empty())
                : vault.open(hidden, intent.value())
                        .thenApply(
                                fields -> Optional.ofNullable(fields.metadata().get(RETURN_URL)));
    }

    /** The time, as events have it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static CompletionStage<CheckoutResult> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(new CheckoutResult.Refused(refusal, null));
    }

    static CompletionStage<CheckoutResult> guarded(CompletionStage<CheckoutResult> result) {
        return result.exceptionally(failure -> new CheckoutResult.Refused(Answers.unanswered(failure), null));
    }
}
