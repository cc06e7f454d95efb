package io.quittance.api.acquirer;

import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;
import io.quittance.engine.Limits;
import java.net.URI;

/** The issuer's pages of an acquirer in the server's own process. Safe for any thread. */
public final class IssuerRoutes extends AllDirectives {

    private static final long FORM_BYTES_MAX = 1_024;

    private final SimulatedAcquirer acquirer;
    private final IssuerDesk desk;

    public IssuerRoutes(SimulatedAcquirer acquirer) {
        this.acquirer = acquirer;
        this.desk = new IssuerDesk(acquirer);
    }

    /** The server listens here, and its payers reach it there. */
    public void listensAt(String baseUrl) {
        acquirer.listensAt(URI.create(baseUrl));
    }

    /** The pages. */
    public Route routes() {
        return path(
                PathMatchers.segment(IssuerDesk.PATH).slash(PathMatchers.segment()),
                reference -> concat(
                        get(() -> completeWithFuture(desk.show(reference))),
                        post(() -> extractMaterializer(
                                materializer -> extractRequest(request -> completeWithFuture(request.entity()
                                        .withSizeLimit(FORM_BYTES_MAX)
                                        .toStrict(Limits.BODY_WAIT.toMillis(), materializer)
                                        .thenCompose(form -> desk.answer(
                                                reference, form.getData().toArray()))))))));
    }
}
