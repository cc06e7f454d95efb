package io.quittance.api.http;

import akka.http.javadsl.model.HttpRequest;
import akka.http.scaladsl.model.IllegalUriException;
import akka.japi.Pair;
import io.quittance.engine.intent.FieldFault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, read as strictly as a body: what cannot be read, what is sent twice and what nobody asked
 * for are faults, all told at once. A fault reads as absent. Not thread-safe.
 */
public final class QueryParameters {

    private final Map<String, String> sent = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<FieldFault> faults = new ArrayList<>();

    /** What a request asks. */
    public static QueryParameters of(HttpRequest request) {
        QueryParameters parameters = new QueryParameters();
        try {
            for (Pair<String, String> parameter : request.getUri().query().toList()) {
                parameters.take(parameter.first(), parameter.second());
            }
        } catch (IllegalUriException e) {
            parameters.fault("", "invalid", "The query of the URL cannot be read.", null);
        }
        return parameters;
    }

    private void take(String name, String value) {
        if (sent.putIfAbsent(name, value) != null) {
            known.add(name);
            fault(name, "repeated", "Send this once.", null);
        }
    }

    /** The value; null when there is none. */
    public @Nullable String text(String name) {
        known.add(name);
        return sent.get(name);
    }

    int number(String name, int otherwise) {
        return word(name, QueryParameters::whole, "a whole number").orElse(otherwise);
    }

    @Nullable
    Instant time(String name) {
        return word(name, QueryParameters::instant, "a time such as 2026-11-21T10:00:00Z")
                .orElse(null);
    }

    @Nullable
    Boolean flag(String name) {
        return word(
                        name,
                        text -> text.equals("true") || text.equals("false")
                                ? Optional.of(Boolean.valueOf(text))
                                : Optional.empty(),
                        "true or false")
                .orElse(null);
    }

    /** A value of a closed list. */
    public <T> Optional<T> word(String name, Function<String, Optional<T>> reading, String wanted) {
        String text = text(name);
        Optional<T> value = text == null ? Optional.empty() : reading.apply(text);
        if (text != null && value.isEmpty()) {
            fault(name, "invalid", "This must be " + wanted + ".", text);
        }
        return value;
    }

    /** Values of a closed list, separated by commas. */
    <T> Set<T> words(String name, Function<String, Optional<T>> reading, String wanted) {
        Set<T> values = new HashSet<>();
        String text = text(name);
        for (String part : text == null ? new String[0] : text.split(",", -1)) {
            reading.apply(part)
                    .ifPresentOrElse(values::add, () -> fault(name, "invalid", "Each must be " + wanted + ".", part));
        }
        return values;
    }

    void fault(String name, String code, String message, @Nullable String value) {
        faults.add(new FieldFault(name.isEmpty() ? "" : "/" + name, code, message, value));
    }

    /** Every fault, those of unknown names too: a misspelt filter must not be ignored silently. */
    public List<FieldFault> faults() {
        List<FieldFault> all = new ArrayList<>(faults);
        sent.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> all.add(
                        new FieldFault("/" + name, "unknown_parameter", "There is no such parameter here.", null)));
        return all;
    }

    /** The same with the faults of what could be read, where a parameter has none of its own. */
    List<FieldFault> faultsWith(List<FieldFault> ofContent) {
        List<FieldFault> all = faults();
        Set<String> told = all.stream().map(FieldFault::pointer).collect(Collectors.toSet());
        ofContent.stream().filter(fault -> !told.contains(fault.pointer())).forEach(all::add);
        return all;
    }

    private static Optional<Integer> whole(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
