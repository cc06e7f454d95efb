package io.quittance.api.http;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.Connection;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.intent.FieldFault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reads the body of a request, within its bounds, and answers by itself where that cannot be done. */
final class BodyReader extends AllDirectives {

    private final Materializer materializer;

    BodyReader(Materializer materializer) {
        this.materializer = materializer;
    }

    /**
     * The answer to a request, made of its body's bytes.
     *
     * @param takesVersion whether {@code If-Match} means something
     */
    Route read(Exchange exchange, boolean takesVersion, Function<byte[], CompletionStage<HttpResponse>> answer) {
        Optional<ProblemCode> refusal = RequestBytes.refusal(exchange.request());
        if (refusal.isPresent()) {
            return refuse(exchange, Problem.of(refusal.get()));
        }
        List<FieldFault> notTaken = HeaderCheck.notTaken(exchange.request(), takesVersion);
        if (!notTaken.isEmpty()) {
            return refuse(exchange, Problem.invalid(notTaken));
        }
        return completeWithFuture(RequestBytes.of(exchange.request().entity(), materializer)
                .thenCompose(answer)
                .exceptionallyCompose(failure -> RequestBytes.isTooLarge(failure)
                        ? CompletableFuture.completedFuture(tooLarge(exchange))
                        : CompletableFuture.failedFuture(failure)));
    }

    /** The rest of the body is not read, which ends the connection: the caller is told not to use it again. */
    private static HttpResponse tooLarge(Exchange exchange) {
        return exchange.refuse(Problem.of(ProblemCode.PAYLOAD_TOO_LARGE)).addHeader(Connection.create("close"));
    }

    private Route refuse(Exchange exchange, Problem problem) {
        exchange.request().entity().discardBytes(materializer);
        return complete(exchange.refuse(problem));
    }
}
