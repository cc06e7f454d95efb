package io.quittance.engine.intent;

import io.quittance.engine.Limits;
import io.quittance.engine.attempt.Authentication;
import io.quittance.engine.attempt.AuthenticationResult;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.NextAction;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.IntentDecision.Record;
import io.quittance.engine.intent.IntentDecision.Reply;
import io.quittance.engine.intent.IntentEvent.AttemptDeclined;
import io.quittance.engine.intent.IntentEvent.AttemptNotProcessed;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentState.InCheckout;
import io.quittance.engine.intent.IntentState.Known;
import io.quittance.engine.intent.IntentState.Open;
import io.quittance.engine.intent.IntentState.Pending;
import io.quittance.engine.intent.Refusal.Code;
import io.quittance.engine.intent.TokenEvent.TokenAuthenticated;
import io.quittance.engine.intent.TokenEvent.TokenChallenged;
import io.quittance.engine.intent.TokenEvent.TokenEnded;
import io.quittance.engine.intent.TokenEvent.TokenIssued;
import io.quittance.engine.intent.TokenEvent.TokenNamed;
import io.quittance.engine.intent.TokenEvent.TokenPaused;
import io.quittance.engine.intent.TokenEvent.TokenResumed;
import io.quittance.engine.intent.TokenEvent.TokenUsed;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.token.TokenEnd;
import io.quittance.engine.token.TokenStage;
import io.quittance.engine.token.TokenTerms;
import io.quittance.engine.token.TokenUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every decision about an access token (CE-1 to CE-11). A token pays once or never; what its payer and its merchant do
 * at the same time is decided here, one after the other, by the state of the one intent. Pure.
 */
record TokenRules(MethodTerms terms) {

    /** The path of the keys that attempts with tokens have; no caller's key can meet them. */
    private static final String PATH = "/pay";

    private static final Failure ABANDONED = new Failure(
            "authentication_abandoned",
            "The payer did not finish the authentication in time. Nothing was sent and nothing was charged; he may pay"
                    + " again.",
            null,
            null,
            null);

    /** The first token of an intent that is made for it. */
    static IntentDecision first(IntentCreated created, TokenCommand.Issue issue, Instant now) {
        List<IntentEvent> events = new ArrayList<>(List.of(created));
        events.addAll(issued(1, issue, now));
        return new Record(List.copyOf(events));
    }

    IntentDecision decide(Known known, TokenCommand command, Instant now) {
        if (command instanceof TokenCommand.Issue issue) {
            return issue(known, issue, now);
        } else if (command.number() > known.facts().tokens().size()) {
            return IntentDecision.refuse(Refusal.noToken());
        } else if (command instanceof TokenCommand.Use use) {
            return use(known, use, now);
        } else if (command instanceof TokenCommand.Authenticated said) {
            return authenticated(known, said, now);
        } else if (command instanceof TokenCommand.Resume resume) {
            return resume(known, resume, now);
        }
        return revoke(known, (TokenCommand.Revoke) command, now);
    }

    /** Paid: the intent. In flight: refused. Unused, or its time over: replaced (CE-6, CE-11). */
    private IntentDecision issue(Known known, TokenCommand.Issue issue, Instant now) {
        boolean isLeft =
                known instanceof InCheckout && known.facts().lastToken().isOverdue(now);
        return AttemptRules.termsDiffer(known, issue.terms())
                .or(() -> isLeft ? Optional.empty() : AttemptRules.notOpen(known, now))
                .or(() -> nameUsed(known, issue))
                .orElseGet(() -> {
                    List<IntentEvent> events = new ArrayList<>();
                    if (isLeft) {
                        events.addAll(overdue(known.facts(), now));
                    } else {
                        known.facts()
                                .liveToken()
                                .ifPresent(older -> events.add(new TokenEnded(now, older.number(), end(older, now))));
                    }
                    events.addAll(issued(known.facts().tokens().size() + 1, issue, now));
                    return new Record(List.copyOf(events));
                });
    }

    private static TokenEnd end(AccessToken older, Instant now) {
        return older.isOverdue(now) ? TokenEnd.EXPIRED : TokenEnd.REPLACED;
    }

    private static List<IntentEvent> issued(int number, TokenCommand.Issue issue, Instant now) {
        TokenTerms terms = issue.token().until(now.plus(Limits.TOKEN_LIFE));
        TokenIssued issued = new TokenIssued(now, number, terms, issue.request());
        return issue.claim() == null ? List.of(issued) : List.of(new TokenNamed(now, number, issue.claim()), issued);
    }

    private static Optional<IntentDecision> nameUsed(Known known, TokenCommand.Issue issue) {
        String name = issue.token().merchantTransactionId();
        boolean isUsed = name != null
                && known.facts().tokens().stream()
                        .anyMatch(token -> name.equals(token.terms().merchantTransactionId()));
        if (isUsed) {
            return Optional.of(IntentDecision.because(
                    Code.REFERENCE_ALREADY_USED, known, "This merchant_transaction_id names an earlier access token."));
        }
        return known.facts().tokens().size() < Limits.TOKENS_PER_INTENT_MAX
                ? Optional.empty()
                : Optional.of(IntentDecision.because(
                        Code.INTENT_CLOSED, known, "This intent has used its last access token."));
    }

    /** The first card wins; whoever comes later is told how it stands. */
    private IntentDecision use(Known known, TokenCommand.Use use, Instant now) {
        Optional<AccessToken> token = live(known, use.number());
        if (token.isEmpty() || token.get().stage() != TokenStage.ISSUED) {
            return told(known);
        } else if (token.get().isOverdue(now)) {
            return new Record(overdue(known.facts(), now));
        }
        return AttemptRules.notOpen(known, now)
                .orElseGet(() -> new Record(List.of(
                        new TokenUsed(now, use.number(), use.method(), use.card(), now.plus(Limits.TOKEN_USE)))));
    }

    /** What the issuer says counts while the token waits for it, and no longer. */
    private IntentDecision authenticated(Known known, TokenCommand.Authenticated said, Instant now) {
        Optional<AccessToken> token = live(known, said.number());
        if (token.isEmpty() || token.get().stage() != TokenStage.AUTHENTICATING) {
            return told(known);
        } else if (token.get().isOverdue(now)) {
            return new Record(overdue(known.facts(), now));
        } else if (said.result() instanceof AuthenticationResult.Challenged challenged) {
            return challenge(known, token.get(), challenged.where(), now);
        } else if (said.result() instanceof AuthenticationResult.Rejected no) {
            return new Record(ended(known.facts(), token.get(), no.failure(), now));
        }
        boolean isAsked = token.get().challenge() != null;
        if (isAsked && said.result() instanceof AuthenticationResult.Unavailable || isConflicted(known)) {
            // Who is being asked is let through by his issuer alone. A conflict has to be settled first.
            return told(known);
        } else if (isOver(known, now)) {
            return new Record(List.of(new TokenEnded(now, said.number(), TokenEnd.EXPIRED)));
        }
        Authentication proof = said.result() instanceof AuthenticationResult.Passed passed ? passed.proof() : null;
        TokenAuthenticated passed = new TokenAuthenticated(now, said.number(), proof);
        return token.get().terms().waitsPreExecute()
                ? new Record(List.of(passed, new TokenPaused(now, said.number(), now.plus(Limits.RESUME_WAIT))))
                : new Record(execute(known.facts(), passed, said, now));
    }

    /** However long an issuer would wait, a token waits no longer than it said. */
    private static IntentDecision challenge(Known known, AccessToken token, NextAction where, Instant now) {
        NextAction before = token.challenge();
        if (before != null && before.url().equals(where.url())) {
            return told(known);
        }
        Instant end = token.deadline().orElseThrow();
        NextAction bounded = new NextAction(where.url(), where.until().isBefore(end) ? where.until() : end);
        return new Record(List.of(new TokenChallenged(now, token.number(), bounded)));
    }

    private IntentDecision resume(Known known, TokenCommand.Resume resume, Instant now) {
        Optional<AccessToken> token = live(known, resume.number());
        if (token.isPresent() && isReady(token.get(), resume)) {
            if (isConflicted(known)) {
                return IntentDecision.because(Code.ATTEMPT_IN_DOUBT, known, AttemptRules.CONFLICT);
            }
            return token.get().isOverdue(now) || isOver(known, now)
                    ? expired(known)
                    : new Record(execute(known.facts(), new TokenResumed(now, resume.number()), resume, now));
        }
        boolean hasLapsed = known.facts().tokens().get(resume.number() - 1).end() == TokenEnd.LAPSED;
        return hasLapsed ? expired(known) : IntentDecision.refuse(Refusal.notWaiting(known.snapshot()));
    }

    /** What an earlier attempt took after all is not given back yet. */
    private static boolean isConflicted(Known known) {
        return known.facts().unreversed().findAny().isPresent();
    }

    /** The time of the intent itself is over. */
    private static boolean isOver(Known known, Instant now) {
        Instant expiry = known.facts().terms().expiresAt();
        return expiry != null && !now.isBefore(expiry);
    }

    /** It waits, and its card was looked for: a payer may have come in between. */
    private static boolean isReady(AccessToken token, TokenCommand.Resume resume) {
        TokenUse use = token.use();
        return token.stage() == TokenStage.AWAITING_RESUME
                && use != null
                && use.card().equals(resume.looked());
    }

    private static IntentDecision revoke(Known known, TokenCommand.Revoke revoke, Instant now) {
        Optional<AccessToken> live = revocable(known, revoke.number());
        if (live.isPresent() && !live.get().isOverdue(now)) {
            return new Record(List.of(new TokenEnded(now, revoke.number(), TokenEnd.REVOKED)));
        }
        AccessToken token = known.facts().tokens().get(revoke.number() - 1);
        if (live.isPresent() || token.end() == TokenEnd.EXPIRED || token.end() == TokenEnd.LAPSED) {
            return expired(known);
        }
        return token.stage() == TokenStage.EXECUTED
                ? IntentDecision.because(
                        Code.TOKEN_CONSUMED, known, "A payment was made with this access token already.")
                : IntentDecision.because(Code.TOKEN_REVOKED, known, "This access token was revoked before.");
    }

    private static IntentDecision expired(Known known) {
        return IntentDecision.because(Code.TOKEN_EXPIRED, known, "The time of this access token is over.");
    }

    /** What a token becomes whose time is over: unused, not resumed, or left by its payer. */
    List<IntentEvent> overdue(IntentFacts facts, Instant now) {
        AccessToken token = facts.lastToken();
        return switch (token.stage()) {
            case ISSUED -> List.of(new TokenEnded(now, token.number(), TokenEnd.EXPIRED));
            case AWAITING_RESUME -> List.of(new TokenEnded(now, token.number(), TokenEnd.LAPSED));
            case AUTHENTICATING -> ended(facts, token, ABANDONED, now);
            case EXECUTED, ENDED -> List.of();
        };
    }

    /** An attempt that was refused before it could leave: recorded with its end in one commit, and never sent. */
    private List<IntentEvent> ended(IntentFacts facts, AccessToken token, Failure why, Instant now) {
        int attempt = facts.nextAttempt();
        return List.of(start(facts, token, null, now), new AttemptDeclined(now, attempt, why.fit(), false, null));
    }

    private List<IntentEvent> execute(
            IntentFacts facts, TokenEvent before, TokenCommand.Executing command, Instant now) {
        IntentEvent started = start(facts, facts.lastToken(), command.request(), now);
        return command.card() != null
                ? List.of(before, started)
                : List.of(before, started, new AttemptNotProcessed(now, facts.nextAttempt(), "the card is gone"));
    }

    private IntentEvent start(IntentFacts facts, AccessToken token, @Nullable KeyedRequest asked, Instant now) {
        TokenUse use = Objects.requireNonNull(token.use(), "a payer gave a card");
        String key = "token-" + token.number();
        KeyedRequest request =
                asked != null ? asked : new KeyedRequest(PATH, key, Map.of(), null, KeyedRequest.REPRESENTATION);
        return new AttemptRules(terms).start(facts, new AttemptRules.Start(use.method(), null, request, false), now);
    }

    private static Optional<AccessToken> live(Known known, int number) {
        boolean mayBe = known instanceof Open || known instanceof InCheckout;
        return mayBe ? known.facts().liveToken().filter(token -> token.number() == number) : Optional.empty();
    }

    /** Also beside an attempt that was made in another way: should that be declined, the token could pay. */
    private static Optional<AccessToken> revocable(Known known, int number) {
        return known instanceof Pending
                ? known.facts().liveToken().filter(token -> token.number() == number)
                : live(known, number);
    }

    private static IntentDecision told(Known known) {
        return new Reply(new IntentReply.Answered(known.snapshot(), false, false));
    }
}
