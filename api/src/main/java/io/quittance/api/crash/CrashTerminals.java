package io.quittance.api.crash;

import io.quittance.api.demo.Shop;
import io.quittance.api.process.QuittanceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Simulated terminals, one process each and one transport each, which lose connections and answers and start anew by
 * chance. They are killed, too, and find their ledgers again.
 */
final class CrashTerminals implements Counterpart {

    private static final String KEY = "0a1b2c3d";
    private static final String FAULTS =
            "drop_before=0.02,drop_after=0.03,no_answer=0.005,duplicate_answer=0.05,reboot=0.01";
    private static final int PAYER_SECONDS = 5;
    private static final int KILL_ONE_IN = 2;
    private static final int DECLINE_ONE_IN = 10;

    /** Host declines. */
    private static final int DECLINED = 51;

    private final CrashPlan plan;
    private final List<Till> tills = new ArrayList<>();
    private int kills;

    /** How the server reaches a terminal. */
    private enum Way {
        HTTP,
        WS,
        TCP
    }

    private static final class Till {
        private final Path directory;
        private final Way way;
        private final int port = free();
        private final int framesPort = free();
        private volatile String id = "";
        private QuittanceProcess process;

        Till(Path directory, Way way, long seed, Path log) {
            this.directory = directory;
            this.way = way;
            this.process = start(seed, log);
        }

        private QuittanceProcess start(long seed, Path log) {
            List<String> arguments = List.of(
                    "simulate",
                    "terminal",
                    "--port",
                    String.valueOf(port),
                    "--tcp-port",
                    String.valueOf(framesPort),
                    "--https-port",
                    "0",
                    "--tls-port",
                    "0",
                    "--directory",
                    directory.toString(),
                    "--api-key",
                    KEY,
                    "--faults",
                    FAULTS,
                    "--seed",
                    String.valueOf(seed));
            return QuittanceProcess.start(arguments, Map.of(), log);
        }

        private String url() {
            return switch (way) {
                case HTTP -> "http://127.0.0.1:" + port + "/synqpay";
                case WS -> "ws://127.0.0.1:" + port + "/synqpay";
                case TCP -> "tcp://127.0.0.1:" + framesPort;
            };
        }

        private static int free() {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private CrashTerminals(CrashPlan plan) {
        this.plan = plan;
    }

    static CrashTerminals start(CrashPlan plan) {
        CrashTerminals terminals = new CrashTerminals(plan);
        for (Way way : Way.values()) {
            Path directory = plan.data().resolve("terminal-" + way);
            terminals.tills.add(new Till(directory, way, plan.seed() + way.ordinal(), plan.log()));
        }
        return terminals;
    }

    @Override
    public List<String> serverOptions() {
        return List.of("--terminal-seconds", String.valueOf(PAYER_SECONDS));
    }

    @Override
    public void introduce(Shop shop) {
        for (Till till : tills) {
            String body = "{\"name\":\"" + till.way + "\",\"url\":\"" + till.url() + "\",\"api_key\":\"" + KEY + "\"}";
            Shop.Answer registered =
                    shop.post("/v1/terminals", "till-" + till.way, body).join();
            till.id = registered.field("/id").asText();
        }
    }

    @Override
    public Wares wares(int client, SplittableRandom random) {
        // Amounts that end in 00 have no meaning to the terminal's script.
        long amount = (1 + random.nextInt(500)) * 100L;
        long scripted = random.nextInt(DECLINE_ONE_IN) == 0 ? amount + DECLINED : amount;
        String id = tills.get(client % tills.size()).id;
        return new Wares(scripted, "ILS", "{\"type\":\"terminal\",\"terminal_id\":\"" + id + "\"}");
    }

    /** Every second time one of them is killed as well, and comes back at once. */
    @Override
    public void disturb(SplittableRandom random) {
        if (random.nextInt(KILL_ONE_IN) == 0) {
            Till till = tills.get(random.nextInt(tills.size()));
            till.process.kill();
            kills++;
            till.process = till.start(plan.seed() + kills * 31L, plan.log());
        }
    }

    @Override
    public int kills() {
        return kills;
    }

    @Override
    public LedgerBook books() {
        return LedgerBook.ofTerminals(tills.stream()
                .map(till -> till.directory.resolve("ledger.jsonl"))
                .toList());
    }

    @Override
    public void close() {
        tills.forEach(till -> till.process.close());
    }
}
