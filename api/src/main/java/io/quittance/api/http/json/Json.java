package io.quittance.api.http.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quittance.engine.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one way in which this house reads and writes JSON over HTTP. */
public final class Json {

    private static final int NUMBER_CHARS_MAX = 40;
    private static final int NAME_CHARS_MAX = 256;
    private static final int BODY_BYTES_TYPICAL = 1_500;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.JSON_DEPTH_MAX)
                    .maxStringLength(Limits.JSON_TEXT_CHARS_MAX)
                    .maxNumberLength(NUMBER_CHARS_MAX)
                    .maxNameLength(NAME_CHARS_MAX)
                    .build())
            .build();

    /** Reads strictly: no duplicate names, nothing after the end, bounded depth and lengths. */
    static final ObjectMapper STRICT = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Writes a document. */
    @FunctionalInterface
    public interface Document {
        void write(JsonGenerator json) throws IOException;
    }

    /** The bytes of a document. */
    public static byte[] bytes(Document document) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(BODY_BYTES_TYPICAL);
        try (JsonGenerator json = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
            document.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a document in memory", e);
        }
        return bytes.toByteArray();
    }

    /** A time in RFC 3339, UTC, milliseconds; null stays null. */
    public static void time(JsonGenerator json, String name, @Nullable Instant time) throws IOException {
        json.writeStringField(name, time == null ? null : TIME.format(time));
    }
}
