package io.quittance.api.acquirer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@link FaultPlan}, collecting every fault of the text. One instance reads one text. */
final class FaultPlanText {

    private static final String LATENCY = "latency";
    private static final String LATENCY_SIGMA = "latency_sigma";
    private static final double SIGMA_MAX = 5;
    private static final Map<String, Fault> FAULTS = Arrays.stream(Fault.values())
            .filter(fault -> fault != Fault.NONE)
            .collect(Collectors.toMap(Fault::text, fault -> fault, (one, other) -> one, LinkedHashMap::new));

    private final List<String> complaints = new ArrayList<>();
    private final Map<String, Double> values = new LinkedHashMap<>();

    FaultPlanText(String text) {
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            read(part.strip());
        }
    }

    FaultPlan plan(long seed) {
        Map<Fault, Double> rates = new LinkedHashMap<>();
        FAULTS.forEach((name, fault) -> {
            Double rate = values.get(name);
            if (rate != null && rate > 0) {
                rates.put(fault, rate);
            }
        });
        double sum = rates.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 1) {
            complaints.add("the rates sum to " + sum + ", more than 1");
        }
        if (!complaints.isEmpty()) {
            throw new IllegalArgumentException("faults: " + String.join("; ", complaints));
        }
        return new FaultPlan(seed, rates, values.getOrDefault(LATENCY, 0.0), values.getOrDefault(LATENCY_SIGMA, 0.0));
    }

    private void read(String part) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals).strip();
        double max = max(name);
        Double value = equals < 0 ? null : number(part.substring(equals + 1).strip());
        if (max < 0) {
            complaints.add("\"" + name + "\" is unknown; known are latency, latency_sigma, "
                    + String.join(", ", FAULTS.keySet()));
        } else if (value == null || !(value >= 0 && value <= max)) {
            complaints.add("\"" + part + "\" wants a number from 0 to " + max + ", e.g. " + name + "=0.01");
        } else if (values.put(name, value) != null) {
            complaints.add("\"" + name + "\" is there twice");
        }
    }

    private static double max(String name) {
        return switch (name) {
            case LATENCY -> FaultPlan.LATENCY_MAX.toMillis();
            case LATENCY_SIGMA -> SIGMA_MAX;
            default -> FAULTS.containsKey(name) ? 1 : -1;
        };
    }

    private static @Nullable Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
