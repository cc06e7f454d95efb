package io.quittance.engine.intent;

import akka.actor.typed.ActorRef;
import io.quittance.engine.attempt.AttemptReport;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.NewsResult;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.attempt.PayerStep;
import io.quittance.engine.attempt.PaymentMethod;
import io.quittance.engine.id.DeliveryId;
import io.quittance.engine.id.EndpointId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.idempotency.KeyedRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a payment intent hears. */
public sealed interface IntentCommand {

    /** A command from outside that may change the intent. Every one is answered. */
    sealed interface Request extends IntentCommand permits Create, Operate, Resolve, Sending, TokenCommand {

        Tenant tenant();

        /** The keyed request; null only where no money moves. */
        @Nullable
        KeyedRequest request();

        ActorRef<IntentReply> replyTo();
    }

    /** A command after which an order may leave. */
    sealed interface Sending extends Request permits MoneyRequest, TokenCommand.Executing {

        PaymentMethod method();

        /** Where the payer goes after what the attempt may ask of him; null for nowhere. */
        @Nullable
        String returnUrl();
    }

    /** A request that moves money. */
    sealed interface MoneyRequest extends Sending {

        @Override
        KeyedRequest request();

        /** The merchant's name for the attempt; null for {@code <reference>-<n>}. */
        @Nullable
        String attemptReference();
    }

    /** Make the intent if it does not exist. */
    record Create(Tenant tenant, Terms terms, @Nullable KeyedRequest request, ActorRef<IntentReply> replyTo)
            implements Request {}

    /** Make the intent if it does not exist, and attempt to take its money. */
    record Pay(
            Tenant tenant,
            Terms terms,
            PaymentMethod method,
            @Nullable String returnUrl,
            KeyedRequest request,
            ActorRef<IntentReply> replyTo)
            implements MoneyRequest {

        @Override
        public @Nullable String attemptReference() {
            return null;
        }
    }

    /**
     * Attempt to take the money of an intent that exists. The key lives in the intent that the path names; no other
     * intent can meet it.
     *
     * @param expectedVersion the version at which the caller saw the intent; null when any will do
     */
    record StartAttempt(
            Tenant tenant,
            PaymentMethod method,
            @Nullable String returnUrl,
            @Nullable String attemptReference,
            @Nullable Long expectedVersion,
            KeyedRequest request,
            ActorRef<IntentReply> replyTo)
            implements MoneyRequest {}

    /**
     * Do something with the money of an intent, or close it.
     *
     * @param expectedVersion the version at which the caller saw the intent; null when any will do
     */
    record Operate(
            Tenant tenant,
            OperationWish wish,
            @Nullable Long expectedVersion,
            KeyedRequest request,
            ActorRef<IntentReply> replyTo)
            implements Request {}

    /**
     * An operator says how an unknown outcome ended.
     *
     * @param expectedVersion the version at which the operator saw the intent; null when any will do
     */
    record Resolve(
            Tenant tenant,
            Resolution resolution,
            @Nullable Long expectedVersion,
            @Nullable KeyedRequest request,
            ActorRef<IntentReply> replyTo)
            implements Request {}

    /** Tell a payer how the intent stands whose token of this number he has. Changes nothing. */
    record LookAsPayer(int token, ActorRef<IntentReply> replyTo) implements IntentCommand {}

    /** Tell how the intent stands. Changes nothing. */
    record Look(Tenant tenant, ActorRef<IntentReply> replyTo) implements IntentCommand {}

    /**
     * Tell how this request stands, whose caller waits no more. Changes nothing. What the intent was before the request
     * is no answer to it: the request may be about to run.
     */
    record Recall(Tenant tenant, KeyedRequest request, ActorRef<IntentReply> replyTo) implements IntentCommand {}

    /** Tell how far the request of this name has come. Changes nothing. */
    record TellStanding(Tenant tenant, KeyedRequest.Name name, ActorRef<IntentReply> replyTo)
            implements IntentCommand {}

    /** Another intent wants a key that this one holds: tell the caller in which fields the two requests differ. */
    record ExplainReuse(KeyedRequest other, ActorRef<IntentReply> replyTo) implements IntentCommand {}

    /** Do what time has made due, and be in memory for what is open. */
    enum Wake implements IntentCommand {
        INSTANCE
    }

    /** The counterparty may be back: ask about what is open now. */
    enum Inquire implements IntentCommand {
        INSTANCE
    }

    /**
     * Something became of the order of this reference; what, only an inquiry tells.
     *
     * @param tries how often it was asked about
     * @param replyTo who keeps it, hears what came of asking and tells it again; null when nobody does
     */
    record News(
            String downstreamReference, int tries, @Nullable ActorRef<NewsResult> replyTo) implements IntentCommand {

        /** News that has just come, and that nobody keeps. */
        public News(String downstreamReference) {
            this(downstreamReference, 0, null);
        }

        /** News that somebody keeps. */
        public News(String downstreamReference, ActorRef<NewsResult> replyTo) {
            this(downstreamReference, 0, replyTo);
        }

        /** The same, asked about once more. */
        News again() {
            return new News(downstreamReference, tries + 1, replyTo);
        }

        /** Tells who keeps it, if anybody does. */
        void answer(NewsResult result) {
            if (replyTo != null) {
                replyTo.tell(result);
            }
        }
    }

    /** The payer of the attempt of this reference is asked for something. */
    record Progress(String downstreamReference, PayerStep step) implements IntentCommand {}

    /** Leave memory. Obeyed in every state; what is owed is found again in the journal. */
    enum Stop implements IntentCommand {
        INSTANCE
    }

    /** From the directory: nothing was heard for a while, so leave unless something is under way. */
    enum Idle implements IntentCommand {
        INSTANCE
    }

    /**
     * Owe these notifications to an endpoint once more. The payment is not concerned.
     *
     * @param sequences their numbers; empty for all
     * @param wish which of them; those that are not meant are left out
     */
    record Redeliver(Tenant tenant, List<Long> sequences, Redelivery wish, ActorRef<IntentReply> replyTo)
            implements IntentCommand {}

    /**
     * Which notifications are sent again, and where.
     *
     * @param from not before; null for the beginning
     * @param to before; null for no end
     * @param onlyFailed only what was owed to the endpoint and was not taken
     */
    record Redelivery(
            EndpointId endpoint,
            NotificationEvent.Cause cause,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean onlyFailed) {}

    /** Private: a delivery was tried. */
    record DeliveryReported(NotificationRules.Report report) implements IntentCommand {}

    /** Private: what was reported of deliveries is recorded now. */
    enum DeliveriesTold implements IntentCommand {
        INSTANCE
    }

    /**
     * Private: a delivery's actor is gone.
     *
     * @param number which of its actors
     */
    record DeliveryEnded(DeliveryId id, long number) implements IntentCommand {}

    /** Private: an order's actor reports. */
    record AttemptReported(AttemptReport report) implements IntentCommand {}

    /** Private: an order's actor is gone; when its outcome is still open, another takes over. */
    record OrderEnded(OrderName order) implements IntentCommand {}

    /** Private: what the counterparty says about the order of which there was news. */
    record NewsAnswered(OrderName order, News news, InquiryAnswer answer) implements IntentCommand {}

    /** Private: what the counterparty said about news is recorded by the time this is heard. */
    record NewsRecorded(News news) implements IntentCommand {}
}
