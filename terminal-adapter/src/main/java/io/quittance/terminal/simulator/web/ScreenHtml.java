package io.quittance.terminal.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** What there is to see, as HTML. Every text is escaped. Safe for any thread. */
final class ScreenHtml {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([A-Za-z]+)}}");
    private static final List<String> NEEDS = List.of("card", "pin", "cancel", "power");
    private static final String DISABLED = "disabled";

    private final Map<String, String> parts = new ConcurrentHashMap<>();

    /** A part of the page that is the same for all. */
    String part(String name) {
        return parts.computeIfAbsent(name, ScreenHtml::read);
    }

    private static String read(String name) {
        try (InputStream file = Objects.requireNonNull(ScreenHtml.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String page(ObjectNode seen) {
        return PLACE.matcher(part("device.html"))
                .replaceAll(place -> Matcher.quoteReplacement(content(place.group(1), seen)));
    }

    private static String content(String place, ObjectNode seen) {
        return switch (place) {
            case "lines" -> texts(seen.path("lines"));
            case "rows" -> rows(seen.path("ledger"));
            case "digitKeys" -> digitKeys(isAllowed("pin", seen));
            case "none" -> seen.path("ledger").isEmpty() ? "" : "hidden";
            default ->
                NEEDS.contains(place)
                        ? (isAllowed(place, seen) ? "" : DISABLED)
                        : escaped(seen.path(place).asText());
        };
    }

    private static boolean isAllowed(String need, ObjectNode seen) {
        return items(seen.path("can")).stream().anyMatch(can -> can.asText().equals(need));
    }

    private static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static String texts(JsonNode lines) {
        return items(lines).stream()
                .map(line -> "<p dir=\"auto\">" + escaped(line.asText()) + "</p>")
                .collect(Collectors.joining());
    }

    /** As on a telephone: 1 to 9, and 0 below. */
    private static String digitKeys(boolean isAllowed) {
        return IntStream.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 0)
                .mapToObj(digit -> "<button class=\"digit" + (digit == 0 ? " zero" : "")
                        + "\" name=\"button\" value=\"DIGIT\" data-needs=\"pin\"" + (isAllowed ? "" : " " + DISABLED)
                        + ">" + digit + "</button>")
                .collect(Collectors.joining("\n"));
    }

    private static String rows(JsonNode ledger) {
        return items(ledger).stream().map(ScreenHtml::row).collect(Collectors.joining("\n"));
    }

    private static String row(JsonNode entry) {
        String host = escaped(entry.path("host").asText());
        String reference = escaped(entry.path("referenceId").asText());
        return "<tr data-tone=\"" + escaped(entry.path("tone").asText()) + "\">"
                + cell("", entry.path("time").asText())
                + "<td class=\"ref\" title=\"" + reference + "\">" + reference + "</td>"
                + cell("", entry.path("type").asText())
                + cell(" class=\"money\"", entry.path("amount").asText())
                + cell(" class=\"status\"", entry.path("status").asText())
                + "<td>" + escaped(entry.path("result").asText())
                + (host.isEmpty() ? "" : "<small dir=\"auto\">" + host + "</small>") + "</td></tr>";
    }

    private static String cell(String attributes, String text) {
        return "<td" + attributes + ">" + escaped(text) + "</td>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
