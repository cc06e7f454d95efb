package io.quittance.engine.intent;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.KeyedRequest;
import io.quittance.engine.intent.IntentCommand.Create;
import io.quittance.engine.intent.IntentCommand.Operate;
import io.quittance.engine.intent.IntentCommand.Pay;
import io.quittance.engine.intent.IntentCommand.Request;
import io.quittance.engine.intent.IntentCommand.Resolve;
import io.quittance.engine.intent.IntentCommand.StartAttempt;
import io.quittance.engine.intent.IntentEvent.AttemptStarted;
import io.quittance.engine.support.Given;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the rules, and says in words what they decided. */
final class Decisions {

    private static final IntentRules RULES = new IntentRules(Events.ACME);
    private static final ActorRef<IntentReply> NOBODY =
            TestInbox.<IntentReply>create().getRef();

    private Decisions() {}

    static IntentDecision decide(IntentState state, Request request) {
        return RULES.decide(Given.ID, state, request, Given.NOW);
    }

    static String decideInWords(IntentState state, Request request) {
        return words(decide(state, request));
    }

    static Create create(@Nullable KeyedRequest request) {
        return create(Given.TERMS, request);
    }

    static Create create(Terms terms, @Nullable KeyedRequest request) {
        return new Create(Given.SHOP, terms, request, NOBODY);
    }

    static Pay pay(String key) {
        return pay(Given.TERMS, Given.card(2030, 12), Given.pay(key));
    }

    static Pay pay(Terms terms, PaymentMethod method, KeyedRequest request) {
        return new Pay(Given.SHOP, terms, method, null, request, NOBODY);
    }

    static StartAttempt attempt(@Nullable String reference, String key) {
        return attempt(reference, key, Given.card(2030, 12));
    }

    static StartAttempt attempt(@Nullable String reference, String key, PaymentMethod method) {
        return new StartAttempt(Given.SHOP, method, null, reference, null, Given.pay(key), NOBODY);
    }

    /** An attempt by somebody who saw the intent at this version. */
    static StartAttempt attemptAt(long version, String key) {
        return new StartAttempt(Given.SHOP, Given.card(2030, 12), null, null, version, Given.pay(key), NOBODY);
    }

    static Create createFor(Terms terms, String key) {
        return create(terms, Given.create(key));
    }

    static Operate operate(OperationRequest request, String key) {
        OperationWish wish = new OperationWish(request.verb(), request.amount(), request.isLast(), request.reason());
        return new Operate(Given.SHOP, wish, request.expectedVersion(), Given.pay(key), NOBODY);
    }

    static Resolve resolve(Resolution.Verdict verdict) {
        return resolve(verdict, null);
    }

    static Resolve resolve(Resolution.Verdict verdict, @Nullable String reference) {
        return new Resolve(
                Given.SHOP,
                new Resolution(verdict, "report 17", "asked by phone", "op", reference),
                null,
                null,
                NOBODY);
    }

    /** How far a key has come, and whether an intent is told with it. */
    static String standing(IntentState state, Tenant asker, String key) {
        IntentReply.Stands told = KeyRules.standing(
                state, new IntentCommand.TellStanding(asker, Given.pay(key).name(), NOBODY));
        return told.standing().text()
                + (told.snapshot() == null
                        ? ""
                        : ", " + told.snapshot().status().text());
    }

    /** For example {@code records AttemptStarted 2}, {@code replays SUCCEEDED}, {@code refuses NOT_FOUND}. */
    static String words(IntentDecision decision) {
        if (decision instanceof IntentDecision.Record record) {
            return "records " + record.events().stream().map(Decisions::words).collect(Collectors.joining(" + "));
        } else if (decision instanceof IntentDecision.Join join) {
            return "joins" + maker(join.createdIntent());
        }
        IntentReply reply = ((IntentDecision.Reply) decision).reply();
        if (reply instanceof IntentReply.Answered answered) {
            return (answered.replayed() ? "replays " : "tells ")
                    + answered.snapshot().status()
                    + maker(answered.createdIntent());
        }
        return "refuses " + refusal(decision).code();
    }

    static Refusal refusal(IntentDecision decision) {
        return ((IntentReply.Refused) ((IntentDecision.Reply) decision).reply()).refusal();
    }

    static AttemptStarted started(IntentDecision decision) {
        IntentDecision.Record record = (IntentDecision.Record) decision;
        return (AttemptStarted) record.events().get(record.events().size() - 1);
    }

    private static String words(IntentEvent event) {
        String name = event.getClass().getSimpleName();
        if (event instanceof OperationEvent.OperationStarted started) {
            return name + " " + started.kind().text() + " " + started.amount() + (started.isLast() ? " last" : "");
        }
        return event instanceof AttemptStarted started
                ? name + " " + started.number() + maker(started.createdIntent())
                : name;
    }

    private static String maker(boolean createdIntent) {
        return createdIntent ? " as the maker" : "";
    }
}
