package io.quittance.api.acquirer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * A process that records orders without end, 64 at a time, and prints the reference of each that was acknowledged. When
 * an order is refused it prints so, and what an inquiry says then, and ends.
 */
final class LedgerVictim {
    private static final int ABREAST = 64;

    private LedgerVictim() {}

    static Process start(Path ledger, String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LedgerVictim.class.getName(),
                ledger.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static BufferedReader words(Process victim) {
        return new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8));
    }

    public static void main(String[] arguments) throws Exception {
        try (AcquirerLedger ledger = AcquirerLedger.open(Path.of(arguments[0]), Given.CLOCK)) {
            Semaphore places = new Semaphore(ABREAST);
            for (int i = 0; true; i++) {
                places.acquire();
                String reference = "pi_" + i + "-1";
                ledger.append(Given.order(reference), new Verdict.Approved()).whenComplete((entry, failure) -> {
                    if (failure != null) {
                        refused(ledger.find("pi_0-1"));
                    }
                    say(reference);
                    places.release();
                });
            }
        } catch (LedgerRefused e) {
            say("in use");
        }
    }

    private static void refused(CompletionStage<?> inquiry) {
        boolean silent = inquiry.toCompletableFuture().isCompletedExceptionally();
        say(silent ? "refused, and told nothing" : "refused, and told something");
        Runtime.getRuntime().halt(0);
    }

    private static void say(String words) {
        System.out.println(words);
        System.out.flush();
    }
}
