package io.quittance.api.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.engine.intent.FieldFault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object. Each reading notes the field's name; a wrong type is a fault and reads as absent, so
 * that all faults of a body are found in one pass. {@link #noOthers} makes faults of the names that nobody read.
 */
final class JsonFields {

    private static final JsonNode NOTHING = Json.STRICT.createObjectNode();

    private final JsonNode object;
    private final String pointer;
    private final List<FieldFault> faults;
    private final Set<String> known = new HashSet<>();

    private JsonFields(JsonNode object, String pointer, List<FieldFault> faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** The fields of a body; a body that is no object is a fault. */
    static JsonFields of(JsonNode body, List<FieldFault> faults) {
        if (!body.isObject()) {
            faults.add(new FieldFault("", "wrong_type", "The body must be a JSON object.", null));
        }
        return new JsonFields(body.isObject() ? body : NOTHING, "", faults);
    }

    @Nullable
    String text(String name) {
        JsonNode value = value(name);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        wrongType(name, "a text", value.asText());
        return null;
    }

    /** A text whose value is never repeated in an error. */
    @Nullable
    String secretText(String name) {
        JsonNode value = value(name);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        wrongType(name, "a text", "***");
        return null;
    }

    @Nullable
    Long wholeNumber(String name) {
        JsonNode value = value(name);
        if (value == null || value.isIntegralNumber() && value.canConvertToLong()) {
            return value == null ? null : Long.valueOf(value.longValue());
        }
        wrongType(name, "a whole number", value.asText());
        return null;
    }

    @Nullable
    Integer smallNumber(String name) {
        Long value = wholeNumber(name);
        return value == null
                ? null
                : Integer.valueOf((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value)));
    }

    @Nullable
    Boolean flag(String name) {
        JsonNode value = value(name);
        if (value == null || value.isBoolean()) {
            return value == null ? null : Boolean.valueOf(value.booleanValue());
        }
        wrongType(name, "true or false", value.asText());
        return null;
    }

    /** A point in time, to the millisecond. */
    @Nullable
    Instant time(String name) {
        String text = text(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            fault(name, "invalid", "A time as in RFC 3339, e.g. 2026-11-21T09:30:00Z.", text);
            return null;
        }
    }

    /** An object of texts, sorted by name; absent reads as empty. */
    Map<String, String> texts(String name) {
        Map<String, String> texts = new TreeMap<>();
        JsonFields inner = object(name);
        if (inner != null) {
            for (Iterator<String> names = inner.object.fieldNames(); names.hasNext(); ) {
                String key = names.next();
                String value = inner.text(key);
                if (value != null) {
                    texts.put(key, value);
                }
            }
        }
        return texts;
    }

    /** Whether there is a list of this name; reads nothing. */
    boolean isList(String name) {
        return object.path(name).isArray();
    }

    /**
     * The elements of a list, all of one kind; null when it is absent or no list. An element of another kind is a fault
     * and null in its place, so that the others are looked at all the same.
     */
    <T> @Nullable List<@Nullable T> elements(
            String name, Predicate<JsonNode> isGood, String wanted, Function<JsonNode, T> reading) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        } else if (!value.isArray()) {
            wrongType(name, "a list", value.isTextual() ? "***" : value.asText());
            return null;
        }
        List<@Nullable T> elements = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode element = value.get(i);
            if (isGood.test(element)) {
                elements.add(reading.apply(element));
            } else {
                elements.add(null);
                String at = at(name) + "/" + i;
                faults.add(new FieldFault(at, "wrong_type", "This must be " + wanted + ".", "***"));
            }
        }
        return elements;
    }

    /** The fields of an inner object; null when it is absent or no object. */
    @Nullable
    JsonFields object(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        } else if (!value.isObject()) {
            wrongType(name, "an object", value.isTextual() ? "***" : value.asText());
            return null;
        }
        return new JsonFields(value, at(name), faults);
    }

    /** Names that nobody read are faults: a misspelt field must not be ignored silently. */
    void noOthers() {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                fault(name, "unknown_field", "There is no such field here.", null);
            }
        }
    }

    void fault(String name, String code, String message, @Nullable String value) {
        faults.add(new FieldFault(at(name), code, message, value));
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private void wrongType(String name, String wanted, String sent) {
        fault(name, "wrong_type", "This must be " + wanted + ".", sent);
    }

    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
