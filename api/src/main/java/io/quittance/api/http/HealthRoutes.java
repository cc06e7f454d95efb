package io.quittance.api.http;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import io.quittance.api.http.json.Json;
import io.quittance.api.telemetry.Metrics;
import io.quittance.api.telemetry.Version;
import java.util.function.BooleanSupplier;

/** For those who operate the server: is it alive, does it take requests, what is it, what does it count. */
public final class HealthRoutes extends AllDirectives {

    private final BooleanSupplier ready;
    private final Metrics metrics;

    /** @param ready whether requests are taken: the journal can be written and the server is not stopping */
    public HealthRoutes(BooleanSupplier ready, Metrics metrics) {
        this.ready = ready;
        this.metrics = metrics;
    }

    Route routes() {
        return concat(
                path("version", () -> get(() -> complete(version()))),
                path(
                        "metrics",
                        () -> get(() -> complete(HttpResponse.create()
                                .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, metrics.text()))))),
                pathPrefix(
                        "health",
                        () -> concat(
                                path("live", () -> get(() -> complete(health(true)))),
                                path("ready", () -> get(() -> complete(health(ready.getAsBoolean())))))));
    }

    private static HttpResponse health(boolean good) {
        return HttpResponse.create()
                .withStatus(good ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE)
                .withEntity(ContentTypes.APPLICATION_JSON, Json.bytes(json -> {
                    json.writeStartObject();
                    json.writeStringField("status", good ? "up" : "down");
                    json.writeEndObject();
                }));
    }

    private static HttpResponse version() {
        Version version = Version.current();
        return HttpResponse.create().withEntity(ContentTypes.APPLICATION_JSON, Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("version", version.version());
            json.writeStringField("commit", version.commit());
            json.writeStringField("java", version.java());
            json.writeStringField("akka", version.akkaVersion());
            json.writeEndObject();
        }));
    }
}
