package io.quittance.api.acquirer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.quittance.engine.attempt.Order;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The acquirer's own truth: what was recorded here happened, and nothing else did. An entry is told, to the one who
 * recorded it and to inquiries alike, only after it is safe against a power cut. It is not idempotent: a second order
 * under the same reference becomes a second entry, so that every double send shows.
 *
 * <p>One thread writes. What comes while it waits for the disk goes out together, under one force (group commit), and
 * forces begin at least {@link #FORCE_GAP} apart, so that a busy ledger spends its time on orders and a quiet one
 * answers at once. After a failed write nothing is recorded or told any more: only a new process that reads the file
 * back knows what is in it.
 *
 * <p>Safe for any thread; nothing blocks but {@link #open} and {@link #close}. Stages complete on the writing thread:
 * what depends on them must be short. The index of references is held in memory, about 300 bytes an entry.
 */
final class AcquirerLedger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AcquirerLedger.class);

    /** Most entries that wait to be written; a further one is refused. */
    static final int WAITING_MAX = 8_192;

    private static final Duration FORCE_GAP = Duration.ofMillis(3);
    private static final SerializedString LINE_END = new SerializedString("\n");

    private final InstantSource clock;
    private final Map<String, List<LedgerEntry>> byReference = new ConcurrentHashMap<>();
    private final Map<String, LedgerAccount> byOriginal = new ConcurrentHashMap<>();
    private final LedgerFile file;
    private final Thread writer;
    private final Object lock = new Object();

    /** Guarded by {@link #lock}. */
    private List<Waiting> waiting = new ArrayList<>();
    /** Guarded by {@link #lock}. */
    private boolean closed;

    private volatile @Nullable Throwable failure;

    /** Of the writing thread, like {@link #forcedAt}. */
    private long written;

    private long forcedAt;

    private record Waiting(LedgerDraft draft, CompletableFuture<LedgerEntry> recorded) {}

    private AcquirerLedger(Path path, InstantSource clock) throws IOException {
        this.clock = clock;
        this.file = LedgerFile.open(path, line -> index(LedgerLine.read(line)).n());
        this.forcedAt = System.nanoTime() - FORCE_GAP.toNanos();
        this.writer = new Thread(this::writeGroups, "acquirer-ledger");
        writer.setDaemon(true);
    }

    /** Opens or makes the ledger. Throws {@link LedgerRefused} when another process has it or it is damaged. */
    static AcquirerLedger open(Path path, InstantSource clock) throws IOException {
        AcquirerLedger ledger = new AcquirerLedger(path, clock);
        ledger.writer.start();
        return ledger;
    }

    /**
     * Records the order with the script's verdict, or with a decline where the money does not allow it. The stage
     * completes when the entry is durable, and fails when it is not known to be.
     */
    CompletionStage<LedgerEntry> append(Order order, Verdict scripted) {
        return append(new LedgerDraft.Ordered(order, scripted), WAITING_MAX);
    }

    /** Records what became of a challenge. */
    CompletionStage<LedgerEntry> answer(LedgerEntry challenge, Verdict scripted) {
        return append(new LedgerDraft.Answered(challenge, scripted), WAITING_MAX);
    }

    /** Marks all captured money as settled, one entry an authorisation; completes with what was recorded. */
    CompletionStage<List<LedgerEntry>> settle() {
        List<CompletableFuture<LedgerEntry>> all = new ArrayList<>();
        byOriginal.forEach((original, account) -> {
            if (account.unsettled() > 0 && account.currency() != null) {
                all.add(append(new LedgerDraft.Settlement(original, account.currency()), Integer.MAX_VALUE));
            }
        });
        return CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<LedgerEntry> append(LedgerDraft draft, int waitingMax) {
        CompletableFuture<LedgerEntry> recorded = new CompletableFuture<>();
        synchronized (lock) {
            if (closed || waiting.size() >= waitingMax) {
                return CompletableFuture.failedFuture(refusal());
            }
            waiting.add(new Waiting(draft, recorded));
            if (waiting.size() == 1) {
                lock.notifyAll();
            }
        }
        return recorded;
    }

    /** Every entry of a reference, oldest first; empty when there is none. Fails after a failed write. */
    CompletionStage<List<LedgerEntry>> find(String reference) {
        return failure == null
                ? CompletableFuture.completedFuture(byReference.getOrDefault(reference, List.of()))
                : CompletableFuture.failedFuture(refusal());
    }

    /** The money of an authorisation, of what is recorded. */
    LedgerAccount account(String original) {
        return byOriginal.getOrDefault(original, LedgerAccount.EMPTY);
    }

    /** Every reference that has an entry. */
    Set<String> references() {
        return Set.copyOf(byReference.keySet());
    }

    /** Counts of what is recorded. */
    LedgerSummary summary() {
        return LedgerSummary.of(byReference.values());
    }

    /** Records what waits, then gives the file free. */
    @Override
    public void close() throws IOException {
        stopTaking();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }

    private void stopTaking() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    private RejectedExecutionException refusal() {
        Throwable cause = failure;
        return cause == null
                ? new RejectedExecutionException("the acquirer's ledger is closed or overloaded")
                : new RejectedExecutionException("the acquirer's ledger failed: " + cause.getMessage(), cause);
    }

    private void writeGroups() {
        List<Waiting> group = List.of();
        try {
            for (group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
                record(group);
            }
        } catch (IOException | RuntimeException | InterruptedException e) {
            LOG.error("the acquirer's ledger failed; nothing more is recorded or told until a new start", e);
            failure = e;
            stopTaking();
            refuse(group);
            refuse(takeWaiting());
        }
    }

    /** What waits, as soon as something does and the last force is long enough ago; empty when the ledger closes. */
    private List<Waiting> nextGroup() throws InterruptedException {
        synchronized (lock) {
            while (waiting.isEmpty() && !closed) {
                lock.wait();
            }
        }
        LockSupport.parkNanos(forcedAt + FORCE_GAP.toNanos() - System.nanoTime());
        return takeWaiting();
    }

    private List<Waiting> takeWaiting() {
        synchronized (lock) {
            List<Waiting> group = waiting;
            waiting = new ArrayList<>(group.size());
            return group;
        }
    }

    private void record(List<Waiting> group) throws IOException {
        List<LedgerEntry> entries = new ArrayList<>(group.size());
        Instant now = clock.instant();
        Map<String, LedgerAccount> ahead = new HashMap<>();
        for (Waiting each : group) {
            String original = each.draft().original();
            LedgerAccount account = ahead.getOrDefault(original, account(original));
            LedgerEntry entry = each.draft().entry(written + entries.size() + 1, now, account);
            ahead.put(original, account.after(entry));
            entries.add(entry);
        }
        byte[] bytes = lines(entries);
        forcedAt = System.nanoTime();
        file.append(bytes);
        entries.forEach(this::index);
        for (int i = 0; i < entries.size(); i++) {
            group.get(i).recorded().complete(entries.get(i));
        }
    }

    private static byte[] lines(List<LedgerEntry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(entries.size() * 256);
        try (JsonGenerator json = AcquirerJson.MAPPER.createGenerator(bytes)) {
            json.setRootValueSeparator(LINE_END);
            String at = entries.get(0).at().toString();
            for (LedgerEntry entry : entries) {
                LedgerLine.write(entry, at, json);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private LedgerEntry index(LedgerEntry entry) {
        written = entry.n();
        byOriginal.put(entry.original(), account(entry.original()).after(entry));
        byReference.merge(entry.reference(), List.of(entry), AcquirerLedger::joined);
        return entry;
    }

    private static List<LedgerEntry> joined(List<LedgerEntry> older, List<LedgerEntry> newer) {
        List<LedgerEntry> all = new ArrayList<>(older);
        all.addAll(newer);
        return List.copyOf(all);
    }

    private void refuse(List<Waiting> group) {
        group.forEach(each -> each.recorded().completeExceptionally(refusal()));
    }
}
