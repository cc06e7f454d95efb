package io.quittance.api.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures how soon webhooks arrive: in runs A with live endpoints alone, and in runs B with a dead and a slow one
 * beside them, in turn, at one server under the same rate of payments, after a run that is not told of. Blocks; the
 * receivers are in this process.
 */
public final class WebhookBench {

    private static final String ENDPOINTS = "/v1/webhook_endpoints";
    private static final Duration DRAIN_MAX = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(50);

    private final WebhookPlan plan;
    private final HttpTarget target;
    private final WebhookStreet street;
    private final String run;
    private final List<Registered> live = new ArrayList<>();

    private record Registered(String id, String secret) {}

    private WebhookBench(WebhookPlan plan, HttpTarget target, WebhookStreet street, String run) {
        this.plan = plan;
        this.target = target;
        this.street = street;
        this.run = run;
    }

    /**
     * Runs the plan. The endpoints are removed again.
     *
     * @throws IOException when the server cannot be reached
     * @throws BenchFailed when it refuses the endpoints, or the load broke off
     */
    public static WebhookReport run(WebhookPlan plan, HttpTarget target) throws IOException, InterruptedException {
        Instant startedAt = Instant.now();
        String run = Long.toString(startedAt.toEpochMilli(), Character.MAX_RADIX);
        try (WebhookStreet street = WebhookStreet.open()) {
            List<WebhookRun> runs = new WebhookBench(plan, target, street, run).runs();
            return new WebhookReport(plan, target.text(), runs, Provenance.of(startedAt));
        }
    }

    private List<WebhookRun> runs() throws IOException, InterruptedException {
        for (int i = 0; i < WebhookPlan.LIVE; i++) {
            live.add(register(street.live(i)));
        }
        List<WebhookRun> runs = new ArrayList<>();
        try {
            warmUp();
            for (int pair = 0; pair < plan.pairs(); pair++) {
                runs.add(one(pair + "a", false));
                List<Registered> troubled = List.of(register(street.dead()), register(street.slow()));
                try {
                    runs.add(one(pair + "b", true));
                } finally {
                    remove(troubled);
                }
            }
        } finally {
            remove(live);
        }
        return runs;
    }

    /** A first minute is the compiler's: one more run, of which nothing is told. */
    private void warmUp() throws IOException, InterruptedException {
        WebhookRun unused = one("w", false);
    }

    private WebhookRun one(String name, boolean hasTroubled) throws IOException, InterruptedException {
        HttpScenario scenario = HttpScenario.prepare(plan.load(), target, run + name);
        try (Load load = new HttpLoad(plan.load(), target, scenario)) {
            Window window = Window.from(System.nanoTime(), plan.load());
            WebhookTally.Spell spell = WebhookTally.Spell.of(window, Instant.now(), System.nanoTime());
            List<WebhookTally> tallies = live.stream()
                    .map(endpoint -> new WebhookTally(spell, endpoint.secret()))
                    .toList();
            street.tell(tallies);
            HttpGauges gauges = new HttpGauges(target);
            load.start(window);
            Bench.sleepUntil(window.startNanos());
            Sample before = Sample.take(load, gauges, target.dataDirectory());
            Bench.sleepUntil(window.endNanos());
            Usage usage = Sample.take(load, gauges, target.dataDirectory()).since(before);
            Outcome outcome = load.stop();
            long each = load.answered();
            return found(hasTroubled, outcome, usage, drained(tallies, each), each);
        }
    }

    /** When each has as many webhooks as payments succeeded; or much later, if that does not happen. */
    private static List<WebhookTally> drained(List<WebhookTally> tallies, long each) throws InterruptedException {
        long patience = System.nanoTime() + DRAIN_MAX.toNanos();
        while (tallies.stream().anyMatch(tally -> tally.distinct() < each) && System.nanoTime() < patience) {
            TimeUnit.MILLISECONDS.sleep(STEP.toMillis());
        }
        return tallies;
    }

    private static WebhookRun found(
            boolean hasTroubled, Outcome outcome, Usage usage, List<WebhookTally> tallies, long each) {
        return new WebhookRun(
                hasTroubled,
                outcome,
                usage,
                WebhookTally.latency(tallies),
                each * tallies.size(),
                tallies.stream()
                        .mapToLong(tally -> Math.max(0, each - tally.distinct()))
                        .sum(),
                tallies.stream().mapToLong(WebhookTally::duplicates).sum(),
                tallies.stream().mapToLong(WebhookTally::verified).sum(),
                tallies.stream().mapToLong(WebhookTally::forged).sum());
    }

    private Registered register(String url) throws IOException {
        String body = "{\"url\":\"" + url + "\",\"events\":[\"payment_intent.succeeded\"]}";
        String key = "endpoint-" + Instant.now().toEpochMilli() + "-" + url.hashCode();
        OneCall.Answer answer = new OneCall(target).post(ENDPOINTS, key, body);
        if (answer.status() != 201) {
            throw new BenchFailed("An endpoint was refused with " + answer.status() + ": " + answer.text());
        }
        JsonNode told = new ObjectMapper().readTree(answer.body());
        return new Registered(told.path("id").asText(), told.path("secret").asText());
    }

    private void remove(List<Registered> endpoints) throws IOException {
        for (Registered endpoint : endpoints) {
            OneCall.Answer unused = new OneCall(target).delete(ENDPOINTS + "/" + endpoint.id());
        }
    }
}
