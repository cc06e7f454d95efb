package io.quittance.api.cli;

import io.quittance.api.auth.Scope;
import io.quittance.engine.Limits;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import io.quittance.persistence.access.KeyGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of {@code keys create}, as text: read as a whole, so that all faults are told at once.
 *
 * @param expires how long the key is to live; null for ever
 */
record KeyRequest(
        @Nullable String merchant,
        @Nullable String mode,
        @Nullable String scopes,
        @Nullable String expires,
        String rate) {

    private static final Pattern LIFE = Pattern.compile("([1-9][0-9]{0,5})([dh])");
    private static final Pattern RATE = Pattern.compile("[1-9][0-9]{0,8}");

    /** What a reading gave: a grant, or faults. */
    record Reading(@Nullable KeyGrant grant, List<String> faults) {}

    Reading read(Instant now) {
        List<String> faults = new ArrayList<>();
        Optional<Mode> knownMode = mode(faults);
        Optional<Tenant> tenant = tenant(knownMode.orElse(Mode.TEST), faults);
        TreeSet<String> knownScopes = scopes(faults);
        Optional<Duration> life = life(faults);
        int requestsPerSecond = requestsPerSecond(faults);
        return faults.isEmpty()
                ? new Reading(
                        new KeyGrant(
                                tenant.orElseThrow(),
                                knownScopes,
                                requestsPerSecond,
                                life.map(now::plus).orElse(null)),
                        List.of())
                : new Reading(null, faults);
    }

    private Optional<Tenant> tenant(Mode of, List<String> faults) {
        if (merchant == null) {
            faults.add("--merchant is missing: whose data the key opens, e.g. --merchant shop");
            return Optional.empty();
        }
        try {
            return Optional.of(new Tenant(merchant, of));
        } catch (IllegalArgumentException e) {
            faults.add("--merchant: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Mode> mode(List<String> faults) {
        Optional<Mode> known = Arrays.stream(Mode.values())
                .filter(one -> one.text().equals(mode))
                .findFirst();
        if (known.isEmpty()) {
            faults.add(mode == null ? "--mode is missing: test or live" : "--mode is test or live, not: " + mode);
        }
        return known;
    }

    private TreeSet<String> scopes(List<String> faults) {
        TreeSet<String> known = new TreeSet<>();
        for (String text : scopes == null ? new String[0] : scopes.split(",", -1)) {
            String name = text.strip().toLowerCase(Locale.ROOT);
            if (Scope.parse(name).isPresent()) {
                known.add(name);
            } else {
                faults.add("--scopes: there is no scope \"" + text.strip() + "\"; there are " + allScopes());
            }
        }
        if (scopes == null) {
            faults.add("--scopes is missing: some of " + allScopes() + ", e.g. --scopes payments,read");
        }
        return known;
    }

    private Optional<Duration> life(List<String> faults) {
        if (expires == null) {
            return Optional.empty();
        }
        Matcher matcher = LIFE.matcher(expires);
        Optional<Duration> life = matcher.matches()
                ? Optional.of(Duration.parse(
                        matcher.group(2).equals("d") ? "P" + matcher.group(1) + "D" : "PT" + matcher.group(1) + "H"))
                : Optional.empty();
        if (life.filter(wanted -> wanted.compareTo(Limits.KEY_LIFE_MAX) <= 0).isEmpty()) {
            faults.add("--expires is a number of days or hours, at most " + Limits.KEY_LIFE_MAX.toDays()
                    + "d, e.g. 90d or 12h, not: " + expires);
        }
        return life;
    }

    private int requestsPerSecond(List<String> faults) {
        int number = RATE.matcher(rate).matches() ? Integer.parseInt(rate) : 0;
        if (number < 1 || number > Limits.KEY_REQUESTS_PER_SECOND_MAX) {
            faults.add("--rate is 1 to " + Limits.KEY_REQUESTS_PER_SECOND_MAX + " requests per second, not: " + rate);
        }
        return number;
    }

    private static String allScopes() {
        return Arrays.stream(Scope.values()).map(Scope::text).collect(Collectors.joining(", "));
    }
}
