package io.quittance.engine.intent;

import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.OrderName;
import java.time.Instant;

/** What concerns the truth about an order: doubts that last, people who end them, and answers that come too late. */
public sealed interface DoubtEvent extends IntentEvent {

    /** Which order of the intent. */
    OrderName order();

    /** The outcome has been unknown for so long that the operators are told. It is still inquired. */
    record DoubtOverdue(Instant at, OrderName order) implements DoubtEvent {}

    /**
     * An operator says how an unknown outcome ended. The event of that outcome follows in the same commit.
     *
     * @param outcome {@code approved}, {@code declined} or {@code not_processed}
     * @param evidence what the operator relies on, e.g. a line of the acquirer's report
     * @param note the operator's own words
     * @param actor who said so: the API key's id
     */
    record DoubtResolved(Instant at, OrderName order, String outcome, String evidence, String note, String actor)
            implements DoubtEvent {}

    /** A conflict: the counterparty approved an order that was closed without effect. What it took must not stand. */
    record LateApproval(Instant at, OrderName order, Approval approval) implements DoubtEvent {}

    /**
     * The counterparty has its last word about an order of which an operator said how it ended. An approval of an order
     * that was closed is a {@link LateApproval} instead.
     *
     * @param outcome {@code approved}, {@code declined} or {@code not_processed}
     */
    record ResolutionChecked(Instant at, OrderName order, String outcome) implements DoubtEvent {}
}
