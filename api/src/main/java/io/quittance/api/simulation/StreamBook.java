package io.quittance.api.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.api.simulation.IntentAccount.Stand;
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
import org.jspecify.annotations.Nullable;

/**
 * One intent as an auditor reads it: from the names and the JSON of its stored events, with nothing of the engine's
 * code. What cannot be is told as a {@link Violation}. Used by the world's thread.
 */
final class StreamBook {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What one event means for the other books. */
    interface Finding {
        void violation(String invariant, String words);
    }

    final String stream;
    final IntentAccount account = new IntentAccount(this);
    final Mailbox mailbox = new Mailbox(this);
    final List<Stand> stands = new ArrayList<>();
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
        return account.stand();
    }

    /** Takes in the next stored event; tells the order that it is about, if any. */
    @Nullable
    Deed accept(JournalEntry entry, String by, Finding finding) {
        checkWriter(by, finding);
        checkLink(entry, finding);
        Deed deed = account.accept(entry.manifest(), read(entry), finding);
        if (!mailbox.accept(entry.manifest(), read(entry), finding)) {
            stands.add(account.stand());
        }
        return deed;
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

    static JsonNode read(JournalEntry entry) {
        try {
            return JSON.readTree(entry.payload());
        } catch (IOException e) {
            throw new UncheckedIOException("an event that is no JSON: " + entry, e);
        }
    }
}
