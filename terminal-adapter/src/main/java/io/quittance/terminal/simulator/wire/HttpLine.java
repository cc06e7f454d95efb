package io.quittance.terminal.simulator.wire;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.SharedKillSwitch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One POST. There are no events over HTTP, and no answer is sent again. Safe for any thread. */
final class HttpLine implements Line {

    private final CompletableFuture<HttpResponse> answered = new CompletableFuture<>();
    private final SharedKillSwitch cut;

    HttpLine(SharedKillSwitch cut) {
        this.cut = cut;
    }

    CompletionStage<HttpResponse> answered() {
        return answered;
    }

    /** Every answer is 200, a refusal too (SQ-2). */
    @Override
    public void answer(byte[] message, boolean isKept) {
        answered.complete(HttpResponse.create()
                .withStatus(StatusCodes.OK)
                .addHeader(RawHeader.create("Access-Control-Allow-Origin", "*"))
                .withEntity(ContentTypes.APPLICATION_JSON, message));
    }

    @Override
    public void tell(byte[] message) {
        // There are no events over HTTP.
    }

    @Override
    public void refuse() {
        answered.complete(HttpResponse.create().withStatus(StatusCodes.UNAUTHORIZED));
    }

    @Override
    public void cut() {
        cut.shutdown();
    }

    @Override
    public void hush() {
        // Nothing is said on the connection before this answer, and it is not given.
    }
}
