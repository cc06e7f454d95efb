package io.quittance.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.engine.id.IdSource;
import io.quittance.engine.id.Mode;
import io.quittance.engine.id.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiKeyTest {
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_- é\n";
    private static final ApiKey KEY = ApiKey.generate(Mode.TEST, random(1));

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aFreshKeyReadsBack(Mode mode) {
        ApiKey key = ApiKey.generate(mode, random(2));

        assertThat(ApiKey.parse(key.text())).hasValueSatisfying(read -> {
            assertThat(read.text()).isEqualTo(key.text()).startsWith("qk_" + mode.text() + "_");
            assertThat(read.id()).isEqualTo(key.id());
            assertThat(read.mode()).isEqualTo(mode);
        });
    }

    @Test
    void everyMistypedCharacterIsRefused() {
        assertThat(replacements(KEY.text()))
                .hasSizeGreaterThan(4_000)
                .filteredOn(ApiKeyTest::isKey)
                .isEmpty();
    }

    @Test
    void everyMissingCharacterIsRefused() {
        String text = KEY.text();
        List<String> shorter = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            shorter.add(text.substring(0, i) + text.substring(i + 1));
        }

        assertThat(shorter).hasSize(text.length()).filteredOn(ApiKeyTest::isKey).isEmpty();
    }

    @Test
    void everyCharacterTooManyIsRefused() {
        String text = KEY.text();
        List<String> longer = new ArrayList<>();
        for (int i = 0; i <= text.length(); i++) {
            for (char letter : LETTERS.toCharArray()) {
                longer.add(text.substring(0, i) + letter + text.substring(i));
            }
        }

        assertThat(longer)
                .hasSizeGreaterThan(4_000)
                .filteredOn(ApiKeyTest::isKey)
                .isEmpty();
    }

    @Test
    void everySwapOfTwoNeighboursIsRefused() {
        String text = KEY.text();
        List<String> swapped = new ArrayList<>();
        for (int i = 0; i + 1 < text.length(); i++) {
            swapped.add(text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2));
        }
        swapped.removeIf(text::equals);

        assertThat(swapped).hasSizeGreaterThan(60).filteredOn(ApiKeyTest::isKey).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "qk", "qk_test", "qk_test____", "sk_test_a_b_c", "Bearer x"})
    void whatIsNoKeyIsRefused(String text) {
        assertThat(ApiKey.parse(text)).isEmpty();
    }

    @Test
    void aKeyShowsNoSecretWhenItIsPrinted() {
        String[] parts = KEY.text().split("_");

        assertThat(KEY.toString()).contains(KEY.id()).doesNotContain(parts[3]).doesNotContain(parts[4]);
        assertThat(Stream.of(4, 8, 16).map(length -> parts[3].substring(0, length)))
                .noneMatch(KEY.toString()::contains);
    }

    @Test
    void aKeyOpensItsMerchantsDataInItsMode() {
        assertThat(ApiKeys.single(KEY, "shop").accessOf(KEY.text()).map(Access::tenant))
                .contains(new Tenant("shop", Mode.TEST));
        ApiKey live = ApiKey.generate(Mode.LIVE, random(3));
        assertThat(ApiKeys.single(live, "shop").accessOf(live.text()).map(Access::tenant))
                .contains(new Tenant("shop", Mode.LIVE));
    }

    @Test
    void aWellFormedKeyOfTheSameIdWithAnotherSecretOpensNothing() {
        ApiKey forged = ApiKey.generate(Mode.TEST, sameIdOtherSecret());

        assertThat(forged.id()).isEqualTo(KEY.id());
        assertThat(isKey(forged.text())).isTrue();
        assertThat(ApiKeys.single(KEY, "shop").accessOf(forged.text())).isEmpty();
    }

    @Test
    void aWellFormedKeyOfTheOtherModeOpensNothing() {
        ApiKey live = ApiKey.generate(Mode.LIVE, random(1));

        assertThat(live.id()).isEqualTo(KEY.id());
        assertThat(ApiKeys.single(KEY, "shop").accessOf(live.text())).isEmpty();
    }

    private static List<String> replacements(String text) {
        List<String> edits = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            for (char letter : LETTERS.toCharArray()) {
                if (letter != text.charAt(i)) {
                    edits.add(text.substring(0, i) + letter + text.substring(i + 1));
                }
            }
        }
        return edits;
    }

    private static boolean isKey(String text) {
        return ApiKey.parse(text).isPresent();
    }

    /** Repeatable, so that a key that breaks a rule breaks it again. */
    private static IdSource random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        };
    }

    /** The first draw is the id. */
    private static IdSource sameIdOtherSecret() {
        IdSource first = random(1);
        IdSource other = random(4);
        boolean[] drawn = {false};
        return count -> {
            IdSource source = drawn[0] ? other : first;
            drawn[0] = true;
            return source.bytes(count);
        };
    }
}
