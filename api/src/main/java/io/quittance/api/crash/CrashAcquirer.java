package io.quittance.api.crash;

import io.quittance.api.demo.Shop;
import io.quittance.api.process.QuittanceProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A provider that checks signatures, sends webhooks, and moves money for every order that comes. It is never killed.
 */
final class CrashAcquirer implements Counterpart {

    /** It takes its time and now and then gives no answer, so that the kills find payments in every phase. */
    private static final String FAULTS = "latency=15,latency_sigma=0.8,drop_response=0.01";

    private static final int DECLINE_ONE_IN = 10;

    private final Path ledger;
    private final QuittanceProcess process;

    private CrashAcquirer(Path ledger, QuittanceProcess process) {
        this.ledger = ledger;
        this.process = process;
    }

    static CrashAcquirer start(CrashPlan plan) {
        Path ledger = plan.data().resolve("acquirer-ledger.jsonl");
        List<String> arguments = List.of(
                "simulate",
                "acquirer",
                "--port",
                "0",
                "--ledger",
                ledger.toString(),
                "--not-idempotent",
                "--jwks",
                plan.data().resolve("partner-jwks.json").toString(),
                "--client",
                plan.data().resolve("partner-client.json").toString(),
                "--seed",
                String.valueOf(plan.seed()),
                "--faults",
                FAULTS);
        return new CrashAcquirer(ledger, QuittanceProcess.start(arguments, Map.of(), plan.log()));
    }

    @Override
    public List<String> serverOptions() {
        return List.of("--acquirer", process.baseUrl());
    }

    @Override
    public void introduce(Shop shop) {
        // The server was told its address.
    }

    @Override
    public Wares wares(int client, SplittableRandom random) {
        // Amounts that end in 00 have no meaning to the acquirer's script.
        long amount = (1 + random.nextInt(500)) * 100L;
        String card = random.nextInt(DECLINE_ONE_IN) == 0 ? Shop.DECLINED_CARD : Shop.GOOD_CARD;
        return new Wares(amount, "EUR", """
                {"type":"card","card":{"number":"%s","exp_month":12,"exp_year":2030,"cvc":"341"}}""".formatted(card));
    }

    @Override
    public void disturb(SplittableRandom random) {
        // What it does wrong, it does by its faults.
    }

    @Override
    public int kills() {
        return 0;
    }

    @Override
    public LedgerBook books() {
        return LedgerBook.ofAcquirer(ledger);
    }

    @Override
    public void close() {
        process.close();
    }
}
