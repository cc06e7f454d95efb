package io.quittance.api.partner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quittance.engine.attempt.WebAddress;
import io.quittance.engine.money.CurrencyCode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the fields of the Partner API (chapter 2.3): every fault of a message at once, each under its name,
 * nested names joined by a slash (PP-1, PP-2, PP-3). What a card field holds is never repeated (PP-17). Pure.
 */
public final class FieldRules {

    private static final int SHOWN_CHARS_MAX = 64;
    private static final String CARD = "card/";

    /** What a field must be, and the words for one that is not. */
    private record Rule(Predicate<JsonNode> holds, String words) {}

    /** A fault; the value is null when it was missing or is not to be repeated. */
    public record Fault(String name, @Nullable String value, String message) {}

    private static final Rule OBJECT = new Rule(JsonNode::isObject, "must be an object");

    private static final Map<String, Rule> FIELDS = Map.ofEntries(
            Map.entry("uniqueId", matches("[0-9a-fA-F]{32}")),
            Map.entry("amount", matches(PartnerAmount.FORM.pattern())),
            Map.entry("currency", text(FieldRules::isCurrency, "must be an ISO 4217 code of three letters")),
            Map.entry("paymentBrand", matches("[A-Za-z0-9_]{1,32}")),
            Map.entry("paymentType", matches("DB|RF")),
            Map.entry("configuration", OBJECT),
            Map.entry("merchantName", matches(".{1,255}")),
            Map.entry("merchantTransactionId", matches(".{1,255}")),
            Map.entry("merchantInvoiceId", matches(".{8,255}")),
            Map.entry("notificationUrl", text(WebAddress::isUsable, "must be a URL")),
            Map.entry("shopperResultUrl", text(WebAddress::isUsable, "must be a URL")),
            Map.entry("clearingInstituteSessionId", matches(".{1,32}")),
            Map.entry("connectorTxID1", matches("\\S{1,64}")),
            Map.entry("customParameters", OBJECT),
            Map.entry("timestamp", text(FieldRules::isTime, "must be an ISO 8601 date and time")),
            Map.entry("result", OBJECT),
            Map.entry("result/code", text(FieldRules::isKnownCode, "must be a known result code")),
            Map.entry("result/description", matches("(?s).{0,1000}")),
            Map.entry("resultDetails", OBJECT),
            Map.entry("card", OBJECT),
            Map.entry("card/number", matches("[0-9]{12,19}")),
            Map.entry("card/cvv", matches("[0-9]{3,4}")),
            Map.entry("card/expiryMonth", matches("0[1-9]|1[0-2]")),
            Map.entry("card/expiryYear", matches("20[0-9]{2}")),
            Map.entry("card/holder", matches(".{1,128}")),
            Map.entry("card/bin", matches("[0-9]{6}")),
            Map.entry("card/last4Digits", matches("[0-9]{4}")));

    /** Objects whose fields have rules of their own. */
    private static final List<String> NESTED = List.of("card", "result");

    /** What a message about a card that was used must not have. */
    private static final List<String> FULL_CARD = List.of("card/number", "card/cvv");

    private FieldRules() {}

    /** Every fault of the message, by name; empty when there is none. */
    public static List<Fault> faults(Message message, ObjectNode body) {
        Map<String, JsonNode> there = new TreeMap<>();
        body.properties().forEach(field -> {
            there.put(field.getKey(), field.getValue());
            if (NESTED.contains(field.getKey())) {
                field.getValue()
                        .properties()
                        .forEach(inner -> there.put(field.getKey() + "/" + inner.getKey(), inner.getValue()));
            }
        });
        TreeSet<String> required = new TreeSet<>(message.required());
        if (there.containsKey("result")) {
            required.add("result/code");
        }
        if (message == Message.DEBIT && there.containsKey("card")) {
            required.addAll(List.of("card/expiryMonth", "card/expiryYear"));
        }
        List<Fault> faults = new ArrayList<>();
        required.stream()
                .filter(name -> !there.containsKey(name))
                .forEach(name -> faults.add(new Fault(name, null, "is required")));
        there.forEach((name, value) -> check(message, name, value, faults));
        return faults;
    }

    private static void check(Message message, String name, JsonNode value, List<Fault> faults) {
        Rule rule = FIELDS.get(name);
        if (rule == null || message == Message.WEBHOOK && FULL_CARD.contains(name)) {
            if (message.isClosed()) {
                faults.add(new Fault(cut(name), null, "is not known"));
            }
        } else if (!rule.holds().test(value)) {
            faults.add(new Fault(name, name.startsWith(CARD) ? null : shown(value), rule.words()));
        }
    }

    /** The faults as an error says them. */
    public static void write(List<Fault> faults, ObjectNode error) {
        ArrayNode all = ((ObjectNode) error.path("result")).putArray("parameterErrors");
        for (Fault fault : faults) {
            ObjectNode one = all.addObject().put("name", fault.name());
            if (fault.value() != null) {
                one.put("value", fault.value());
            }
            one.put("message", fault.message());
        }
        error.putObject("resultDetails");
    }

    private static Rule matches(String pattern) {
        Pattern form = Pattern.compile(pattern);
        return text(text -> form.matcher(text).matches(), "must match " + pattern);
    }

    private static Rule text(Predicate<String> holds, String words) {
        return new Rule(value -> value.isTextual() && holds.test(value.textValue()), words);
    }

    private static boolean isCurrency(String text) {
        return CurrencyCode.parse(text)
                .filter(known -> known.code().equals(text))
                .isPresent();
    }

    private static boolean isTime(String text) {
        try {
            return OffsetDateTime.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isKnownCode(String text) {
        return ResultCodes.name(text).isPresent();
    }

    private static String shown(JsonNode value) {
        return cut(value.isTextual() ? value.textValue() : value.toString());
    }

    private static String cut(String text) {
        return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "…";
    }
}
