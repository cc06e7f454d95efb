package io.quittance.engine;

import akka.actor.typed.ActorRef;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.id.TokenId;
import io.quittance.engine.idempotency.FingerprintKey;
import io.quittance.engine.intent.IntentCommand;
import io.quittance.engine.intent.IntentFacts;
import io.quittance.engine.intent.IntentReply;
import io.quittance.engine.intent.Refusal;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.token.TokenStage;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Calls to the intents that tokens name. Nobody is woken by a token that we did not make. */
record TokenCalls(IntentCalls intents, FingerprintKey key) {

    private static final int AUTHENTICATION_PROOF_DIGITS = 24;

    /** What an intent said of one of its tokens. */
    record Seen(IntentReply reply, TokenId id) {

        /** Whether the token is there and has come this far. */
        boolean isAt(TokenStage stage) {
            return isThere() && token().stage() == stage;
        }

        /** Whether the intent told how it stands, and knows the token. */
        boolean isThere() {
            return reply instanceof IntentReply.Answered answered
                    && answered.snapshot().facts().tokens().size() >= id.number();
        }

        /** The token; it must be there. */
        AccessToken token() {
            return facts().tokens().get(id.number() - 1);
        }

        /** Its intent; it must be there. */
        IntentFacts facts() {
            return ((IntentReply.Answered) reply).snapshot().facts();
        }

        /** Whose it is; it must be there. */
        Tenant tenant() {
            return facts().tenant();
        }
    }

    CompletionStage<Seen> look(Tenant tenant, TokenId id) {
        return isOurs(id) ? seen(intents.look(tenant, id.intent()), id) : absent(id);
    }

    CompletionStage<Seen> lookAsPayer(TokenId id) {
        return isOurs(id) ? seen(intents.lookAsPayer(id.intent(), id.number()), id) : absent(id);
    }

    CompletionStage<Seen> tell(Tenant tenant, TokenId id, Function<ActorRef<IntentReply>, IntentCommand> command) {
        return isOurs(id)
                ? seen(intents.request(tenant, id.intent(), null, Limits.ANSWER_WAIT_DEFAULT, command), id)
                : absent(id);
    }

    /** The token of this number. */
    TokenId idOf(IntentId intent, int number) {
        return TokenId.of(intent, number, key.proof(TokenId.named(intent, number)));
    }

    /**
     * Its reference at the issuer: the same for ever, and nobody guesses it, because it is in the address of a page.
     */
    String authenticationOf(TokenId id) {
        byte[] proof = key.proof("authentication/" + id.named());
        return id.intent().value() + "-t" + id.number() + "-"
                + HexFormat.of().formatHex(proof).substring(0, AUTHENTICATION_PROOF_DIGITS);
    }

    /** Whether we made it. */
    boolean isOurs(TokenId id) {
        return id.isProvedBy(key.proof(id.named()));
    }

    private static CompletionStage<Seen> seen(CompletionStage<IntentReply> reply, TokenId id) {
        return reply.thenApply(said -> new Seen(said, id));
    }

    private static CompletionStage<Seen> absent(TokenId id) {
        return CompletableFuture.completedFuture(new Seen(new IntentReply.Refused(Refusal.noToken()), id));
    }
}
