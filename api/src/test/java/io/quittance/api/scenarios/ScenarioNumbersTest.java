package io.quittance.api.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every numbered scenario that this version can have is in the suite that every face runs. */
final class ScenarioNumbersTest {
    private static final Pattern NUMBER = Pattern.compile("t(\\d+)_.*");

    /**
     * T11, a bad key or none, is about the wire and stands in {@code AuthenticationTest}; T38 and T40 are about the
     * wire to a terminal and stand in its module.
     */
    private static final Set<Integer> ON_BOTH_FACES =
            Set.of(1, 2, 3, 7, 9, 10, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 30, 31, 32, 33, 34, 35, 36, 37, 39);

    @Test
    void everyFaceRunsThem() {
        assertThat(numbers(EmbeddedScenariosTest.class))
                .isEqualTo(numbers(HttpScenariosTest.class))
                .containsExactlyInAnyOrderElementsOf(ON_BOTH_FACES);
    }

    private static Set<Integer> numbers(Class<?> suite) {
        Set<Integer> numbers = new TreeSet<>();
        for (Method method : suite.getMethods()) {
            Matcher number = NUMBER.matcher(method.getName());
            if (method.isAnnotationPresent(Test.class) && number.matches()) {
                numbers.add(Integer.valueOf(number.group(1)));
            }
        }
        return numbers;
    }
}
