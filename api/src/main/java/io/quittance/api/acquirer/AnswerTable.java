package io.quittance.api.acquirer;

import akka.stream.BufferOverflowException;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.InquiryAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The one table from what an exchange with the acquirer brought to what it proves. Pure. Every row that is not here is
 * unknown: a status other than 200, an answer about another reference, half a body, a reset, a timeout.
 */
final class AnswerTable {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /** These are thrown only while a connection is being made, or before one is asked for: no byte has left. */
    private static final List<Class<? extends Throwable>> NOTHING_LEFT =
            List.of(ConnectException.class, UnknownHostException.class, BufferOverflowException.class);

    private AnswerTable() {}

    /** What an answer to the order under this reference proves. */
    static AttemptOutcome outcome(String reference, int status, byte[] body) {
        if (status != OK) {
            return unknown("the acquirer answered HTTP " + status);
        }
        try {
            AuthorizationJson.Told told = AcquirerJson.one(body, AuthorizationJson.Told.class);
            return reference.equals(told.reference())
                    ? told.outcome()
                    : unknown("the acquirer answered about another reference");
        } catch (IOException | RuntimeException e) {
            return unknown("the acquirer's answer cannot be read");
        }
    }

    /** What an exchange that failed proves. */
    static AttemptOutcome outcome(Throwable failure) {
        return NOTHING_LEFT.stream().anyMatch(kind -> isCausedBy(failure, kind))
                ? new AttemptOutcome.NotProcessed("no connection to the acquirer: " + describe(failure))
                : unknown(describe(failure));
    }

    /** What an answer to an inquiry says. Only the acquirer's own words, not any 404, deny a reference. */
    static InquiryAnswer inquiry(String reference, int status, byte[] body) {
        if (status == NOT_FOUND) {
            return denies(reference, body)
                    ? new InquiryAnswer.NotFound()
                    : new InquiryAnswer.NoAnswer("HTTP 404, but not in the acquirer's words: is the address right?");
        }
        AttemptOutcome outcome = outcome(reference, status, body);
        return outcome instanceof AttemptOutcome.Unknown unknown
                ? new InquiryAnswer.NoAnswer(unknown.detail())
                : new InquiryAnswer.Found(outcome);
    }

    /** What an inquiry that failed says. */
    static InquiryAnswer inquiry(Throwable failure) {
        return new InquiryAnswer.NoAnswer(describe(failure));
    }

    private static boolean denies(String reference, byte[] body) {
        try {
            return AcquirerJson.one(body, AuthorizationJson.Absent.class).says(reference);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static AttemptOutcome unknown(String detail) {
        return new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, detail);
    }

    private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> kind) {
        Throwable cause = thrown;
        while (cause != null && !kind.isInstance(cause)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** The innermost cause in a few words: the outer ones say that a stream failed. */
    private static String describe(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        String message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }
}
