package io.quittance.api.acquirer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger's file: lines, only ever appended. One process has it at a time. The lock lies on a file of its own,
 * {@code <ledger>.lock}, because on POSIX whoever reads and closes a locked file in the same process gives up its lock.
 */
final class LedgerFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);

    private final FileChannel lines;
    private final FileChannel lock;

    /** Takes what is found in a ledger. */
    @FunctionalInterface
    interface Reader {

        /**
         * Takes one line; throws {@link IOException} when it is no entry.
         *
         * @return the place in the ledger that the line says it has
         */
        long take(byte[] line) throws IOException;
    }

    private LedgerFile(FileChannel lines, FileChannel lock) {
        this.lines = lines;
        this.lock = lock;
    }

    /**
     * Opens or makes the file and tells every line in it, oldest first. A last line without its end is the trace of a
     * crash before anybody was answered; it is cut off with a warning. Throws {@link LedgerRefused} otherwise.
     */
    static LedgerFile open(Path path, Reader found) throws IOException {
        Path file = path.toAbsolutePath().normalize();
        Path directory = file.resolveSibling(".").normalize();
        Files.createDirectories(directory);
        FileChannel lock = lock(file);
        FileChannel lines = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        LedgerFile opened = new LedgerFile(lines, lock);
        try {
            opened.readBack(file, found);
            makeDurable(directory);
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        Path path = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw LedgerRefused.inUse(file);
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** A file is there after a power cut only when its directory says so. */
    private static void makeDurable(Path directory) throws IOException {
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private void readBack(Path file, Reader found) throws IOException {
        long size = lines.size();
        long whole = 0;
        long n = 0;
        // One byte is one character here, so lengths are offsets in the file.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (whole + line.length() + 1 > size) {
                    break;
                }
                whole += line.length() + 1;
                n++;
                demandPlace(file, n, found, line.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        if (whole < size) {
            LOG.warn(
                    "{}: cut off {} bytes of a line that a crash left unfinished after line {}", file, size - whole, n);
            lines.truncate(whole);
            lines.force(true);
        }
        lines.position(whole);
    }

    private static void demandPlace(Path file, long n, Reader found, byte[] line) throws IOException {
        long place;
        try {
            place = found.take(line);
        } catch (IOException e) {
            throw LedgerRefused.damaged(file, n, "it is no entry");
        }
        if (place != n) {
            throw LedgerRefused.damaged(file, n, "it holds entry " + place);
        }
    }

    /** Appends the bytes; they survive a power cut when this returns. */
    void append(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            lines.write(left);
        }
        lines.force(false);
    }

    /** Gives the file free for another process. */
    @Override
    public void close() throws IOException {
        try (lock) {
            lines.close();
        }
    }
}
