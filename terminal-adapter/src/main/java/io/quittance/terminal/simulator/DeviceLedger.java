package io.quittance.terminal.simulator;

import io.quittance.terminal.simulator.LedgerEntry.Changed;
import io.quittance.terminal.simulator.LedgerEntry.Made;
import io.quittance.terminal.simulator.LedgerEntry.Settled;
import io.quittance.terminal.simulator.LedgerEntry.Settlement;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device's own truth, in a file of lines that are only ever appended: an entry that was recorded survives a power
 * cut, and what is told was recorded before. Not thread-safe: one thread has it.
 */
final class DeviceLedger implements LedgerView, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceLedger.class);

    static final String FILE = "ledger.jsonl";

    private final FileChannel lines;
    private final List<TerminalTransaction> transactions = new ArrayList<>();
    private final List<Settlement> settlements = new ArrayList<>();
    /** Where each one's newest is in the list. */
    private final Map<String, Integer> byReference = new HashMap<>();

    private final Map<String, Integer> byTransactionId = new HashMap<>();
    private final Map<String, Integer> timesTaken = new HashMap<>();

    private DeviceLedger(FileChannel lines) {
        this.lines = lines;
    }

    /**
     * Opens or makes it. A last line without its end is the trace of a crash before anybody was told; it is cut off.
     * Throws {@link IOException} when another line is none.
     */
    static DeviceLedger open(OwnDirectory directory) throws IOException {
        Path file = directory.file(FILE);
        DeviceLedger ledger =
                new DeviceLedger(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        try {
            ledger.readBack(file);
            directory.makeDurable();
            return ledger;
        } catch (IOException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private void readBack(Path file) throws IOException {
        long size = lines.size();
        long whole = 0;
        // One byte is one character here, so lengths are offsets in the file.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (whole + line.length() + 1 > size) {
                    break;
                }
                remember(LedgerLine.read(line.getBytes(StandardCharsets.ISO_8859_1)));
                whole += line.length() + 1;
            }
        } catch (IOException e) {
            throw new IOException(file + " is damaged after byte " + whole, e);
        }
        if (whole < size) {
            LOG.warn("{}: cut off {} bytes of a line that a crash left unfinished", file, size - whole);
            lines.truncate(whole);
            lines.force(true);
        }
        lines.position(whole);
    }

    /** Records it; it survives a power cut when this returns. */
    void append(LedgerEntry entry) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(LedgerLine.write(entry, taken(entry)));
        while (left.hasRemaining()) {
            lines.write(left);
        }
        lines.force(false);
        remember(entry);
    }

    /** By how much it changes what a payer paid. */
    private long taken(LedgerEntry entry) {
        if (entry instanceof Made made) {
            return made.transaction().taken();
        } else if (entry instanceof Changed changed) {
            long before = byReference(changed.transaction().referenceId())
                    .map(TerminalTransaction::taken)
                    .orElse(0L);
            return changed.transaction().taken() - before;
        }
        return 0;
    }

    private void remember(LedgerEntry entry) {
        long taken = taken(entry);
        if (entry instanceof Made made) {
            transactions.add(made.transaction());
            index(made.transaction(), transactions.size() - 1);
            count(made.transaction().referenceId(), taken);
        } else if (entry instanceof Changed changed) {
            replace(changed.transaction());
            count(changed.transaction().referenceId(), taken);
        } else if (entry instanceof Settled settled) {
            settlements.add(settled.settlement());
            settled.settlement().transactions().forEach(item -> byReference(item.referenceId())
                    .ifPresent(each -> replace(settled(each, settled))));
        }
    }

    private static TerminalTransaction settled(TerminalTransaction each, Settled settled) {
        return each.with(settled.settlement().at(), TerminalTransaction.SETTLED, each.totalAmount());
    }

    private void replace(TerminalTransaction newer) {
        Integer place = byReference.get(newer.referenceId());
        if (place != null) {
            transactions.set(place, newer);
        }
    }

    private void index(TerminalTransaction made, int place) {
        byReference.put(made.referenceId(), place);
        if (!made.transactionId().isEmpty()) {
            byTransactionId.put(made.transactionId(), place);
        }
    }

    private void count(String referenceId, long taken) {
        if (taken > 0) {
            timesTaken.merge(referenceId, 1, Integer::sum);
        }
    }

    @Override
    public Optional<TerminalTransaction> byReference(String referenceId) {
        return Optional.ofNullable(byReference.get(referenceId)).map(transactions::get);
    }

    @Override
    public Optional<TerminalTransaction> byTransactionId(String transactionId) {
        return Optional.ofNullable(byTransactionId.get(transactionId)).map(transactions::get);
    }

    @Override
    public List<TerminalTransaction> transactions() {
        return Collections.unmodifiableList(transactions);
    }

    @Override
    public List<Settlement> settlements() {
        return Collections.unmodifiableList(settlements);
    }

    /** How often money was taken under this reference: a device that works does it once. */
    int timesTaken(String referenceId) {
        return timesTaken.getOrDefault(referenceId, 0);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
