package io.quittance.api.partner;

import akka.stream.BufferOverflowException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.attempt.Approval;
import io.quittance.engine.attempt.AttemptOutcome;
import io.quittance.engine.attempt.Evidence;
import io.quittance.engine.attempt.Failure;
import io.quittance.engine.attempt.InquiryAnswer;
import io.quittance.engine.attempt.WebAddress;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one table from what an exchange with the provider brought to what it proves. Pure. Every row that is not here is
 * unknown: another status, an answer about another transaction or amount, half a body, a reset, a timeout.
 *
 * <pre>
 * 200, and it echoes what was asked      what its result code proves ({@link ResultCodes})
 * 200, session open, with an address     the payer has to go there
 * 400 with a code that proves a no       declined or not processed, as the code says
 * 401                                    not processed
 * 404 in the provider's own words        an order: not processed; an inquiry: not found
 * no connection was made                 not processed
 * </pre>
 */
final class PartnerAnswers {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    /** These are thrown only while a connection is being made, or before one is asked for: no byte has left. */
    private static final List<Class<? extends Throwable>> NOTHING_LEFT =
            List.of(ConnectException.class, UnknownHostException.class, BufferOverflowException.class);

    private PartnerAnswers() {}

    /**
     * What an answer must echo to be believed.
     *
     * @param amount null where nobody can tell
     * @param currency null where nobody can tell
     * @param mayOmit whether an answer without amount and currency will do: one to a cancellation need not name them
     */
    record Asked(
            String uniqueId,
            @Nullable String amount,
            @Nullable String currency,
            boolean mayOmit) {

        Asked(String uniqueId, @Nullable String amount, @Nullable String currency) {
            this(uniqueId, amount, currency, false);
        }

        boolean isEchoedBy(ObjectNode body) {
            return uniqueId.equals(text(body, "uniqueId"))
                    && isEchoed(amount, text(body, "amount"))
                    && isEchoed(currency, text(body, "currency"));
        }

        private boolean isEchoed(@Nullable String asked, @Nullable String said) {
            return asked == null || asked.equals(said) || mayOmit && said == null;
        }
    }

    /** What an answer to an order proves. */
    static AttemptOutcome outcome(Asked asked, int status, byte[] bytes) {
        Optional<ObjectNode> body = PartnerJson.answer(bytes);
        String code = body.map(PartnerAnswers::code).orElse("");
        return switch (status) {
            case OK -> body.map(said -> believed(asked, said)).orElseGet(() -> unknown("its answer cannot be read"));
            case UNAUTHORIZED -> new AttemptOutcome.NotProcessed("the provider answered HTTP 401 " + code);
            case BAD_REQUEST -> body.map(said -> refused(said, code)).orElseGet(() -> unknown("HTTP 400"));
            case NOT_FOUND ->
                code.equals(ResultCodes.NOT_FOUND)
                        ? new AttemptOutcome.NotProcessed(
                                "the provider knows no such transaction, or does not offer it")
                        : unknown("HTTP 404, but not in the provider's words: is the address right?");
            default -> unknown("HTTP " + status);
        };
    }

    /** What an exchange that failed proves. */
    static AttemptOutcome outcome(Throwable failure) {
        return NOTHING_LEFT.stream().anyMatch(kind -> isCausedBy(failure, kind))
                ? new AttemptOutcome.NotProcessed("no connection to the provider: " + describe(failure))
                : unknown(describe(failure));
    }

    /** What an answer to an inquiry says. Only the provider's own words, not any 404, deny a transaction. */
    static InquiryAnswer inquiry(Asked asked, int status, byte[] bytes) {
        if (status != OK) {
            boolean denied = status == NOT_FOUND
                    && PartnerJson.answer(bytes)
                            .map(PartnerAnswers::code)
                            .filter(ResultCodes.NOT_FOUND::equals)
                            .isPresent();
            return denied ? new InquiryAnswer.NotFound() : new InquiryAnswer.NoAnswer("HTTP " + status);
        }
        AttemptOutcome outcome = outcome(asked, status, bytes);
        boolean isPending = PartnerJson.answer(bytes).filter(asked::isEchoedBy).isPresent();
        return outcome instanceof AttemptOutcome.Unknown unknown && !isPending
                ? new InquiryAnswer.NoAnswer(unknown.detail())
                : new InquiryAnswer.Found(
                        outcome,
                        PartnerJson.answer(bytes)
                                .flatMap(PartnerAnswers::settledAt)
                                .orElse(null));
    }

    /** What an inquiry that failed says. */
    static InquiryAnswer inquiry(Throwable failure) {
        return new InquiryAnswer.NoAnswer(describe(failure));
    }

    private static AttemptOutcome believed(Asked asked, ObjectNode body) {
        String code = code(body);
        String transaction = text(body, "connectorTxID1");
        if (!asked.isEchoedBy(body)) {
            return unknown("it answered about another transaction");
        }
        return switch (ResultCodes.conclusion(code)) {
            case APPROVED ->
                transaction == null
                        ? unknown("it approved without a name for the transaction")
                        : new AttemptOutcome.Approved(new Approval(detail(body, "AuthCode", ""), transaction));
            case DECLINED -> new AttemptOutcome.Declined(failure(body, code));
            case NOT_PROCESSED -> new AttemptOutcome.NotProcessed(words(body, code));
            case SESSION_OPEN -> sessionOpen(body, code);
            case UNKNOWN -> unknown(code + ", " + ResultCodes.name(code).orElse("a code that is not known"));
        };
    }

    /** A form that the payer would have to send along is more than an address. */
    private static AttemptOutcome sessionOpen(ObjectNode body, String code) {
        JsonNode redirect = body.path("redirect");
        String url = redirect.path("url").asText();
        boolean isPlain = redirect.path("method").asText("GET").equals("GET")
                && isNone(redirect.path("parameters"))
                && isNone(redirect.path("preconditions"));
        return isPlain && WebAddress.isUsable(url)
                ? new AttemptOutcome.ActionRequired(url, null)
                : unknown(code + ", and no address to which the payer could be sent");
    }

    private static boolean isNone(JsonNode part) {
        return part.isMissingNode() || part.isNull() || part.isArray() && part.isEmpty();
    }

    /** An error names no transaction; but whichever it is about, the provider did nothing. */
    private static AttemptOutcome refused(ObjectNode body, String code) {
        return switch (ResultCodes.conclusion(code)) {
            case DECLINED -> new AttemptOutcome.Declined(failure(body, code));
            case NOT_PROCESSED ->
                new AttemptOutcome.NotProcessed("the provider refused the request as invalid: " + code);
            case APPROVED, SESSION_OPEN, UNKNOWN -> unknown("HTTP 400 without a code that proves anything");
        };
    }

    private static Failure failure(ObjectNode body, String code) {
        return new Failure(
                "card_declined",
                words(body, code),
                ResultCodes.declineCode(code).orElse(null),
                detail(body, "AcquirerResponse", code),
                detail(body, "ExtendedDescription", ResultCodes.name(code).orElse(code)));
    }

    private static String words(ObjectNode body, String code) {
        return body.path("result")
                .path("description")
                .asText(ResultCodes.name(code).orElse(code));
    }

    private static String code(ObjectNode body) {
        return body.path("result").path("code").asText();
    }

    private static String detail(ObjectNode body, String name, String otherwise) {
        return body.path("resultDetails").path(name).asText(otherwise);
    }

    private static Optional<Instant> settledAt(ObjectNode body) {
        try {
            return Optional.of(detail(body, "SettledAt", ""))
                    .filter(text -> !text.isEmpty())
                    .map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(ObjectNode body, String name) {
        return body.path(name).textValue();
    }

    private static AttemptOutcome unknown(String detail) {
        return new AttemptOutcome.Unknown(Evidence.SENT_WITHOUT_ANSWER, "the provider: " + detail);
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
