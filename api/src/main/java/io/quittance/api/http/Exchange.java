package io.quittance.api.http;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import io.quittance.api.auth.Access;
import io.quittance.api.auth.Allowance;
import io.quittance.api.http.problem.Problem;
import io.quittance.engine.id.Tenant;
import io.quittance.engine.reading.Listing;
import io.quittance.engine.reading.Page;
import java.util.List;
import java.util.function.Function;

/**
 * One authenticated request and what its answers are made with.
 *
 * @param request as it came
 * @param requestId the caller's own id for it, or ours
 * @param access what its key opens
 * @param draw what it drew from its key's allowance
 * @param answers makes the responses
 */
record Exchange(HttpRequest request, String requestId, Access access, Allowance.Draw draw, Answers answers) {

    /** Whose data it may touch. */
    Tenant tenant() {
        return access.tenant();
    }

    /** What was asked for. */
    HttpResponse answer(byte[] body) {
        return answers.json(200, headers(), body);
    }

    /** A page, or why there is none. */
    <T> HttpResponse answer(Listing<T> listing, Function<Page<T>, byte[]> body) {
        return listing instanceof Listing.Found<T> found
                ? answer(body.apply(found.page()))
                : refuse(Problem.of(((Listing.Refused<T>) listing).refusal(), null));
    }

    /** What every answer to this request carries. */
    List<HttpHeader> headers() {
        return List.of(Answers.requestId(requestId));
    }

    HttpResponse refuse(Problem problem) {
        return answers.problem(problem, requestId);
    }
}
