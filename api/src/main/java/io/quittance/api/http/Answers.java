package io.quittance.api.http;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import io.quittance.api.auth.Allowance;
import io.quittance.api.http.json.IntentJson;
import io.quittance.api.http.json.ProblemJson;
import io.quittance.api.http.problem.Problem;
import io.quittance.api.http.problem.ProblemCode;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.PaymentResult;
import io.quittance.engine.audit.JournalEntry;
import io.quittance.engine.id.IntentId;
import io.quittance.engine.reading.Listing;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Makes responses. The status and body of an answer depend on the result alone; only headers name the request. */
final class Answers {

    private static final ContentType PROBLEM = MediaTypes.applicationWithOpenCharset("problem+json")
            .toContentType(akka.http.javadsl.model.HttpCharsets.UTF_8);

    private final Supplier<String> baseUrl;
    private final InstantSource clock;

    Answers(Supplier<String> baseUrl, InstantSource clock) {
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    HttpResponse of(PaymentResult result, String requestId) {
        if (result instanceof PaymentResult.Answered answered) {
            return intent(answered, requestId);
        }
        PaymentResult.Refused refused = (PaymentResult.Refused) result;
        return problem(Problem.of(refused.refusal(), refused.intent()), requestId);
    }

    /** The answer to a look: 200, whatever is seen. */
    HttpResponse found(PaymentResult result, String requestId) {
        HttpResponse told = of(result, requestId);
        return result instanceof PaymentResult.Answered ? told.withStatus(StatusCodes.OK) : told;
    }

    /** The same with the intent's recorded events up to what is told of it. */
    HttpResponse found(PaymentResult result, Listing<JournalEntry> events, String requestId) {
        HttpResponse told = found(result, requestId);
        return result instanceof PaymentResult.Answered answered && events instanceof Listing.Found<JournalEntry> found
                ? told.withEntity(
                        ContentTypes.APPLICATION_JSON,
                        IntentJson.bytes(answered.intent(), found.page().data()))
                : told;
    }

    HttpResponse problem(Problem problem, String requestId) {
        List<HttpHeader> headers = new ArrayList<>(2);
        headers.add(requestId(requestId));
        if (problem.code() == ProblemCode.UNAUTHORIZED) {
            headers.add(RawHeader.create("WWW-Authenticate", "Bearer"));
        } else if (problem.code().retry() != ProblemCode.Retry.NEVER) {
            // True for a used-up key as well: its allowance grows by one request per second, or by more.
            headers.add(RawHeader.create("Retry-After", "1"));
        }
        return HttpResponse.create()
                .withStatus(StatusCodes.get(problem.code().status()))
                .addHeaders(headers)
                .withEntity(PROBLEM, ProblemJson.bytes(problem, baseUrl.get(), requestId, clock.instant()));
    }

    /** Which methods a path takes: what OPTIONS asks. */
    HttpResponse allow(Collection<HttpMethod> methods, String requestId) {
        Set<String> names = new TreeSet<>(Set.of("OPTIONS"));
        methods.forEach(method -> names.add(method.value()));
        if (names.contains("GET")) {
            names.add("HEAD");
        }
        return HttpResponse.create()
                .withStatus(StatusCodes.NO_CONTENT)
                .addHeaders(List.of(requestId(requestId), RawHeader.create("Allow", String.join(", ", names))));
    }

    private HttpResponse intent(PaymentResult.Answered answered, String requestId) {
        IntentId id = answered.intent().id();
        List<HttpHeader> headers = new ArrayList<>(4);
        headers.add(requestId(requestId));
        headers.add(RawHeader.create(
                "ETag", "\"" + answered.intent().snapshot().facts().version() + "\""));
        if (answered.replayed()) {
            headers.add(RawHeader.create("Idempotent-Replayed", "true"));
        }
        if (answered.stage() == PaymentResult.Stage.CREATED) {
            headers.add(RawHeader.create("Location", PaymentEngine.CREATE_PATH + "/" + id.value()));
        }
        return json(status(answered.stage()), headers, IntentJson.bytes(answered.intent()));
    }

    private static int status(PaymentResult.Stage stage) {
        return switch (stage) {
            case CREATED -> 201;
            case SETTLED -> 200;
            case PENDING -> 202;
        };
    }

    HttpResponse json(int status, List<HttpHeader> headers, byte[] body) {
        return HttpResponse.create()
                .withStatus(StatusCodes.get(status))
                .addHeaders(headers)
                .withEntity(ContentTypes.APPLICATION_JSON, body);
    }

    /** How much the key may still ask for; nothing when it is not limited. */
    static List<HttpHeader> rateLimit(Allowance.Draw draw) {
        return draw.isLimited()
                ? List.of(
                        RawHeader.create("RateLimit-Limit", Long.toString(draw.limit())),
                        RawHeader.create("RateLimit-Remaining", Long.toString(draw.remaining())),
                        RawHeader.create("RateLimit-Reset", Long.toString(draw.secondsUntilFull())))
                : List.of();
    }

    /** Every answer says which request it is about. */
    static HttpHeader requestId(String requestId) {
        return RawHeader.create("Request-Id", requestId);
    }
}
