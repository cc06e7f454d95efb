package io.quittance.api.crash;

import io.quittance.api.demo.Shop;
import io.quittance.api.process.QuittanceProcess;
import io.quittance.engine.id.Tenant;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the real server against an acquirer or terminals and receivers of webhooks in processes of their own, with shops
 * that repeat their keys, and kills the server: half of the times at a random moment, and where hooks are at hand half
 * of the times while orders are held at one phase. At the end everybody's books are compared. Used by one thread.
 */
public final class CrashCampaign {

    private static final long LOOK_AGAIN_NANOS = 5_000_000;
    private static final List<Phase> AIMS = List.of(Phase.P1, Phase.P2, Phase.P3, Phase.P4, Phase.P5);
    private static final String HOOKED_MAIN = "io.quittance.api.cli.HookedServe";

    private final CrashPlan plan;
    private final Who who;
    private final SplittableRandom random;
    private final AtomicLong differences = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final List<CrashClient> clients = new ArrayList<>();
    private final Map<Phase, Long> interrupted = new EnumMap<>(Phase.class);
    private volatile Shop shop;
    private volatile boolean open = true;
    private long slowestStartNanos;
    private int starts;
    private @Nullable PhaseFile phases;

    /**
     * Who pays.
     *
     * @param apiKey what opens the server
     * @param tenant whose key it is
     */
    public record Who(String apiKey, Tenant tenant) {}

    private CrashCampaign(CrashPlan plan, Who who) {
        this.plan = plan;
        this.who = who;
        this.random = new SplittableRandom(plan.seed());
        this.shop = new Shop(URI.create("http://127.0.0.1:9"), who.apiKey());
    }

    /**
     * Runs a campaign.
     *
     * @param progress told the number of kills so far
     */
    public static CrashReport run(CrashPlan plan, Who who, LongConsumer progress) {
        return new CrashCampaign(plan, who).run(progress);
    }

    private CrashReport run(LongConsumer progress) {
        try (Counterpart counterpart = counterpart();
                CrashReceivers receivers = CrashReceivers.start(plan)) {
            QuittanceProcess server = startServer(counterpart);
            counterpart.introduce(shop);
            receivers.introduce(shop);
            List<Thread> tills = openTills(counterpart);
            for (int kill = 1; kill <= plan.kills(); kill++) {
                live(kill);
                counterpart.disturb(random);
                receivers.disturb(random);
                server.kill();
                countInterrupted();
                server = startServer(counterpart);
                progress.accept(kill);
            }
            long lastStart = System.nanoTime();
            open = false;
            tills.forEach(CrashCampaign::join);
            Duration finalAfter = Duration.ofNanos(System.nanoTime() - lastStart);
            long compared = clients.stream()
                    .mapToLong(client -> client.purchases().stream()
                            .flatMap(Purchase::calls)
                            .filter(client::compare)
                            .count())
                    .sum();
            receivers.awaitAll(shop);
            List<String> served = new ServedState(shop, purchases()).differences();
            server.close();
            return report(counterpart, receivers, new Ending(finalAfter, compared, served));
        }
    }

    private Counterpart counterpart() {
        return switch (plan.target()) {
            case ACQUIRER -> CrashAcquirer.start(plan);
            case TERMINALS -> CrashTerminals.start(plan);
        };
    }

    /** What was found when everything was final. */
    private record Ending(Duration finalAfter, long compared, List<String> served) {}

    /** To a random moment; every second time to one at which orders are held at a phase. */
    private void live(int kill) {
        PhaseFile hooked = phases;
        if (hooked != null && kill % 2 == 0) {
            liveFor(plan.lifeMax(), true);
            hold(hooked, AIMS.get(kill / 2 % AIMS.size()));
        } else {
            boolean isEarly = random.nextInt(CrashPlan.EARLY_ONE_IN) == 0;
            liveFor(isEarly ? CrashPlan.EARLY_LIFE_MAX : plan.lifeMax(), !isEarly);
        }
    }

    private void hold(PhaseFile hooked, Phase phase) {
        long patience = System.nanoTime() + CrashPlan.HOLD_MAX.toNanos();
        long wanted = hooked.at(phase) + CrashPlan.HELD_MIN;
        hooked.hold(phase);
        while (hooked.at(phase) < wanted && System.nanoTime() < patience) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        LockSupport.parkNanos(random.nextLong(CrashPlan.HOLD_ON_MAX.toNanos()));
    }

    private void liveFor(Duration life, boolean untilItAnswered) {
        long patience = System.nanoTime() + CrashPlan.FIRST_ANSWER_MAX.toNanos();
        long before = answers.get();
        while (untilItAnswered && answers.get() == before && System.nanoTime() < patience) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        LockSupport.parkNanos(random.nextLong(life.toNanos()));
    }

    /** In which phase each order was whose caller had no answer when the server died. */
    private void countInterrupted() {
        PhaseFile hooked = phases;
        if (hooked == null) {
            return;
        }
        Map<String, Phase> last = hooked.last();
        purchases().stream()
                .filter(purchase -> purchase.calls().anyMatch(KeyedCall::isUnderWay))
                .forEach(purchase -> interrupted.merge(phaseOf(purchase, last), 1L, Long::sum));
    }

    private static Phase phaseOf(Purchase purchase, Map<String, Phase> last) {
        boolean isPaid = purchase.payment().answer() != null;
        Phase phase = last.get(purchase.intentId() + (isPaid ? "-op1" : "-1"));
        return phase == null ? Phase.P0 : phase;
    }

    private List<Purchase> purchases() {
        return clients.stream().flatMap(client -> client.purchases().stream()).toList();
    }

    private List<Thread> openTills(Counterpart counterpart) {
        List<Thread> tills = new ArrayList<>();
        CrashClient.Street street =
                new CrashClient.Street(() -> shop, () -> open, answers, differences, who.tenant(), counterpart);
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

    private QuittanceProcess startServer(Counterpart counterpart) {
        long begin = System.nanoTime();
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--dev",
                "--quiet",
                "--port",
                "0",
                "--data",
                plan.data().toString()));
        arguments.addAll(counterpart.serverOptions());
        QuittanceProcess server = start(arguments);
        shop = new Shop(URI.create(server.baseUrl()), who.apiKey());
        slowestStartNanos = Math.max(slowestStartNanos, System.nanoTime() - begin);
        return server;
    }

    private QuittanceProcess start(List<String> arguments) {
        Map<String, String> environment = Map.of("QUITTANCE_DEV_KEY", who.apiKey());
        if (plan.hooks() == null) {
            return QuittanceProcess.start(arguments, environment, plan.log());
        }
        starts++;
        Path file = plan.data().resolve("phases-" + starts);
        phases = PhaseFile.map(file);
        List<String> hooked = new ArrayList<>(List.of(file.toString()));
        hooked.addAll(arguments);
        return QuittanceProcess.startHooked(plan.hooks(), HOOKED_MAIN, hooked, environment, plan.log());
    }

    private CrashReport report(Counterpart counterpart, CrashReceivers receivers, Ending ending) {
        List<Purchase> purchases = purchases();
        SurvivorAudit audit = new SurvivorAudit(counterpart.books(), JournalBook.read(plan.data()));
        audit.check(purchases);
        Map<String, ReceivedBook> received = receivers.books();
        received.forEach(audit::checkWebhooks);
        ending.served().forEach(audit::notServedAsRecorded);
        audit.notRepeatedAsTold(differences.get());
        List<KeyedCall> calls = purchases.stream().flatMap(Purchase::calls).toList();
        return new CrashReport(
                plan,
                new CrashReport.Payments(
                        purchases.size(),
                        purchases.stream().filter(Purchase::isSuccess).count(),
                        calls.size() - (long) purchases.size(),
                        calls.stream().filter(KeyedCall::wasInterrupted).count(),
                        counterpart.kills()),
                interrupted,
                new CrashReport.Replays(calls.size(), ending.compared(), differences.get()),
                audit.facts(),
                new CrashReport.Webhooks(
                        received.values().stream()
                                .mapToLong(book -> book.arrivals().size())
                                .sum(),
                        received.values().stream()
                                .mapToLong(book -> book.taken().size())
                                .sum(),
                        receivers.kills()),
                ending.finalAfter(),
                Duration.ofNanos(slowestStartNanos),
                audit.violations());
    }

    private static void join(Thread till) {
        try {
            till.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
