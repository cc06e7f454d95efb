package io.quittance.terminal.jsonrpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/**
 * Bytes to JSON and back: UTF-8 and nothing else, no byte order mark, one value, no name twice in an object, everything
 * bounded. Decimals keep their digits, so that who reads the parameters can refuse them (SQ-3).
 */
final class StrictJson {

    /** Largest frame, in bytes. */
    static final int FRAME_BYTES_MAX = 256 * 1_024;

    /** Deepest nesting. */
    static final int DEPTH_MAX = 32;

    /** Longest text, in characters: room for a signature or a receipt. */
    static final int TEXT_CHARS_MAX = 128 * 1_024;

    static final int NAME_CHARS_MAX = 128;
    static final int NUMBER_CHARS_MAX = 40;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(TEXT_CHARS_MAX)
                    .maxNameLength(NAME_CHARS_MAX)
                    .maxNumberLength(NUMBER_CHARS_MAX)
                    .build())
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .nodeFactory(new Decimals())
            .build();

    /** {@code 110E0} is a decimal, and stays one: without a decimal place it would be written as the whole number. */
    private static final class Decimals extends JsonNodeFactory {

        private static final long serialVersionUID = 1;

        @Override
        public ValueNode numberNode(BigDecimal value) {
            return super.numberNode(value.scale() == 0 ? value.setScale(1) : value);
        }
    }

    private StrictJson() {}

    /** The one value of a frame. */
    static JsonNode read(byte[] frame) throws MalformedFrame {
        if (frame.length > FRAME_BYTES_MAX) {
            throw MalformedFrame.invalid("a frame has at most " + FRAME_BYTES_MAX + " bytes", null);
        }
        JsonNode value = parse(decode(frame));
        if (value.isMissingNode()) {
            throw MalformedFrame.notJson("the frame is empty");
        } else if (!isUnicode(value, StandardCharsets.UTF_8.newEncoder())) {
            throw MalformedFrame.notJson("a text holds half of a surrogate pair");
        } else if (hasLongNumber(value)) {
            throw MalformedFrame.invalid("a number is too long when it is written out", null);
        }
        return value;
    }

    /** The value as one frame; throws {@link JsonProcessingException} when it cannot be written. */
    static byte[] write(JsonNode value) throws JsonProcessingException {
        return MAPPER.writeValueAsBytes(value);
    }

    /** Decoded here and not by the parser, which would also take UTF-16 and UTF-32. */
    private static String decode(byte[] frame) throws MalformedFrame {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(frame))
                    .toString();
        } catch (CharacterCodingException e) {
            throw MalformedFrame.notJson("the frame is not valid UTF-8");
        }
    }

    private static JsonNode parse(String text) throws MalformedFrame {
        try {
            return MAPPER.readTree(text);
        } catch (StreamConstraintsException e) {
            throw MalformedFrame.invalid("nested too deep, or a text, name or number is too long", null);
        } catch (JsonProcessingException e) {
            throw MalformedFrame.notJson(
                    "no JSON at character " + e.getLocation().getCharOffset());
        } catch (NumberFormatException e) {
            // Jackson lets this one through for an exponent beyond a decimal's range.
            throw MalformedFrame.notJson("a number is beyond every range");
        }
    }

    /** A decimal can be longer in the form in which it is written than it came: {@code 12e9} is {@code 1.2E+10}. */
    private static boolean hasLongNumber(JsonNode value) {
        return value.isContainerNode()
                ? value.valueStream().anyMatch(StrictJson::hasLongNumber)
                : value.isBigDecimal() && value.asText().length() > NUMBER_CHARS_MAX;
    }

    /** An escape can name half of a surrogate pair, which is no character and has no UTF-8. */
    private static boolean isUnicode(JsonNode value, CharsetEncoder utf8) {
        if (value.isTextual()) {
            return utf8.canEncode(value.textValue());
        }
        for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
            if (!utf8.canEncode(names.next())) {
                return false;
            }
        }
        for (JsonNode inner : value) {
            if (!isUnicode(inner, utf8)) {
                return false;
            }
        }
        return true;
    }
}
