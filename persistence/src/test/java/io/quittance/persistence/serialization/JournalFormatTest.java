package io.quittance.persistence.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Goal: an auditor finds every event in the description of the journal. Method: each name has a section there, and the
 * example in it is read as an event of that name and written again as the same bytes.
 */
final class JournalFormatTest {
    private static final Pattern SECTION = Pattern.compile("(?ms)^### `([a-z_.]+\\.v\\d+)`$.*?^```\\n(.*?)\\n```$");

    private final JsonEventCodec codec = new JsonEventCodec();

    @Test
    void everyEventHasASectionAndNoOther() throws IOException {
        assertThat(sections().keySet()).isEqualTo(names());
    }

    @Test
    void everyExampleIsAnEventOfItsName() throws IOException {
        assertThat(sections()).allSatisfy((name, example) -> {
            Object event = codec.decode(name, example.getBytes(UTF_8));
            assertThat(codec.manifest(event)).isEqualTo(name);
            assertThat(new String(codec.encode(codec.decode(name, codec.encode(event))), UTF_8))
                    .isEqualTo(example);
        });
    }

    private static Set<String> names() {
        return SampleEvents.byFile().keySet().stream()
                .map(file -> file.replaceFirst("-.*", ""))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> sections() throws IOException {
        Map<String, String> sections = new TreeMap<>();
        SECTION.matcher(Files.readString(Path.of("docs", "journal-format.md")))
                .results()
                .forEach(found -> sections.put(found.group(1), found.group(2)));
        return sections;
    }
}
