package io.quittance.api.openapi;

import io.quittance.api.RunningServer;
import io.quittance.api.http.problem.ProblemCode;
import java.util.List;

/** Looks at everything there is to look at, well and badly. */
final class LookScene {
    private static final List<String> OPEN = List.of(
            "/health/live",
            "/health/ready",
            "/metrics",
            "/version",
            "/console",
            "/docs",
            "/docs/start.js",
            "/docs/swagger-ui.css",
            "/docs/swagger-ui-bundle.js",
            "/docs/favicon-32x32.png",
            "/docs/no-such-file",
            "/openapi.yaml",
            "/problems/no_such_code");

    private final RunningServer server;

    LookScene(RunningServer server) {
        this.server = server;
    }

    void play(String intent) {
        OPEN.forEach(path -> server.send(server.bare(path).GET()));
        for (ProblemCode code : ProblemCode.values()) {
            server.send(server.bare("/problems/" + code.text()).GET());
        }
        playOnce(intent);
        playOnce("pi_" + "a".repeat(32));
        closed(intent).forEach(path -> server.send(server.bare(path).GET()));
        server.get("/v1/payment_intents/" + intent + "?expand=events");
        server.get("/v1/payment_intents/" + intent + "?expand=nothing");
        server.get("/v1/payment_intents?limit=101&after=x&created_from=2030-01-01T00:00:00Z");
        server.get("/v1/payment_intents?status=well&status=badly&colour=red");
        server.get("/v1/events?after=x");
        server.get("/v1/events?type=nothing");
        server.get("/v1/idempotency/paid-1");
        server.get("/v1/idempotency/paid-1?path=/v1/payments");
        server.get("/v1/idempotency/never?path=/v1/payments");
    }

    /** Every look that needs a key, once. */
    void playOnce(String intent) {
        closed(intent).forEach(server::get);
    }

    private static List<String> closed(String intent) {
        return List.of(
                "/v1/payment_intents/" + intent,
                "/v1/payment_intents/" + intent + "/events",
                "/v1/payment_intents",
                "/v1/events",
                "/v1/work_list",
                "/v1/idempotency/key-1?path=/v1/payment_intents/" + intent + "/attempts");
    }
}
