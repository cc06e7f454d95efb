package io.quittance.api.openapi;

import io.quittance.api.RunningServer;

/** What an operator does: looks at the work list, and ends doubts. */
final class WorkScene {
    static final String RESOLUTION = "{\"outcome\":\"approved\",\"evidence\":\"line 17\",\"note\":\"seen\"}";

    private final RunningServer server;
    private final Stock stock;

    WorkScene(RunningServer server) {
        this.server = server;
        this.stock = new Stock(server);
    }

    void play(BodyScene bodies) {
        endADoubt();
        server.post(path(stock.paid(1250)), "calm", RESOLUTION);
        server.post(path("pi_" + "a".repeat(32)), "never", RESOLUTION);
        server.send(server.json(path(stock.paid(1250)), RESOLUTION).header("If-Match", "\"99\""));
        bodies.refusals(path(stock.paid(1250)), RESOLUTION);
        server.get("/v1/work_list");
        server.get("/v1/work_list?limit=101&after=x");
    }

    /** An inquiry may be faster, on a machine that hangs; then there is another doubt. */
    private void endADoubt() {
        int status = 0;
        for (int i = 0; i < 5 && status != 200; i++) {
            String path = path(stock.inDoubt());
            status = server.post(path, "resolved", RESOLUTION).status();
            server.post(path, "resolved", RESOLUTION.replace("approved", "declined"));
        }
    }

    private static String path(String intent) {
        return "/v1/payment_intents/" + intent + "/resolution";
    }
}
