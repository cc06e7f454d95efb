package io.quittance.engine.personal;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant wrote that may be about a person. It enters the journal only sealed.
 *
 * @param description free text, or null
 * @param metadata the merchant's own pairs
 */
public record PersonalFields(@Nullable String description, Map<String, String> metadata) {

    /** Nothing personal. */
    public static final PersonalFields NONE = new PersonalFields(null, Map.of());

    public PersonalFields {
        // Sorted, so that an answer has the same bytes in every process.
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /** Whether there is nothing to seal. */
    public boolean isEmpty() {
        return description == null && metadata.isEmpty();
    }

    /** Redacted: personal data does not reach a log by accident. */
    @Override
    public String toString() {
        return isEmpty() ? "PersonalFields[none]" : "PersonalFields[redacted]";
    }
}
