package io.quittance.api.crash;

import io.quittance.api.demo.Shop;
import io.quittance.api.process.QuittanceProcess;
import io.quittance.persistence.Journals;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Runs the real server against an acquirer in a process of its own, with shops that repeat their keys, and kills the
 * server at random moments. At the end everybody's books are compared. Used by one thread.
 */
public final class CrashCampaign {

    private static final long LOOK_AGAIN_NANOS = 5_000_000;

    private final CrashPlan plan;
    private final String apiKey;
    private final SplittableRandom random;
    private final AtomicLong differences = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final List<CrashClient> clients = new ArrayList<>();
    private volatile Shop shop;
    private volatile boolean open = true;
    private long slowestStartNanos;

    private CrashCampaign(CrashPlan plan, String apiKey) {
        this.plan = plan;
        this.apiKey = apiKey;
        this.random = new SplittableRandom(plan.seed());
        this.shop = new Shop(URI.create("http://127.0.0.1:9"), apiKey);
    }

    /**
     * Runs a campaign.
     *
     * @param progress told the number of kills so far
     */
    public static CrashReport run(CrashPlan plan, String apiKey, LongConsumer progress) {
        return new CrashCampaign(plan, apiKey).run(progress);
    }

    private CrashReport run(LongConsumer progress) {
        Path ledger = plan.data().resolve("acquirer-ledger.jsonl");
        try (QuittanceProcess acquirer = QuittanceProcess.start(
                List.of(
                        "simulate",
                        "acquirer",
                        "--port",
                        "0",
                        "--ledger",
                        ledger.toString(),
                        "--seed",
                        String.valueOf(plan.seed()),
                        "--faults",
                        CrashPlan.ACQUIRER_FAULTS),
                Map.of(),
                plan.data().resolve("crash.log"))) {
            List<Thread> tills = openTills();
            QuittanceProcess server = startServer(acquirer);
            for (int kill = 1; kill <= plan.kills(); kill++) {
                liveFor(random.nextInt(CrashPlan.EARLY_ONE_IN) == 0);
                server.kill();
                server = startServer(acquirer);
                progress.accept(kill);
            }
            long lastStart = System.nanoTime();
            open = false;
            tills.forEach(CrashCampaign::join);
            Duration finalAfter = Duration.ofNanos(System.nanoTime() - lastStart);
            long compared = clients.stream()
                    .mapToLong(client ->
                            client.purchases().stream().filter(client::compare).count())
                    .sum();
            server.close();
            return report(ledger, finalAfter, compared);
        }
    }

    /** A random moment: early ones hit the recovery, the others hit payments in every phase. */
    private void liveFor(boolean early) {
        long life = (early ? CrashPlan.EARLY_LIFE_MAX : CrashPlan.LIFE_MAX).toNanos();
        long patience = System.nanoTime() + CrashPlan.FIRST_ANSWER_MAX.toNanos();
        long before = answers.get();
        while (!early && answers.get() == before && System.nanoTime() < patience) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        LockSupport.parkNanos(random.nextLong(life));
    }

    private List<Thread> openTills() {
        List<Thread> tills = new ArrayList<>();
        CrashClient.Street street = new CrashClient.Street(() -> shop, () -> open, answers, differences);
        for (int number = 0; number < plan.clients(); number++) {
            CrashClient client = new CrashClient(number, plan.seed(), street);
            clients.add(client);
            Thread till = new Thread(client, "till-" + number);
            till.setDaemon(true);
            till.start();
            tills.add(till);
        }
        return tills;
    }

    private QuittanceProcess startServer(QuittanceProcess acquirer) {
        long begin = System.nanoTime();
        QuittanceProcess server = QuittanceProcess.start(
                List.of(
                        "serve",
                        "--dev",
                        "--quiet",
                        "--port",
                        "0",
                        "--data",
                        plan.data().toString(),
                        "--acquirer",
                        acquirer.baseUrl()),
                Map.of("QUITTANCE_DEV_KEY", apiKey),
                plan.data().resolve("crash.log"));
        shop = new Shop(URI.create(server.baseUrl()), apiKey);
        slowestStartNanos = Math.max(slowestStartNanos, System.nanoTime() - begin);
        return server;
    }

    private CrashReport report(Path ledger, Duration finalAfter, long compared) {
        SurvivorAudit audit = new SurvivorAudit(ledger, Journals.reader(plan.data()));
        List<Purchase> purchases =
                clients.stream().flatMap(client -> client.purchases().stream()).toList();
        return new CrashReport(
                plan,
                purchases.size(),
                purchases.stream().filter(Purchase::isSuccess).count(),
                purchases.stream().filter(Purchase::wasInterrupted).count(),
                audit.count("intent.attempt_not_processed.v1"),
                audit.afterInquiry(),
                audit.charges(),
                differences.get(),
                compared,
                finalAfter,
                Duration.ofNanos(slowestStartNanos),
                audit.violations(purchases));
    }

    private static void join(Thread till) {
        try {
            till.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
