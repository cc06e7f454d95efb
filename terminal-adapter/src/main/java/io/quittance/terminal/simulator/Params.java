package io.quittance.terminal.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quittance.terminal.protocol.TerminalError;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's parameters strictly (SQ-3): what is missing is a 102, what has the wrong type, length or characters
 * a 103, a decimal or a number written as text among them. A parameter that the device does not know is not looked at.
 */
final class Params {

    private final JsonNode given;

    /** In an array nothing has a name, so everything is missing. */
    Params(@Nullable JsonNode params) {
        given = params == null ? JsonNodeFactory.instance.objectNode() : params;
    }

    boolean has(String name) {
        return given.hasNonNull(name);
    }

    /** Parameters inside a parameter; none when it is not there. */
    Params inner(String name) throws Refusal {
        if (has(name) && !given.path(name).isObject()) {
            throw invalid(name);
        }
        return new Params(given.get(name));
    }

    String text(String name, Pattern form) throws Refusal {
        demand(name);
        JsonNode value = given.path(name);
        if (!value.isTextual() || !form.matcher(value.textValue()).matches()) {
            throw invalid(name);
        }
        return value.textValue();
    }

    @Nullable
    String textIfAny(String name, Pattern form) throws Refusal {
        return has(name) ? text(name, form) : null;
    }

    long whole(String name, long least, long most) throws Refusal {
        demand(name);
        JsonNode value = given.path(name);
        boolean isWhole = value.isIntegralNumber() && value.canConvertToLong();
        if (!isWhole || value.longValue() < least || value.longValue() > most) {
            throw invalid(name);
        }
        return value.longValue();
    }

    boolean flag(String name) throws Refusal {
        if (has(name) && !given.path(name).isBoolean()) {
            throw invalid(name);
        }
        return given.path(name).booleanValue();
    }

    /** One of these words. */
    <E extends Enum<E>> E word(String name, E[] words) throws Refusal {
        demand(name);
        String text = given.path(name).textValue();
        return Arrays.stream(words)
                .filter(word -> word.name().equals(text))
                .findFirst()
                .orElseThrow(() -> invalid(name));
    }

    private void demand(String name) throws Refusal {
        if (!has(name)) {
            throw Refusal.of(TerminalError.MISSING_PARAM, spaced(name) + " is missing");
        }
    }

    static Refusal invalid(String name) {
        return Refusal.of(TerminalError.INVALID_PARAM, spaced(name) + " is invalid");
    }

    /** {@code paymentMethod} as {@code payment method}. */
    private static String spaced(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
