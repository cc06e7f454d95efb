package io.quittance.persistence.cards;

import io.quittance.persistence.OwnerOnly;
import io.quittance.persistence.sqlite.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** A key set's file: read whole, and replaced whole, so that no reader ever meets half of it. */
record CardKeyFile(Path path) {

    /** Tells one state of the file from the next. */
    record Mark(@Nullable Object file, FileTime changed, long bytes) {}

    boolean exists() {
        return Files.exists(path);
    }

    Mark mark() throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        return new Mark(now.fileKey(), now.lastModifiedTime(), now.size());
    }

    /** The keys; throws with words for an operator when there are none. Never says what is in the file. */
    CardKeySet read() {
        try {
            return CardKeySet.parse(Files.readString(path));
        } catch (IOException e) {
            throw new StoreException("cannot read the keys of cards " + path, e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new StoreException(
                    path + " is no key set for cards (Tink, JSON, AES-GCM). Put back the one that" + " belongs to "
                            + CardFile.NAME + ".",
                    null);
        }
    }

    /** Replaces the file; durable when this returns. */
    void write(CardKeySet keys) {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(next);
            OwnerOnly.create(next);
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer text = ByteBuffer.wrap(keys.json().getBytes(StandardCharsets.UTF_8));
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory();
        } catch (IOException | GeneralSecurityException e) {
            throw new StoreException("cannot write the keys of cards " + path, e);
        }
    }

    /** The new name is durable only with its directory; where a directory cannot be opened there is no such thing. */
    private void forceDirectory() throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null && Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
