package io.quittance.api.acquirer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** JSON as the acquirer writes and reads it: snake_case names; fields that are not known are passed over. */
final class AcquirerJson {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private AcquirerJson() {}

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one value that the bytes hold, be it once or several times over; throws when they hold anything else. */
    static <T> T one(byte[] bytes, Class<T> type) throws IOException {
        try (MappingIterator<T> values = MAPPER.readerFor(type).readValues(bytes)) {
            List<T> all = values.readAll();
            if (all.isEmpty() || Set.copyOf(all).size() > 1) {
                throw new IOException(all.size() + " answers where one was expected");
            }
            return all.get(0);
        }
    }
}
