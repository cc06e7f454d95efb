package io.quittance.api.http;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.PathMatchers;
import akka.http.javadsl.server.Route;
import io.quittance.api.http.problem.ProblemCode;
import java.util.Arrays;
import java.util.Optional;

/** A page for each code of the catalogue, in plain text: what {@code type} in a problem body points to. */
final class ProblemRoutes extends AllDirectives {

    Route routes() {
        return path(
                PathMatchers.segment("problems").slash(PathMatchers.segment()),
                code -> find(code).map(found -> get(() -> page(found))).orElseGet(this::reject));
    }

    private static Optional<ProblemCode> find(String text) {
        return Arrays.stream(ProblemCode.values())
                .filter(code -> code.text().equals(text))
                .findFirst();
    }

    private Route page(ProblemCode code) {
        String text = code.title() + "\n\ncode:        " + code.text() + "\nHTTP status: " + code.status()
                + "\nretry:       " + code.retry().text() + "\nresult code: " + code.resultCode() + "\n\n"
                + code.explanation() + "\n";
        return complete(HttpResponse.create()
                .withStatus(StatusCodes.OK)
                .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, text)));
    }
}
