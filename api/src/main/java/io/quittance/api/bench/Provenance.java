package io.quittance.api.bench;

import io.quittance.api.telemetry.Version;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How to get the same figures again.
 *
 * @param startedAt when the load started
 * @param version of the product
 * @param commit it was built from; {@code unknown} outside a jar
 * @param command how this JVM was started, without API keys
 * @param machine where
 */
public record Provenance(Instant startedAt, String version, String commit, String command, Machine machine) {

    private static final Pattern API_KEY = Pattern.compile("qk_(test|live)_[A-Za-z0-9_]+");

    /** Of this process. */
    static Provenance of(Instant startedAt) {
        Version built = Version.current();
        return new Provenance(startedAt, built.version(), built.commit(), ownCommand(), Machine.current());
    }

    /** That text with every API key cut down to its kind. */
    static String withoutKeys(String text) {
        return API_KEY.matcher(text).replaceAll("qk_$1_…");
    }

    private static String ownCommand() {
        List<String> words = new ArrayList<>(List.of("java"));
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        String main = System.getProperty("sun.java.command", "");
        if (main.split(" ", 2)[0].endsWith(".jar")) {
            words.add("-jar");
        }
        words.add(main);
        return withoutKeys(String.join(" ", words));
    }
}
