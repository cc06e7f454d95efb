package io.quittance.api.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection of an event loop, with its buffers. One request at a time. After any {@link IOException} it
 * must be closed; it may then be opened again.
 */
final class HttpConnection implements AutoCloseable {

    private static final int CONNECT_MS_MAX = 2_000;
    private static final int REQUEST_BYTES_MAX = 8 * 1024;
    private static final int BUFFER_BYTES = 8 * 1024;
    private static final int ANSWER_BYTES_MAX = 1024 * 1024;

    private final InetSocketAddress address;
    private final ByteBuffer out = ByteBuffer.allocateDirect(REQUEST_BYTES_MAX);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final HttpAnswer answer = new HttpAnswer();
    private byte[] received = new byte[BUFFER_BYTES];
    private int filled;
    private @Nullable SocketChannel channel;

    HttpConnection(InetSocketAddress address) {
        this.address = address;
    }

    boolean isOpen() {
        return channel != null;
    }

    /** Connects, waiting up to two seconds, and has the selector watch for answers on behalf of {@code owner}. */
    void open(Selector selector, Object owner) throws IOException {
        SocketChannel opened = SocketChannel.open();
        try {
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.socket().connect(address, CONNECT_MS_MAX);
            opened.configureBlocking(false);
            opened.register(selector, SelectionKey.OP_READ, owner);
            channel = opened;
        } finally {
            if (channel != opened) {
                opened.close();
            }
        }
    }

    void send(byte[] request) throws IOException {
        filled = 0;
        out.clear();
        out.put(request).flip();
        SocketChannel open = connected();
        while (out.hasRemaining()) {
            if (open.write(out) == 0) {
                throw new IOException("the server does not take a request of " + request.length + " bytes");
            }
        }
    }

    /** Reads what is there. Returns whether the answer is whole. */
    boolean receive() throws IOException {
        in.clear();
        int count = connected().read(in);
        if (count < 0) {
            throw new EOFException("connection closed by the server");
        }
        if (filled + count > received.length) {
            grow(filled + count);
        }
        in.flip().get(received, filled, count);
        filled += count;
        return count > 0 && answer.read(received, filled);
    }

    /** The last whole answer. */
    HttpAnswer answer() {
        return answer;
    }

    @Override
    public void close() {
        SocketChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyBroken) {
                // Nothing is lost: the answer, if there was one, has been read.
            }
        }
    }

    private SocketChannel connected() throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            throw new IOException("not connected");
        }
        return open;
    }

    private void grow(int needed) throws IOException {
        if (needed > ANSWER_BYTES_MAX) {
            throw new IOException("an answer of more than " + ANSWER_BYTES_MAX + " bytes");
        }
        received = Arrays.copyOf(received, Math.max(needed, 2 * received.length));
    }
}
