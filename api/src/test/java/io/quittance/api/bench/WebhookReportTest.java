package io.quittance.api.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WebhookReportTest {

    private static final WebhookPlan PLAN =
            new WebhookPlan(LoadPlan.of(Scenario.WEBHOOKS).open(300), 2);

    @Test
    void theMediansOfTheRunsAreComparedAndBothArePrinted() throws Exception {
        WebhookReport report = report(run(false, 20, 0), run(true, 21, 0), run(false, 22, 0), run(true, 23, 0));

        assertThat(report.isRight()).isTrue();
        assertThat(report.text())
                .contains("open at 300 payments per second")
                .contains("delivery p50 2.00 ms, p99 20.00 ms")
                .contains("p99 of A 21.00 ms, of B 22.00 ms, ratio 1.05; goal: at most 1.10; of 2 runs each")
                .contains("commit abc");
        JsonNode json = new ObjectMapper().readTree(report.json());
        assertThat(json.at("/runs")).hasSize(4);
        assertThat(json.at("/runs/1/run").asText()).isEqualTo("B");
        assertThat(json.at("/median/ratio").asDouble()).isEqualTo(1.048);
        assertThat(json.at("/delivery_counted_from").asText()).startsWith("the event's own time");
    }

    @Test
    void aRunInWhichAWebhookIsMissingIsWrong() {
        assertThat(report(run(false, 20, 0), run(true, 21, 1)).isRight()).isFalse();
    }

    @Test
    void withoutARateThereIsNoPlan() {
        LoadPlan closed = LoadPlan.of(Scenario.WEBHOOKS);

        assertThatThrownBy(() -> new WebhookPlan(closed, 1)).hasMessageContaining("needs a rate");
        assertThatThrownBy(() -> new WebhookPlan(closed.open(1), 0)).hasMessageContaining("pairs must be 1 to 20");
    }

    private static WebhookReport report(WebhookRun... runs) {
        Machine machine = new Machine(2, "EPYC", 1L << 30, "Linux 6", "OpenJDK 17");
        Provenance provenance = new Provenance(Instant.EPOCH, "1", "abc", "java -jar quittance.jar bench", machine);
        return new WebhookReport(PLAN, "http://127.0.0.1:1", new ArrayList<>(List.of(runs)), provenance);
    }

    private static WebhookRun run(boolean hasTroubled, double p99, long missing) {
        Latency latency = new Latency(1_000, 3, 2, p99, p99 + 1, p99 + 2);
        Outcome payments = new Outcome(300, latency, 0, Map.of(), List.of(), 0);
        Reading none = Reading.notMeasured("not here");
        Usage usage =
                new Usage(new Usage.Cpu(none, none, 20, none), new Usage.Journal(none, none, none, none, none, none));
        return new WebhookRun(hasTroubled, payments, usage, latency, 8_000, missing, 0, 160, 0);
    }
}
