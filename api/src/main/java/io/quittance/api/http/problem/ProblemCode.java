package io.quittance.api.http.problem;

import io.quittance.engine.intent.Refusal;
import java.util.Locale;

/**
 * The closed catalogue of refusals over HTTP ({@code api.md}, Errors): status, whether to try again, the partner API's
 * result code, and what it means for the money. Each has a page at {@code /problems/<code>}.
 */
public enum ProblemCode {
    VALIDATION(
            400,
            Retry.NEVER,
            "200.300.404",
            "The content of the request is wrong",
            "Every fault is listed with its"
                    + " place. Nothing was done. Correct the request and send it again; the same key may be used."),
    IDEMPOTENCY_KEY_REQUIRED(
            400,
            Retry.NEVER,
            "200.300.404",
            "An idempotency key is required",
            "A request that moves"
                    + " money names itself with an Idempotency-Key, so that a repeat cannot charge twice."
                    + " Nothing was done."),
    IDEMPOTENCY_KEY_AMBIGUOUS(
            400,
            Retry.NEVER,
            "200.300.404",
            "The idempotency key is ambiguous",
            "Header and body name"
                    + " different keys, or a header is repeated or malformed. Nothing was done. Send one key."),
    UNAUTHORIZED(
            401,
            Retry.NEVER,
            "800.100.152",
            "The key opens nothing",
            "Send a valid API key as"
                    + " `Authorization: Bearer <key>` or `x-api-key: <key>`. The request was not read."),
    FORBIDDEN(
            403,
            Retry.NEVER,
            "800.900.301",
            "The key may not do this",
            "The key is good, but it was made for other things: it lacks the scope that this needs. The request was"
                    + " not read and nothing was done. Use a key with that scope."),
    NOT_FOUND(
            404,
            Retry.NEVER,
            "700.400.580",
            "There is no such thing",
            "The path names nothing that this key may see." + " Nothing was done."),
    NOT_SUPPORTED(
            404,
            Retry.NEVER,
            "700.400.580",
            "This is not supported",
            "The operation is not offered here. Nothing" + " was done."),
    ATTEMPT_IN_PROGRESS(
            409,
            Retry.AFTER,
            "700.400.560",
            "An attempt is under way",
            "Another attempt on this intent has"
                    + " no outcome yet. Nothing was done by this request. Look at the intent; do not pay elsewhere."),
    ATTEMPT_IN_DOUBT(
            409,
            Retry.AFTER,
            "700.400.560",
            "An attempt is in doubt",
            "The outcome of the last attempt is not"
                    + " known and is being inquired at the acquirer. Nothing was done by this request; the payer may"
                    + " have been"
                    + " charged already, so do not pay elsewhere."),
    ALREADY_AUTHORIZED(
            409,
            Retry.NEVER,
            "700.400.560",
            "The intent is authorised",
            "The money is held and waits for its capture. Nothing was done by this request. Capture it, or cancel it."),
    ALREADY_SUCCEEDED(
            409,
            Retry.NEVER,
            "700.400.560",
            "The intent is paid",
            "The money was taken before. Nothing was" + " done by this request."),
    INTENT_CLOSED(
            409,
            Retry.NEVER,
            "700.400.560",
            "The intent takes no more",
            "The intent is canceled, expired or has reached a bound, or there is nothing of it to do this to."
                    + " Nothing was done."),
    AMOUNT_EXCEEDS_CAPTURABLE(
            409,
            Retry.NEVER,
            "700.400.200",
            "More than can be captured",
            "The intent holds less money than that; `amount_capturable` says how much. Nothing was done."),
    AMOUNT_EXCEEDS_REFUNDABLE(
            409,
            Retry.NEVER,
            "700.400.200",
            "More than can be given back",
            "Less money than that was taken and not given back yet; `amount_refundable` says how much. Nothing was"
                    + " done."),
    AMOUNT_EXCEEDS_VOIDABLE(
            409,
            Retry.NEVER,
            "700.400.200",
            "More than can be voided",
            "Less money than that is held or unsettled; `amount_voidable` says how much. Nothing was done. What is"
                    + " settled can be refunded."),
    CAPTURE_WINDOW_CLOSED(
            409,
            Retry.NEVER,
            "700.400.560",
            "The time to capture is over",
            "What was not captured in time is released to the payer. Nothing was done by this request. Make a new"
                    + " payment."),
    TOKEN_CONSUMED(
            409,
            Retry.NEVER,
            "700.400.560",
            "It was used before",
            "An access token, or a card that was given once, pays one time. It was used already. Nothing was done by"
                    + " this request; look at the payment to see what became of it."),
    TOKEN_REVOKED(
            409,
            Retry.NEVER,
            "700.400.560",
            "The access token was revoked",
            "It was taken back before anything was sent to the acquirer. Nothing was done by this request. Ask for a"
                    + " new token."),
    TOKEN_EXPIRED(
            409,
            Retry.NEVER,
            "700.400.560",
            "The access token has expired",
            "Its time is over, and nothing was charged with it. Nothing was done by this request. Ask for a new"
                    + " token."),
    NOT_WAITING_FOR_RESUME(
            409,
            Retry.NEVER,
            "700.400.560",
            "Nothing waits to be resumed",
            "Only a token whose payer is ready, and that was made with `wait_pre_execute`, is resumed: once, and in"
                    + " time. Nothing was done by this request. Look at the token to see how it stands."),
    IDEMPOTENCY_KEY_IN_USE(
            409,
            Retry.SAME_KEY,
            "700.400.560",
            "The key is being worked on",
            "A request with this key is"
                    + " under way and nothing is recorded yet. Repeat it with the same key; it cannot be"
                    + " charged twice."),
    REFERENCE_ALREADY_USED(
            409,
            Retry.NEVER,
            "700.400.560",
            "The reference belongs to another payment",
            "An intent with"
                    + " this reference exists with other money or another customer; it is shown. Nothing was done."),
    PRECONDITION_FAILED(
            412,
            Retry.AFTER,
            "700.400.560",
            "The intent has changed",
            "The version in If-Match is not the version of the intent. Nothing was done."
                    + " Look at the intent and decide anew."),
    PAYLOAD_TOO_LARGE(
            413,
            Retry.NEVER,
            "200.300.404",
            "The body is too large",
            "A body has at most 64 KiB. It was not" + " read further; nothing was done."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            Retry.NEVER,
            "200.300.404",
            "Only JSON is read",
            "Send `Content-Type: application/json`," + " not compressed. Nothing was done."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            Retry.NEVER,
            "700.400.560",
            "The key was used for another request",
            "The fields that" + " differ are named. Nothing was done now, and the first request stands."),
    CARD_EXPIRED(
            422,
            Retry.NEVER,
            "100.100.303",
            "The card has expired",
            "The card's last valid month is over. Nothing" + " was sent to the acquirer; ask for another card."),
    RATE_LIMITED(
            429,
            Retry.SAME_KEY,
            "800.120.100",
            "Too many requests with this key",
            "The key has used up its requests per second. Nothing was done. Wait as long as Retry-After says and send"
                    + " the same request again, with the same idempotency key. What was taken on before is not"
                    + " affected: its repeat is answered."),
    INTERNAL(
            500,
            Retry.SAME_KEY,
            "900.100.100",
            "Something failed here",
            "The request could not be answered. Repeat it"
                    + " with the same key: it cannot be charged twice, and a repeat tells the truth."),
    OVERLOADED(
            503,
            Retry.SAFE,
            "900.100.500",
            "Too much is going on",
            "The server took on no effect for this request." + " Send it again with the same key in a moment.");

    /** Whether trying again makes sense, and how. */
    public enum Retry {
        /** The same request will be refused again. */
        NEVER,
        /** Repeat with the same key. */
        SAME_KEY,
        /** After the state has changed. */
        AFTER,
        /** Any time; nothing was done. */
        SAFE;

        /** As written in bodies. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final int status;
    private final Retry retry;
    private final String resultCode;
    private final String title;
    private final String explanation;

    ProblemCode(int status, Retry retry, String resultCode, String title, String explanation) {
        this.status = status;
        this.retry = retry;
        this.resultCode = resultCode;
        this.title = title;
        this.explanation = explanation;
    }

    /** The code of an engine's refusal. */
    static ProblemCode of(Refusal.Code code) {
        return valueOf(code.name());
    }

    /** As written in bodies and URLs. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int status() {
        return status;
    }

    public Retry retry() {
        return retry;
    }

    /** The partner API's result code. */
    public String resultCode() {
        return resultCode;
    }

    public String title() {
        return title;
    }

    /** What it means for the money and what to do next. */
    public String explanation() {
        return explanation;
    }
}
