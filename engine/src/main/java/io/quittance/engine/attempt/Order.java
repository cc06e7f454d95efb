package io.quittance.engine.attempt;

import io.quittance.engine.money.Money;
import java.util.concurrent.CompletionStage;

/**
 * What a counterparty is told to do, once. The same order has the same reference for ever, and no other order has it.
 */
public sealed interface Order permits AttemptOrder, OperationOrder {

    /** Our reference at the counterparty: a pure function of the intent's id and the order's place in it. */
    String downstreamReference();

    /** How much money it moves. */
    Money amount();

    /** Gives the order to the processor. */
    CompletionStage<AttemptOutcome> sendTo(Processor processor);
}
