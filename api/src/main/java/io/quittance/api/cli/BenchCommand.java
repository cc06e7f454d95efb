package io.quittance.api.cli;

import io.quittance.api.Wiring;
import io.quittance.api.acquirer.FaultPlan;
import io.quittance.api.acquirer.InProcessConnector;
import io.quittance.api.acquirer.SimulatedAcquirer;
import io.quittance.api.auth.ApiKey;
import io.quittance.api.bench.Bench;
import io.quittance.api.bench.BenchReport;
import io.quittance.api.bench.EmbeddedTarget;
import io.quittance.api.bench.HttpTarget;
import io.quittance.api.bench.LoadPlan;
import io.quittance.api.bench.Scenario;
import io.quittance.api.bench.WebhookBench;
import io.quittance.api.bench.WebhookPlan;
import io.quittance.api.bench.WebhookReport;
import io.quittance.api.process.QuittanceProcess;
import io.quittance.engine.PaymentEngine;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.persistence.Journals;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a server, or the embedded engine, beside the raw limit of the journal's disk in the same run. */
@Command(
        name = "bench",
        description =
                "Measures payments per second and their latency from the intended start, beside the raw limit of the"
                        + " journal in the same run."
                        + " Without --url or --embedded it starts a server of its own on an empty"
                        + " journal."
                        + " Exit code 1 when a request got a wrong answer.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: quittance bench --scenario payment --connections 64 --seconds 20",
            "          quittance bench --scenario webhooks --rate 300 --seconds 60"
        })
final class BenchCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--scenario",
            description = "payment, create, replay, read, trivial or webhooks; default ${DEFAULT-VALUE}.",
            defaultValue = "payment")
    String scenario = "";

    @Option(
            names = "--rate",
            description = "Arrivals per second (open loop); without it each connection sends back to back, and webhooks"
                    + " has 300.")
    @Nullable
    Integer rate;

    @Option(
            names = "--pairs",
            description = "Of webhooks: how often the run with live endpoints alone and the one with a dead and a slow"
                    + " one beside them take turns; default ${DEFAULT-VALUE}.",
            defaultValue = "2")
    int pairs;

    @Option(names = "--connections", description = "Default ${DEFAULT-VALUE}.", defaultValue = "64")
    int connections;

    @Option(
            names = "--warmup",
            description = "Seconds that are not counted; default ${DEFAULT-VALUE}.",
            defaultValue = "20")
    int warmUp;

    @Option(
            names = "--seconds",
            description = "Seconds that are counted; default ${DEFAULT-VALUE}.",
            defaultValue = "20")
    int seconds;

    @Option(
            names = "--raw-seconds",
            description = "Seconds per group size for the raw limit; default ${DEFAULT-VALUE}.",
            defaultValue = "2")
    int rawSeconds;

    @Option(names = "--seed", description = "Default ${DEFAULT-VALUE}.", defaultValue = "1")
    long seed;

    @Option(names = "--fsyncs", description = "Count fsyncs with strace for a few seconds after the measurement.")
    boolean fsyncs;

    @Option(names = "--embedded", description = "Measure the engine in this process, without HTTP.")
    boolean embedded;

    @Option(names = "--url", description = "Measure the server that runs here.")
    @Nullable
    URI url;

    @Option(
            names = "--key",
            description = "The key of that server. (env QUITTANCE_DEV_KEY)",
            defaultValue = "${env:QUITTANCE_DEV_KEY}")
    @Nullable
    String key;

    @Option(names = "--pid", description = "The process id of that server, for its CPU time.")
    @Nullable
    Long pid;

    @Option(
            names = "--data",
            description = "The data directory of that server, for journal bytes; or where to make one.")
    @Nullable
    Path data;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LoadPlan plan = plan();
        if (plan.scenario() == Scenario.WEBHOOKS) {
            return webhooks(plan);
        }
        BenchReport report = embedded
                ? ofEngine(plan)
                : url != null ? Bench.run(plan, running(url)) : withOwnServer(target -> Bench.run(plan, target));
        Console.out(spec).println(json ? report.json() : report.text());
        Console.out(spec).flush();
        return report.outcome().errors() == 0 ? 0 : Failures.FAILED;
    }

    private Integer webhooks(LoadPlan plan) throws IOException, InterruptedException {
        if (embedded) {
            throw usage("--scenario webhooks is about HTTP; --embedded has none");
        }
        LoadPlan open = rate == null ? plan.open(WebhookPlan.RATE_DEFAULT) : plan;
        WebhookPlan turns = new WebhookPlan(open, pairs);
        WebhookReport report;
        if (url != null) {
            report = WebhookBench.run(turns, running(url));
        } else {
            report = withOwnServer(target -> WebhookBench.run(turns, target));
        }
        Console.out(spec).println(json ? report.json() : report.text());
        Console.out(spec).flush();
        return report.isRight() ? 0 : Failures.FAILED;
    }

    private LoadPlan plan() {
        Scenario wanted =
                Scenario.parse(scenario).orElseThrow(() -> usage("--scenario: no such scenario: " + scenario));
        LoadPlan plan = LoadPlan.of(wanted)
                .withConnections(connections)
                .withSeconds(warmUp, seconds)
                .withSeed(seed)
                .withRawSeconds(rawSeconds)
                .withFsyncCount(fsyncs);
        return rate == null ? plan : plan.open(rate);
    }

    private HttpTarget running(URI at) {
        if (key == null || key.isBlank()) {
            throw usage("--url needs --key");
        }
        OptionalLong server = pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
        return new HttpTarget(at, key, server, Optional.ofNullable(data));
    }

    /** What is done with a server that is there only for it. */
    private interface Measuring<T> {
        T of(HttpTarget target) throws IOException, InterruptedException;
    }

    private <T> T withOwnServer(Measuring<T> measuring) throws IOException, InterruptedException {
        ApiKey own = ApiKey.generate(Mode.TEST, Wiring.randomness());
        Path directory = directory();
        try (QuittanceProcess server = QuittanceProcess.start(
                List.of("serve", "--dev", "--quiet", "--port", "0", "--data", directory.toString()),
                Map.of(DevKey.VARIABLE, own.text()),
                directory.resolve("serve.log"))) {
            return measuring.of(new HttpTarget(
                    URI.create(server.baseUrl()), own.text(), OptionalLong.of(server.pid()), Optional.of(directory)));
        }
    }

    private BenchReport ofEngine(LoadPlan plan) throws IOException, InterruptedException {
        Path directory = directory();
        try (SimulatedAcquirer acquirer = SimulatedAcquirer.open(
                        directory.resolve("acquirer-ledger.jsonl"), FaultPlan.NONE, Clock.systemUTC());
                PaymentEngine engine = PaymentEngine.builder()
                        .journal(Journals.embedded(directory))
                        .processor(new InProcessConnector(acquirer))
                        .start()) {
            return Bench.run(plan, new EmbeddedTarget(engine, Tenant.test("bench"), Optional.of(directory)));
        }
    }

    private Path directory() throws IOException {
        return data == null ? Files.createTempDirectory("quittance-bench") : Files.createDirectories(data);
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
