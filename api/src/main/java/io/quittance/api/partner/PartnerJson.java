package io.quittance.api.partner;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** JSON of the Partner API, read strictly: bounded depth and lengths, no name twice. Safe for any thread. */
public final class PartnerJson {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final ObjectMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Limits.JSON_DEPTH_MAX)
                            .maxStringLength(Limits.JSON_TEXT_CHARS_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PartnerJson() {}

    /** An object with nothing in it. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** An error, or a plain "taken": a result code and the time. */
    public static ObjectNode result(String code, Instant now) {
        ObjectNode body = object();
        body.putObject("result").put("code", code);
        return body.put("timestamp", time(now));
    }

    /** A time as the Partner API writes it: microseconds and Z. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** The bytes of a value. */
    public static byte[] bytes(JsonNode value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one object that the bytes are; empty when they are anything else. */
    public static Optional<ObjectNode> read(byte[] bytes) {
        try {
            return Optional.of(MAPPER.readTree(bytes))
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The one object that an answer says, be it once or several times over; empty when it says anything else. */
    static Optional<ObjectNode> answer(byte[] bytes) {
        try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class)
                .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readValues(bytes)) {
            List<JsonNode> all = values.readAll();
            return Set.copyOf(all).size() == 1 && all.get(0) instanceof ObjectNode one
                    ? Optional.of(one)
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
