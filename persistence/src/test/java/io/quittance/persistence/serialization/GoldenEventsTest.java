package io.quittance.persistence.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.engine.intent.IntentEvent.IntentCreated;
import io.quittance.engine.intent.IntentEvent.RequestAnswered;
import io.quittance.engine.journal.UnreadableEvent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: what was written once is readable for ever, and is written the same way for ever. Method: one file per name,
 * never edited, only added.
 */
final class GoldenEventsTest {

    private static final String SUFFIX = ".json";

    private final JsonEventCodec codec = new JsonEventCodec();

    static Set<String> files() {
        return SampleEvents.byFile().keySet();
    }

    @ParameterizedTest
    @MethodSource("files")
    void areWrittenByteForByteAsEver(String file) {
        Object event = SampleEvents.byFile().get(file);

        assertThat(codec.manifest(event)).isEqualTo(manifest(file));
        assertThat(new String(codec.encode(event), UTF_8)).isEqualTo(new String(golden(file), UTF_8));
        assertThat(codec.encode(event)).isEqualTo(golden(file));
    }

    @ParameterizedTest
    @MethodSource("files")
    void areReadBackAsTheyWere(String file) {
        assertThat(codec.decode(manifest(file), golden(file)))
                .isEqualTo(SampleEvents.byFile().get(file));
    }

    @ParameterizedTest
    @MethodSource("files")
    void areJsonObjectsWithoutNullsAndWithoutClassNames(String file) throws IOException {
        String text = new String(golden(file), UTF_8);

        assertThat(new ObjectMapper().readTree(text).isObject()).isTrue();
        assertThat(text).doesNotContain(":null").doesNotContain("quittance").doesNotContain("java");
    }

    @Test
    void existForEveryNameOfTheJournal() {
        assertThat(files()).containsAll(EventNames.all().keySet());
        assertThat(files().stream().map(GoldenEventsTest::manifest).collect(Collectors.toSet()))
                .isEqualTo(EventNames.all().keySet());
    }

    @Test
    void areAllStillRead() throws Exception {
        try (Stream<Path> stored = Files.list(directory())) {
            assertThat(stored.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            files().stream().map(file -> file + SUFFIX).toList());
        }
    }

    @Test
    void mayHaveFieldsOfALaterVersion() {
        String grown = new String(golden("intent.request_answered.v1"), UTF_8).replaceFirst("\\{", "{\"new\":[1],");

        assertThat(codec.decode("intent.request_answered.v1", grown.getBytes(UTF_8)))
                .isEqualTo(SampleEvents.byFile().get("intent.request_answered.v1"))
                .isInstanceOf(RequestAnswered.class);
    }

    @Test
    void areReadInACurrencyThatWasWithdrawnSince() {
        byte[] old = new String(golden("intent.created.v1"), UTF_8)
                .replace("EUR", "DEM")
                .getBytes(UTF_8);

        assertThat(codec.decode("intent.created.v1", old))
                .isInstanceOfSatisfying(
                        IntentCreated.class,
                        created -> assertThat(created.terms().amount()).hasToString("1250 DEM"));
    }

    @Test
    void areNotReadUnderANameThatNobodyKnows() {
        assertThatThrownBy(() -> codec.decode("intent.created.v2", golden("intent.created.v1")))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContainingAll("intent.created.v2", "newer version");
        assertThatThrownBy(() -> codec.manifest(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static String manifest(String file) {
        return file.replaceFirst("-.*", "");
    }

    private static byte[] golden(String file) {
        try {
            return Files.readAllBytes(directory().resolve(file + SUFFIX));
        } catch (IOException e) {
            throw new AssertionError("no golden file of " + file + ": write it once, by hand, and never again", e);
        }
    }

    private static Path directory() {
        try {
            return Path.of(Objects.requireNonNull(GoldenEventsTest.class.getResource("/golden"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
