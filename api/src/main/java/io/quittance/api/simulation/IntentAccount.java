package io.quittance.api.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.simulation.StreamBook.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The money of one intent by an auditor's arithmetic, from the names and the JSON of its events. What cannot be is told
 * as a {@link Violation}. Used by the world's thread.
 */
final class IntentAccount {

    /** How the intent stood after one event, in the words of the interface. */
    record Stand(String status, long held, long captured, long refunded) {}

    final List<Deed> attempts = new ArrayList<>();
    final List<Deed> operations = new ArrayList<>();
    long amount;
    String currency = "";
    String reference = "";
    boolean isSettled;
    boolean isClosed;
    boolean wasWarned;

    @Nullable
    Instant captureBefore;

    @Nullable
    Instant expiresAt;

    private final StreamBook book;
    private Stand stand = new Stand("absent", 0, 0, 0);

    IntentAccount(StreamBook book) {
        this.book = book;
    }

    Stand stand() {
        return stand;
    }

    Stream<Deed> open() {
        return Stream.concat(attempts.stream(), operations.stream()).filter(Deed::isOpen);
    }

    /** The attempts that took money when they must not, and have not given it back. */
    Stream<Deed> unreversed() {
        return attempts.stream().filter(attempt -> attempt.wasApprovedLate).filter(attempt -> operations.stream()
                .noneMatch(done -> done.isReversal() && done.isApproved() && done.original.equals(attempt.reference)));
    }

    /** No order is open, and nothing has to be given back. */
    boolean isAtRest() {
        return open().findAny().isEmpty() && unreversed().findAny().isEmpty();
    }

    /** What was not captured in time was given back, and its merchant had not been warned. */
    boolean wasReleasedUnwarned() {
        return !wasWarned && operations.stream().anyMatch(deed -> deed.cause.equals("capture_window_closed"));
    }

    /** It awaits an attempt although its end has come. */
    boolean isOverdue(Instant now) {
        boolean isOpen = !isClosed && (stand.status.equals("created") || stand.status.equals("failed"));
        return isOpen && expiresAt != null && expiresAt.isBefore(now);
    }

    /** Takes in the next event; tells the order that it is about, if any. */
    @Nullable
    Deed accept(String manifest, JsonNode event, Finding finding) {
        String name = manifest.substring("intent.".length(), manifest.lastIndexOf('.'));
        Deed deed = null;
        if (name.equals("created")) {
            create(event);
        } else if (name.equals("attempt_started")) {
            deed = startAttempt(event, finding);
        } else if (name.equals("operation_started")) {
            deed = startOperation(event, finding);
        } else if (name.startsWith("attempt_") || name.startsWith("operation_")) {
            deed = end(name, event, finding);
        } else {
            other(name, event, finding);
        }
        checkFunds(finding);
        return deed;
    }

    private void create(JsonNode event) {
        amount = event.at("/terms/amount/minor_units").asLong();
        currency = event.at("/terms/amount/currency").asText();
        reference = event.at("/terms/reference_id").asText();
        expiresAt = time(event, "/terms/expires_at");
        stand = new Stand("created", 0, 0, 0);
    }

    private static @Nullable Instant time(JsonNode event, String where) {
        return event.at(where).isTextual() ? Instant.parse(event.at(where).asText()) : null;
    }

    private void other(String name, JsonNode event, Finding finding) {
        if (name.equals("expired") && stand.held > 0) {
            lapse(event, finding);
        } else if (name.equals("canceled") || name.equals("expired")) {
            if (stand.held + stand.captured > 0 || open().anyMatch(deed -> !deed.isReversal())) {
                finding.violation("I1", book.stream + " was closed with money, or with an order open");
            }
            close();
        } else if (name.equals("capture_due")) {
            wasWarned = true;
        } else if (name.equals("settled")) {
            isSettled = true;
        } else if (name.equals("late_approval")) {
            approvedLate(event, finding);
        }
    }

    /** What was not captured in time, and could not be given back, is held by nobody any more. */
    private void lapse(JsonNode event, Finding finding) {
        boolean isOver = captureBefore != null
                && !Instant.parse(event.at("/at").asText()).isBefore(captureBefore);
        boolean wasRefused = operations.stream()
                .anyMatch(deed -> deed.cause.equals("capture_window_closed") && deed.outcome.equals("declined"));
        if (!isOver || !wasRefused || open().anyMatch(deed -> !deed.isReversal())) {
            finding.violation("I1", book.stream + " let go of held money before its time");
        }
        attempts.forEach(attempt -> attempt.held = 0);
        stand = new Stand(stand.status, 0, stand.captured, stand.refunded);
        if (stand.captured == 0) {
            close();
        }
    }

    private void close() {
        isClosed = true;
        stand = new Stand("failed", 0, 0, 0);
    }

    private void approvedLate(JsonNode event, Finding finding) {
        int number = event.at("/order/number").asInt();
        Deed deed = (event.at("/order/kind").asText().equals("attempt") ? attempts : operations).get(number - 1);
        if (deed.isOpen() || deed.isApproved() || deed.wasApprovedLate) {
            finding.violation("I3", deed + " was approved late and is " + deed.outcome);
        }
        deed.wasApprovedLate = true;
    }

    private Deed startAttempt(JsonNode event, Finding finding) {
        Deed begun = Deed.attempt(book, event);
        if (open().anyMatch(deed -> !deed.isReversal())) {
            finding.violation("I1", begun + " began while another order is open");
        } else if (isClosed || stand.status.equals("succeeded") || stand.held > 0) {
            finding.violation("I1", begun + " began on an intent that is paid or closed");
        } else if (unreversed().findAny().isPresent()) {
            finding.violation("I1", begun + " began before an earlier charge was given back");
        }
        attempts.add(begun);
        stand = new Stand("pending", 0, 0, 0);
        return begun;
    }

    private Deed startOperation(JsonNode event, Finding finding) {
        Deed begun =
                Deed.operation(book, event, attempts.get(event.at("/attempt").asInt() - 1));
        if (!begun.isReversal() && open().anyMatch(deed -> !deed.isReversal())) {
            finding.violation("I1", begun + " began while another order is open");
        }
        if (begun.amount > movable(begun)) {
            finding.violation("FW-17", begun + " is over " + begun.amount + " of " + stand);
        }
        Instant at = Instant.parse(event.at("/at").asText());
        boolean isLate = captureBefore != null && !at.isBefore(captureBefore);
        if (begun.kind.equals("capture") && isLate || begun.cause.equals("capture_window_closed") && !isLate) {
            finding.violation("D1", begun + " began at " + at + ", the time to capture ends at " + captureBefore);
        }
        operations.add(begun);
        return begun;
    }

    private long movable(Deed deed) {
        long back = stand.captured - stand.refunded;
        return switch (deed.kind) {
            case "capture" -> stand.held;
            case "void" -> stand.held + (isSettled ? 0 : back);
            case "refund" -> back;
            default ->
                attempts.stream().anyMatch(one -> one.reference.equals(deed.original) && one.wasApprovedLate)
                        ? amount
                        : 0;
        };
    }

    private Deed end(String name, JsonNode event, Finding finding) {
        List<Deed> all = name.startsWith("attempt_") ? attempts : operations;
        String outcome = name.substring(name.indexOf('_') + 1);
        int number = event.at("/number").asInt();
        Deed deed = all.get(number - 1);
        if (outcome.equals("action_required")) {
            deed.isAcknowledged = true;
        }
        if (!deed.isOpen()) {
            finding.violation("I1", deed + " ended " + outcome + " and was not open");
        } else if (!outcome.equals("in_doubt") && !outcome.equals("action_required")) {
            deed.outcome = outcome;
            if (deed.isAttempt()) {
                endAttempt(outcome, event);
            } else if (deed.isApproved()) {
                move(deed);
            }
        }
        return deed;
    }

    private void endAttempt(String outcome, JsonNode event) {
        captureBefore = time(event, "/capture_before");
        stand = switch (outcome) {
            case "approved" ->
                captureBefore != null ? new Stand("pending", amount, 0, 0) : new Stand("succeeded", 0, amount, 0);
            case "declined" -> new Stand("failed", 0, 0, 0);
            default -> new Stand("created", 0, 0, 0);
        };
    }

    private void move(Deed deed) {
        Stand now = stand;
        long fromHeld = Math.min(deed.amount, now.held);
        stand = switch (deed.kind) {
            case "capture" ->
                new Stand(
                        "succeeded",
                        deed.isLast ? 0 : now.held - deed.amount,
                        now.captured + deed.amount,
                        now.refunded);
            case "void" ->
                new Stand(now.status, now.held - fromHeld, now.captured - (deed.amount - fromHeld), now.refunded);
            case "refund" -> new Stand(now.status, now.held, now.captured, now.refunded + deed.amount);
            default -> now;
        };
        if (stand.status.equals("pending") && stand.held == 0 && !deed.isReversal()) {
            close();
        }
    }

    /** FW-17, after every event. */
    private void checkFunds(Finding finding) {
        if (stand.held < 0
                || stand.refunded < 0
                || stand.captured < stand.refunded
                || stand.held + stand.captured > amount) {
            finding.violation("FW-17", book.stream + " over " + amount + " stands at " + stand);
        }
    }
}
