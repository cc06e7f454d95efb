package io.quittance.api.acquirer;

import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;
import io.quittance.engine.Limits;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The issuer's pages of an acquirer in the server's own process. Safe for any thread. */
public final class IssuerRoutes extends AllDirectives {

    private static final long FORM_BYTES_MAX = 1_024;

    private final SimulatedAcquirer acquirer;
    private final IssuerDesk desk;
    private final AuthenticationDesk authentications;
    private final String publicUrl;

    /** @param publicUrl where payers reach this server; empty for the address that it listens on */
    public IssuerRoutes(SimulatedAcquirer acquirer, String publicUrl) {
        this.acquirer = acquirer;
        this.desk = new IssuerDesk(acquirer);
        this.authentications = new AuthenticationDesk(acquirer.authenticator());
        this.publicUrl = publicUrl;
    }

    /** The server is reached here. */
    public void listensAt(String baseUrl) {
        acquirer.listensAt(URI.create(publicUrl.isEmpty() ? baseUrl : publicUrl));
    }

    /** The pages. */
    public Route routes() {
        return concat(
                pages(IssuerDesk.PATH, desk::show, desk::answer),
                pages(AuthenticationDesk.PATH, authentications::show, authentications::answer));
    }

    private Route pages(
            String first,
            Function<String, CompletionStage<HttpResponse>> show,
            BiFunction<String, byte[], CompletionStage<HttpResponse>> answer) {
        return path(
                PathMatchers.segment(first).slash(PathMatchers.segment()),
                reference -> concat(
                        get(() -> completeWithFuture(show.apply(reference))),
                        post(() -> answer(form -> answer.apply(reference, form)))));
    }

    private Route answer(Function<byte[], CompletionStage<HttpResponse>> answer) {
        return extractMaterializer(materializer -> extractRequest(request -> onComplete(
                request.entity().withSizeLimit(FORM_BYTES_MAX).toStrict(Limits.BODY_WAIT.toMillis(), materializer),
                read -> completeWithFuture(
                        answer.apply(read.isSuccess() ? read.get().getData().toArray() : new byte[0])))));
    }
}
