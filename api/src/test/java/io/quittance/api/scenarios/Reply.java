package io.quittance.api.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a shop is told, whichever way it asked.
 *
 * @param status as over HTTP
 * @param replayed whether it is said to be the answer to an earlier, equal request
 * @param body every byte of it
 * @param tree the same, to look into: an intent, or a refusal
 */
record Reply(int status, boolean replayed, String body, JsonNode tree) {

    private static final int REFUSED = 400;

    boolean isRefused() {
        return status >= REFUSED;
    }

    /** The code of a refusal; empty for an answer. */
    String refusal() {
        return isRefused() ? tree.path("code").asText() : "";
    }

    /** The fields in which a reused key's request differs. */
    List<String> mismatchedFields() {
        List<String> names = new ArrayList<>();
        tree.path("mismatched_fields").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** The faults of a refusal as {@code <pointer> <code>}. */
    List<String> faults() {
        List<String> told = new ArrayList<>();
        tree.path("errors")
                .forEach(fault -> told.add(fault.path("pointer").asText() + " "
                        + fault.path("code").asText()));
        return told;
    }

    /** What a refusal says was sent for a parameter. */
    String valueOf(String parameter) {
        return parameterError(parameter).path("value").asText();
    }

    /** What a refusal says would be right for a parameter. */
    String messageOf(String parameter) {
        return parameterError(parameter).path("message").asText();
    }

    private JsonNode parameterError(String name) {
        for (JsonNode error : tree.at("/result/parameterErrors")) {
            if (error.path("name").asText().equals(name)) {
                return error;
            }
        }
        throw new AssertionError(name + " is not among " + tree);
    }

    /** The intent that is told: the answer itself, or the one that stands in the way. */
    JsonNode intent() {
        return isRefused() ? tree.path("intent") : tree;
    }

    String id() {
        return intent().path("id").asText();
    }

    /** The intent's status. */
    String standing() {
        return intent().path("status").asText();
    }

    /** What that means in detail; empty when the status says it all. */
    String reason() {
        return intent().path("status_reason").asText("");
    }

    boolean isSafeToRetry() {
        return intent().path("safe_to_retry").booleanValue();
    }

    /** Our reference of the last attempt at the counterparty. */
    String attemptReference() {
        int last = intent().path("attempts").size() - 1;
        return intent().at("/attempts/" + last + "/downstream_reference").asText();
    }

    /** One of the amounts, e.g. {@code captured}. */
    long amount(String name) {
        return intent().path("amount_" + name).asLong();
    }

    long version() {
        return intent().path("version").asLong();
    }

    /** The captures, voids, refunds and reversals as {@code <kind> <amount> <status>}, oldest first. */
    List<String> operations() {
        List<String> told = new ArrayList<>();
        intent().path("operations")
                .forEach(operation -> told.add(operation.path("kind").asText() + " "
                        + operation.path("amount").asText() + " "
                        + operation.path("status").asText()));
        return told;
    }

    /** The attempts as {@code <reference> <status>}, oldest first. */
    List<String> attempts() {
        List<String> told = new ArrayList<>();
        intent().path("attempts")
                .forEach(attempt -> told.add(attempt.path("reference_id").asText() + " "
                        + attempt.path("status").asText()));
        return told;
    }
}
