package io.quittance.api.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.engine.audit.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One intent as an auditor reads it: from the names and the JSON of its stored events, with nothing of the engine's
 * code. What cannot be is told as a {@link Violation}. Used by the world's thread.
 */
final class StreamBook {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One attempt; open until an outcome is stored. */
    static final class Try {
        final StreamBook intent;
        final int number;
        final String reference;
        String outcome = "open";
        int sent;
        long charged;

        private Try(StreamBook intent, int number, String reference) {
            this.intent = intent;
            this.number = number;
            this.reference = reference;
        }

        boolean isOpen() {
            return outcome.equals("open");
        }
    }

    /** How the intent stood after one event, in the words of the interface. */
    record Stand(String status, long captured) {}

    /** What one event means for the other books. */
    interface Finding {
        void violation(String invariant, String words);
    }

    final String stream;
    final List<Try> tries = new ArrayList<>();
    final List<Stand> stands = new ArrayList<>();
    long amount;
    String currency = "";
    String reference = "";
    final Set<String> keys = new LinkedHashSet<>();
    boolean isDamaged;
    private final Set<String> formerWriters = new LinkedHashSet<>();
    private String writer = "";
    private byte[] link = new byte[32];

    StreamBook(String stream) {
        this.stream = stream;
    }

    /** The intent's public id. */
    String id() {
        return stream.substring(stream.indexOf('|') + 1);
    }

    /** From now on nothing of it is to be believed, and nothing may be added. */
    void damage() {
        isDamaged = true;
    }

    Stand stand() {
        return stands.isEmpty() ? new Stand("absent", 0) : stands.get(stands.size() - 1);
    }

    Try last() {
        return tries.get(tries.size() - 1);
    }

    /** Takes in the next stored event. */
    JsonNode accept(JournalEntry entry, String by, Finding finding) {
        checkWriter(by, finding);
        checkLink(entry, finding);
        JsonNode event = read(entry);
        stands.add(next(entry.manifest(), event, finding));
        return event;
    }

    private void checkWriter(String by, Finding finding) {
        if (!by.equals(writer)) {
            formerWriters.add(writer);
            writer = by;
        }
        if (formerWriters.contains(by)) {
            finding.violation("I10", stream + " was written by " + by + " again after another writer");
        }
        if (isDamaged) {
            finding.violation("I9", stream + " does not verify and was written to all the same");
        }
    }

    private void checkLink(JournalEntry entry, Finding finding) {
        link = linkAfter(entry);
        if (!Arrays.equals(link, entry.hash())) {
            finding.violation("I9", stream + "#" + entry.sequence() + " has a wrong link");
        }
    }

    private byte[] linkAfter(JournalEntry entry) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(new byte[] {0, 1});
            sha.update(stream.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            sha.update(ByteBuffer.allocate(8).putLong(entry.sequence()).array());
            sha.update(link);
            sha.update(entry.manifest().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return sha.digest(entry.payload());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static JsonNode read(JournalEntry entry) {
        try {
            return JSON.readTree(entry.payload());
        } catch (IOException e) {
            throw new UncheckedIOException("an event that is no JSON: " + entry, e);
        }
    }

    private Stand next(String manifest, JsonNode event, Finding finding) {
        switch (manifest) {
            case "intent.created.v1":
                amount = event.at("/terms/amount/minor_units").asLong();
                currency = event.at("/terms/amount/currency").asText();
                reference = event.at("/terms/reference_id").asText();
                return new Stand("created", 0);
            case "intent.attempt_started.v1":
                return started(event, finding);
            case "intent.attempt_approved.v1":
                return ended(event, "approved", new Stand("succeeded", amount), finding);
            case "intent.attempt_declined.v1":
                return ended(event, "declined", new Stand("failed", 0), finding);
            case "intent.attempt_not_processed.v1":
                return ended(event, "not processed", new Stand("created", 0), finding);
            default:
                return stand();
        }
    }

    private Stand started(JsonNode event, Finding finding) {
        int number = event.at("/number").asInt();
        Try begun = new Try(this, number, event.at("/downstream_reference").asText());
        if (tries.stream().anyMatch(Try::isOpen)) {
            finding.violation("I1", stream + ": attempt " + number + " began while another is open");
        }
        if (stand().status().equals("succeeded")) {
            finding.violation("I1", stream + ": attempt " + number + " began on a paid intent");
        }
        tries.add(begun);
        return new Stand("pending", 0);
    }

    private Stand ended(JsonNode event, String outcome, Stand after, Finding finding) {
        int number = event.at("/number").asInt();
        if (tries.isEmpty() || last().number != number || !last().isOpen()) {
            finding.violation("I1", stream + ": attempt " + number + " ended " + outcome + " and was not open");
            return after;
        }
        last().outcome = outcome;
        return after;
    }
}
