package io.quittance.api.partner;

import io.quittance.persistence.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** A small file of secrets: made once, whole or not at all, and only its owner may read it. */
final class OwnFile {

    private OwnFile() {}

    /** What the file holds; when it is not there, what the supplier makes, durably kept first. */
    static String readOrMake(Path file, Supplier<String> make) {
        try {
            if (!Files.exists(file)) {
                write(file, make.get());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make " + file, e);
        }
    }

    /** Puts the text in the file's place in one step. */
    private static void write(Path file, String text) throws IOException {
        Path whole = file.toAbsolutePath();
        Files.createDirectories(whole.resolveSibling("."));
        Path fresh = whole.resolveSibling(whole.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        OwnerOnly.create(fresh);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
