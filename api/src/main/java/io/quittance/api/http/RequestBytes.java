package io.quittance.api.http;

import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.RequestEntity;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.stream.Materializer;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.Limits;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads the bytes of a body, within its bounds. */
final class RequestBytes {

    private RequestBytes() {}

    /** Why a body is not read at all; empty when it may be. What is not there needs no type. */
    static Optional<ProblemCode> refusal(HttpRequest request) {
        if (request.entity().isKnownEmpty()) {
            return Optional.empty();
        } else if (!request.entity().getContentType().mediaType().equals(MediaTypes.APPLICATION_JSON)
                || request.getHeader("Content-Encoding").isPresent()) {
            return Optional.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        }
        return request.entity().getContentLengthOption().orElse(0) > Limits.BODY_BYTES_MAX
                ? Optional.of(ProblemCode.PAYLOAD_TOO_LARGE)
                : Optional.empty();
    }

    /** The bytes; fails when there are more than is allowed, or when they do not come in time. */
    static CompletionStage<byte[]> of(RequestEntity entity, Materializer materializer) {
        return entity instanceof HttpEntity.Strict strict
                ? CompletableFuture.completedFuture(strict.getData().toArray())
                : entity.withSizeLimit(Limits.BODY_BYTES_MAX)
                        .toStrict(Limits.BODY_WAIT.toMillis(), materializer)
                        .thenApply(strict -> strict.getData().toArray());
    }

    /** Whether reading failed because there were too many. */
    static boolean isTooLarge(Throwable failure) {
        return failure instanceof EntityStreamSizeException || failure.getCause() instanceof EntityStreamSizeException;
    }
}
