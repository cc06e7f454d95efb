package io.quittance.api.crash;

import io.quittance.api.demo.Shop;
import io.quittance.api.process.QuittanceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Two receivers of webhooks in processes of their own: one that takes everything, and one that refuses, is late, loses
 * its answers and is killed. Both write down what they get before they answer. Used by one thread.
 */
final class CrashReceivers implements AutoCloseable {

    private static final String FAULTS = "refuse=0.2,late=0.02,drop_response=0.03";
    private static final int KILL_ONE_IN = 3;
    private static final long LOOK_AGAIN_NANOS = 250_000_000;

    /** Gaps in seconds: often enough for a campaign, in which nobody may have taken so long as that. */
    private static final List<Integer> GAPS = gaps();

    private final CrashPlan plan;
    private final Receiver steady;
    private final Receiver moody;
    private int kills;

    private final class Receiver {
        private final String name;
        private final int port = free();
        private final String faults;
        private QuittanceProcess process;
        private String endpoint = "";
        private String secret = "";

        Receiver(String name, String faults) {
            this.name = name;
            this.faults = faults;
            this.process = start(plan.seed());
        }

        private Path log() {
            return plan.data().resolve("receiver-" + name + ".jsonl");
        }

        private QuittanceProcess start(long seed) {
            List<String> arguments = List.of(
                    "simulate",
                    "receiver",
                    "--quiet",
                    "--port",
                    String.valueOf(port),
                    "--log",
                    log().toString(),
                    "--faults",
                    faults,
                    "--seed",
                    String.valueOf(seed));
            return QuittanceProcess.startLight(arguments, Map.of(), plan.log());
        }

        private void introduce(Shop shop) {
            String body = "{\"url\":\"http://127.0.0.1:" + port + "/\",\"retry_policy\":" + GAPS + "}";
            Shop.Answer told =
                    shop.post("/v1/webhook_endpoints", "receiver-" + name, body).join();
            endpoint = told.field("/id").asText();
            secret = told.field("/secret").asText();
            if (told.status() != 201) {
                throw new IllegalStateException("an endpoint was refused: " + told.body());
            }
        }
    }

    private CrashReceivers(CrashPlan plan) {
        this.plan = plan;
        this.steady = new Receiver("steady", "");
        this.moody = new Receiver("moody", FAULTS);
    }

    static CrashReceivers start(CrashPlan plan) {
        return new CrashReceivers(plan);
    }

    private static List<Integer> gaps() {
        List<Integer> gaps = new ArrayList<>(List.of(1, 1, 2, 2, 3, 3));
        gaps.addAll(Collections.nCopies(14, 5));
        gaps.addAll(Collections.nCopies(30, 20));
        return List.copyOf(gaps);
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first server listens: the endpoints are registered there. */
    void introduce(Shop shop) {
        steady.introduce(shop);
        moody.introduce(shop);
    }

    /** Now and then the moody one is killed as well, and comes back at once. */
    void disturb(SplittableRandom random) {
        if (random.nextInt(KILL_ONE_IN) == 0) {
            moody.process.kill();
            kills++;
            moody.process = moody.start(plan.seed() + kills * 31L);
        }
    }

    int kills() {
        return kills;
    }

    /** Waits until nothing is owed any more, as the server says; or much too long. */
    void awaitAll(Shop shop) {
        long patience = System.nanoTime() + CrashPlan.DELIVERED_WITHIN.toNanos();
        while (isOwing(shop) && System.nanoTime() < patience) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static boolean isOwing(Shop shop) {
        return !shop.get("/v1/webhook_deliveries?status=owed&limit=1")
                .join()
                .field("/data")
                .isEmpty();
    }

    /** What they wrote down, by endpoint; read when everything is over. */
    Map<String, ReceivedBook> books() {
        return List.of(steady, moody).stream()
                .collect(Collectors.toMap(
                        receiver -> receiver.endpoint,
                        receiver -> ReceivedBook.read(receiver.log(), receiver.secret),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    @Override
    public void close() {
        steady.process.close();
        moody.process.close();
    }
}
