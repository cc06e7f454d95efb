package io.quittance.api.receiver;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a receiver does wrong, by chance. Safe for any thread; which webhook meets which mood depends on the order in
 * which they come.
 */
public final class Moods {

    /** How late it answers when it is late. */
    static final Duration LATE = Duration.ofSeconds(3);

    private final Map<Mood, Double> rates;
    private final SplittableRandom random;
    private long refusals;

    /** What happens to one webhook. */
    enum Mood {
        /** It is taken. */
        GOOD,
        /** It is answered with 503. */
        REFUSE,
        /** It is taken, and answered after a while. */
        LATE,
        /** It is taken, and the connection ends without an answer. */
        DROP_RESPONSE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Moods(Map<Mood, Double> rates, long seed, long refusals) {
        this.rates = rates;
        this.random = new SplittableRandom(seed);
        this.refusals = refusals;
    }

    /**
     * Reads rates, e.g. {@code refuse=0.2,late=0.05,drop_response=0.01}; nothing means that all is taken.
     *
     * @param refusals so many are refused before that, whatever the rates
     * @throws IllegalArgumentException saying what is wrong with them
     */
    public static Moods parse(String text, long seed, long refusals) {
        Map<Mood, Double> rates = new EnumMap<>(Mood.class);
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                String[] words = part.strip().split("=", 2);
                Mood mood = Arrays.stream(Mood.values())
                        .filter(known -> known != Mood.GOOD && known.text().equals(words[0]))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no such fault: " + words[0]));
                rates.put(mood, rate(part, words));
            }
        }
        return new Moods(rates, seed, refusals);
    }

    private static double rate(String part, String[] words) {
        try {
            double rate = Double.parseDouble(words.length == 2 ? words[1] : "");
            if (rate >= 0 && rate <= 1) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("a rate is 0 to 1, not as in " + part);
    }

    /** The next webhook's. */
    synchronized Mood next() {
        if (refusals > 0) {
            refusals--;
            return Mood.REFUSE;
        }
        double draw = random.nextDouble();
        for (Map.Entry<Mood, Double> rate : rates.entrySet()) {
            draw -= rate.getValue();
            if (draw < 0) {
                return rate.getKey();
            }
        }
        return Mood.GOOD;
    }
}
