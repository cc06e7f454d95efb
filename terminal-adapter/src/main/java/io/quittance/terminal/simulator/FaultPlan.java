package io.quittance.terminal.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often transactions go wrong by chance.
 *
 * @param rates the share of transactions that each kind takes, from 0 to 1, in sum at most 1
 */
public record FaultPlan(Map<Fault.Kind, Double> rates) {

    /** Nothing goes wrong. */
    public static final FaultPlan NONE = new FaultPlan(Map.of());

    /** How late an answer is that is late by chance. */
    static final Duration DELAY = Duration.ofSeconds(5);

    /** Short for the worst moment: the money is taken, and who took it starts anew. */
    private static final String REBOOT = "reboot";

    public FaultPlan {
        rates = Map.copyOf(rates);
        double sum = rates.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 1 || rates.values().stream().anyMatch(rate -> !(rate >= 0))) {
            throw new IllegalArgumentException("rates of faults are from 0 to 1, and in sum at most 1");
        }
    }

    /**
     * Reads e.g. {@code drop_after=0.05,reboot=0.01}; an empty text is {@link #NONE}. Throws
     * {@link IllegalArgumentException} for anything else.
     */
    public static FaultPlan parse(String text) {
        Map<Fault.Kind, Double> rates = new EnumMap<>(Fault.Kind.class);
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            String[] sides = part.split("=", -1);
            Fault.Kind kind = kind(sides[0].strip())
                    .filter(known -> sides.length == 2)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "faults: \"" + part.strip() + "\" is unknown; known are " + known()));
            if (rates.put(kind, number(sides[1].strip(), part)) != null) {
                throw new IllegalArgumentException("faults: \"" + part.strip() + "\" is there twice");
            }
        }
        return new FaultPlan(rates);
    }

    private static Optional<Fault.Kind> kind(String name) {
        return name.equals(REBOOT)
                ? Optional.of(Fault.Kind.REBOOT_AFTER_HOST)
                : kinds().filter(kind -> kind.text().equals(name)).findFirst();
    }

    private static Stream<Fault.Kind> kinds() {
        return Arrays.stream(Fault.Kind.values()).filter(kind -> kind != Fault.Kind.NONE);
    }

    private static String known() {
        return kinds().map(Fault.Kind::text).collect(Collectors.joining(", ")) + ", " + REBOOT;
    }

    private static double number(String text, String part) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("faults: \"" + part.strip() + "\" wants a rate, e.g. 0.01", e);
        }
    }

    /** What happens to the next transaction. */
    Fault next(RandomGenerator chance) {
        if (rates.isEmpty()) {
            return Fault.NONE;
        }
        double draw = chance.nextDouble();
        for (Fault.Kind kind : Fault.Kind.values()) {
            draw -= rates.getOrDefault(kind, 0.0);
            if (draw < 0) {
                return new Fault(kind, kind == Fault.Kind.DELAY_ANSWER ? DELAY : Duration.ZERO);
            }
        }
        return Fault.NONE;
    }
}
