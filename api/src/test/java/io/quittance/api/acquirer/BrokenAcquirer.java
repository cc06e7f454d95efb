package io.quittance.api.acquirer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that reads one request per connection, says some bytes, and closes. It counts what it read. */
public final class BrokenAcquirer implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();
    private final byte[] words;

    public BrokenAcquirer(String words) throws IOException {
        this.words = words.getBytes(StandardCharsets.UTF_8);
        inBackground(this::accept);
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    public int requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listening.accept();
                inBackground(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            readHead(connection.getInputStream());
            requests.incrementAndGet();
            connection.getOutputStream().write(words);
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The client left first.
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "broken-acquirer");
        thread.setDaemon(true);
        thread.start();
    }

    private static void readHead(InputStream in) throws IOException {
        for (int lineEnds = 0; lineEnds < 4; ) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            lineEnds = next == '\r' || next == '\n' ? lineEnds + 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
