package io.quittance.api.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lines in a file that survive whatever happens once they are written. Safe for any thread. */
final class ReceiverLog implements Closeable {

    private final FileChannel channel;

    private ReceiverLog(FileChannel channel) {
        this.channel = channel;
    }

    /** Goes on with the file; a line that broke off in the middle is ended, so that it harms no other. */
    static ReceiverLog open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        ReceiverLog log = new ReceiverLog(channel);
        if (channel.size() > 0) {
            log.write("");
        }
        return log;
    }

    /** Returns when the line is on disk. */
    void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        synchronized (this) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
