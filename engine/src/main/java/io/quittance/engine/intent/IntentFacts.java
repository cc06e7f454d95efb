package io.quittance.engine.intent;

import io.quittance.engine.attempt.Attempt;
import io.quittance.engine.attempt.AttemptStatus;
import io.quittance.engine.attempt.Authentication;
import io.quittance.engine.attempt.Course;
import io.quittance.engine.attempt.Inquiry;
import io.quittance.engine.attempt.Operation;
import io.quittance.engine.attempt.OrderName;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.money.Money;
import io.quittance.engine.token.AccessToken;
import io.quittance.engine.token.TokenUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an intent. Immutable; an answer given once keeps the facts that it was made from.
 *
 * @param funds what became of the money
 * @param attempts all attempts, oldest first
 * @param operations all captures, voids, refunds and reversals, oldest first
 * @param tokens all access tokens, oldest first; at most the last is live
 * @param closure why it is closed for good; null when it is not
 * @param version how many events made it: its place in the journal stream
 */
public record IntentFacts(
        IntentId id,
        Tenant tenant,
        Terms terms,
        Funds funds,
        List<Attempt> attempts,
        List<Operation> operations,
        List<AccessToken> tokens,
        @Nullable Closure closure,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    static IntentFacts created(IntentEvent.IntentCreated event) {
        return new IntentFacts(
                event.id(),
                event.tenant(),
                event.terms(),
                Funds.NONE,
                List.of(),
                List.of(),
                List.of(),
                null,
                event.at(),
                event.at(),
                1);
    }

    /** The last attempt; there must be one. */
    public Attempt lastAttempt() {
        return attempts.get(attempts.size() - 1);
    }

    /** The attempt whose authorisation the intent's money comes from; empty when none was approved in time. */
    public Optional<Attempt> authorizedAttempt() {
        return attempts.stream()
                .filter(attempt -> attempt.status() == AttemptStatus.SUCCEEDED)
                .findFirst();
    }

    /** The attempt whose money a terminal took and has not settled, as far as is known; empty when there is none. */
    public Optional<Attempt> unsettledAtTerminal() {
        boolean isUnsettled = funds.captured() > 0 && funds.settledAt() == null;
        return authorizedAttempt()
                .filter(attempt -> isUnsettled && attempt.method().isTerminal());
    }

    /** The capture, void or refund that is under way or in doubt; there is at most one. */
    public Optional<Operation> openOperation() {
        return operations.stream()
                .filter(operation ->
                        !operation.isReversal() && operation.course().isOpen())
                .findFirst();
    }

    /** The attempts that were approved too late and whose approval is not undone. */
    public Stream<Attempt> unreversed() {
        return attempts.stream()
                .filter(attempt -> attempt.lateApproval() != null)
                .filter(attempt -> !isReversed(attempt));
    }

    private boolean isReversed(Attempt attempt) {
        return operations.stream()
                .anyMatch(operation -> operation.isReversal()
                        && operation.attempt() == attempt.number()
                        && operation.status() == AttemptStatus.SUCCEEDED);
    }

    /** Whether this order ended without effect, as far as was known when it ended. */
    boolean isClosedWithout(OrderName order) {
        if (order.isAttempt()) {
            return order.number() <= attempts.size()
                    && isClosedWithout(attempts.get(order.number() - 1).course())
                    && attempts.get(order.number() - 1).lateApproval() == null;
        }
        return order.number() <= operations.size()
                && isClosedWithout(operations.get(order.number() - 1).course())
                && operations.get(order.number() - 1).lateApproval() == null;
    }

    private static boolean isClosedWithout(Course course) {
        return !course.isOpen() && course.status() != AttemptStatus.SUCCEEDED;
    }

    /** Every order whose outcome is open, with how far it has come. */
    public Stream<OpenOrder> openOrders() {
        return orders().filter(order -> order.course().isOpen());
    }

    /** Every order to ask the counterparty about: whose outcome is open, or was told by an operator only. */
    Stream<OpenOrder> ordersToInquire() {
        return orders().filter(
                        order -> order.course().isOpen() || order.course().isUnconfirmed());
    }

    private Stream<OpenOrder> orders() {
        return Stream.concat(
                attempts.stream()
                        .map(attempt -> new OpenOrder(attempt.name(), attempt.downstreamReference(), attempt.course())),
                operations.stream()
                        .map(operation ->
                                new OpenOrder(operation.name(), operation.downstreamReference(), operation.course())));
    }

    /** An order whose outcome is open. */
    public record OpenOrder(OrderName name, String downstreamReference, Course course) {}

    /** The order of this reference at the counterparty. */
    Optional<OrderName> orderOf(String downstreamReference) {
        return Stream.concat(
                        attempts.stream()
                                .filter(attempt -> attempt.downstreamReference().equals(downstreamReference))
                                .map(Attempt::name),
                        operations.stream()
                                .filter(operation ->
                                        operation.downstreamReference().equals(downstreamReference))
                                .map(Operation::name))
                .findFirst();
    }

    /** How the counterparty is asked about an order. */
    Inquiry question(OrderName order) {
        if (order.isAttempt()) {
            Attempt attempt = attempts.get(order.number() - 1);
            return Inquiry.ofAttempt(attempt.downstreamReference(), terms.amount(), attempt.method());
        }
        Operation operation = operations.get(order.number() - 1);
        Attempt original = attempts.get(operation.attempt() - 1);
        return new Inquiry(
                operation.downstreamReference(),
                new Money(operation.amount(), terms.amount().currency()),
                original.method(),
                operation.kind(),
                original.downstreamReference());
    }

    /** The last access token; there must be one. */
    public AccessToken lastToken() {
        return tokens.get(tokens.size() - 1);
    }

    /** The token that can still lead to an attempt; there is at most one. */
    public Optional<AccessToken> liveToken() {
        return tokens.isEmpty() ? Optional.empty() : Optional.of(lastToken()).filter(AccessToken::isLive);
    }

    /** The token that a payer is at, before any attempt with it. */
    public Optional<AccessToken> tokenInUse() {
        return liveToken().filter(token -> token.stage().isInUse());
    }

    /** What the issuer said about who pays in this attempt; null when it was not asked, or could not say. */
    @Nullable
    Authentication authenticationOf(int attempt) {
        return tokens.stream()
                .map(AccessToken::use)
                .filter(use -> use != null && Objects.equals(use.attempt(), attempt))
                .map(TokenUse::proof)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The number that the next attempt gets. */
    int nextAttempt() {
        return attempts.size() + 1;
    }

    /** The number that the next operation gets. */
    int nextOperation() {
        return operations.size() + 1;
    }

    IntentFacts with(Attempt added, Instant at) {
        return touched(funds, added(attempts, added), operations, at);
    }

    IntentFacts withAttempt(int number, UnaryOperator<Attempt> change, Instant at) {
        return touched(funds, changed(attempts, number, change), operations, at);
    }

    /** The same with the course of one order further on. */
    IntentFacts withCourse(OrderName order, UnaryOperator<Course> change, Instant at) {
        return order.isAttempt()
                ? withAttempt(order.number(), one -> one.with(change.apply(one.course())), at)
                : withOperation(order.number(), one -> one.with(change.apply(one.course())), at);
    }

    IntentFacts with(AccessToken added, Instant at) {
        return touched(added(tokens, added), at);
    }

    IntentFacts withLastToken(UnaryOperator<AccessToken> change, Instant at) {
        return touched(changed(tokens, tokens.size(), change), at);
    }

    IntentFacts with(Operation added, Instant at) {
        return touched(funds, attempts, added(operations, added), at);
    }

    IntentFacts withOperation(int number, UnaryOperator<Operation> change, Instant at) {
        return touched(funds, attempts, changed(operations, number, change), at);
    }

    /** The same facts, the last token executed by this attempt; no event of its own. */
    IntentFacts executed(int attempt) {
        List<AccessToken> after = changed(tokens, tokens.size(), token -> token.executed(attempt));
        return new IntentFacts(
                id, tenant, terms, funds, attempts, operations, after, closure, createdAt, updatedAt, version);
    }

    /** The same facts with other amounts; no event of its own. */
    IntentFacts with(Funds changed) {
        return new IntentFacts(
                id, tenant, terms, changed, attempts, operations, tokens, closure, createdAt, updatedAt, version);
    }

    /** The same facts, closed for good; no event of its own. */
    IntentFacts closed(Closure why) {
        return new IntentFacts(
                id, tenant, terms, funds, attempts, operations, tokens, why, createdAt, updatedAt, version);
    }

    /** The same facts one event later. */
    IntentFacts touched(Instant at) {
        return touched(funds, attempts, operations, at);
    }

    private IntentFacts touched(Funds money, List<Attempt> tries, List<Operation> done, Instant at) {
        return new IntentFacts(id, tenant, terms, money, tries, done, tokens, closure, createdAt, at, version + 1);
    }

    private IntentFacts touched(List<AccessToken> given, Instant at) {
        return new IntentFacts(
                id, tenant, terms, funds, attempts, operations, given, closure, createdAt, at, version + 1);
    }

    private static <T> List<T> added(List<T> all, T one) {
        List<T> more = new ArrayList<>(all);
        more.add(one);
        return List.copyOf(more);
    }

    private static <T> List<T> changed(List<T> all, int number, UnaryOperator<T> change) {
        if (number < 1 || number > all.size()) {
            throw new ImpossibleEvent("an event about order " + number + " of " + all.size());
        }
        List<T> other = new ArrayList<>(all);
        other.set(number - 1, change.apply(other.get(number - 1)));
        return List.copyOf(other);
    }
}
