package io.quittance.api.webhook;

import akka.actor.ActorSystem;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Sink;
import akka.util.ByteString;
import io.quittance.engine.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sends one request over an endpoint's connections and reads the beginning of its answer. Safe for any thread. */
final class HttpExchange {

    private final ActorSystem system;
    private final EndpointPool pool;
    private final Duration tryTime;
    private final InstantSource clock;

    /**
     * What came of it.
     *
     * @param status the answer's; null when none came
     * @param failure why none came, in words for people; null when one did
     * @param retryAfter what the answer asks for; null when it asks for nothing
     * @param isSent whether anything left
     * @param body the beginning of the answer's body
     * @param leftAt when it left the queue; null when it never did, or is in none
     */
    record Outcome(
            @Nullable Integer status,
            @Nullable String failure,
            @Nullable Duration retryAfter,
            boolean isSent,
            byte[] body,
            @Nullable Instant leftAt) {

        Outcome leftAt(Instant time) {
            return new Outcome(status, failure, retryAfter, isSent, body, time);
        }

        static Outcome failed(String words) {
            return new Outcome(null, words, null, true, new byte[0], null);
        }

        static Outcome unsent(String words) {
            return new Outcome(null, words, null, false, new byte[0], null);
        }
    }

    HttpExchange(ActorSystem system, EndpointPool pool, Duration tryTime, InstantSource clock) {
        this.system = system;
        this.pool = pool;
        this.tryTime = tryTime;
        this.clock = clock;
    }

    /** Sends it. The stage does not fail; how long it may take is the caller's concern. */
    CompletionStage<Outcome> send(HttpRequest request) {
        return pool.send(request).thenCompose(this::read).exceptionally(FailureWords::of);
    }

    void close() {
        pool.close();
    }

    private CompletionStage<Outcome> read(HttpResponse answer) {
        Duration retryAfter = answer.getHeader("Retry-After")
                .map(HttpHeader::value)
                .map(text -> retryAfter(text.strip(), clock.instant()))
                .orElse(null);
        return beginning(answer)
                .thenApply(body -> new Outcome(answer.status().intValue(), null, retryAfter, true, body, null));
    }

    /** What is read of the body; leaving the rest unread ends the connection. One that is all there needs no stream. */
    private CompletionStage<byte[]> beginning(HttpResponse answer) {
        if (answer.entity() instanceof HttpEntity.Strict whole) {
            return CompletableFuture.completedFuture(
                    whole.getData().take(Limits.WEBHOOK_ANSWER_BYTES_MAX).toArray());
        }
        return answer.entity()
                .getDataBytes()
                .completionTimeout(tryTime)
                .scan(ByteString.emptyByteString(), ByteString::concat)
                .takeWhile(read -> read.length() < Limits.WEBHOOK_ANSWER_BYTES_MAX, true)
                .runWith(Sink.last(), SystemMaterializer.get(system).materializer())
                .thenApply(read -> read.take(Limits.WEBHOOK_ANSWER_BYTES_MAX).toArray())
                // The status was there; a body that broke off changes nothing about it.
                .exceptionally(failure -> new byte[0]);
    }

    /** Seconds, or a date; null when it is neither. */
    static @Nullable Duration retryAfter(String text, Instant now) {
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
