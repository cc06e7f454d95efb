package io.quittance.api.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A socket of this machine that counts who connects, reads requests and answers what it was told to. */
final class Listener implements AutoCloseable {

    private final ServerSocket socket;
    private final Answer answer;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    /** What is answered to a request, in bytes on the wire. */
    @FunctionalInterface
    interface Answer {

        /** Returns false when the connection is over. */
        boolean write(String request, OutputStream out) throws IOException, InterruptedException;

        /** A complete answer without a body. */
        static Answer status(String line, String... headers) {
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            return (request, out) -> {
                out.write(("HTTP/1.1 " + line + "\r\n" + more + "Content-Length: 0\r\n\r\n").getBytes());
                out.flush();
                return true;
            };
        }

        static Answer body(String text) {
            return (request, out) -> {
                out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text).getBytes());
                out.flush();
                return true;
            };
        }
    }

    private Listener(ServerSocket socket, Answer answer) {
        this.socket = socket;
        this.answer = answer;
        start(this::accept);
    }

    static Listener plain(String address, int port, Answer answer) throws IOException {
        return on(ServerSocketFactory.getDefault(), address, port, answer);
    }

    static Listener tls(String address, int port, SSLContext context, Answer answer) throws IOException {
        return on(context.getServerSocketFactory(), address, port, answer);
    }

    private static Listener on(ServerSocketFactory sockets, String address, int port, Answer answer)
            throws IOException {
        return new Listener(sockets.createServerSocket(port, 128, InetAddress.getByName(address)), answer);
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Connections that the other side has not ended. */
    int open() {
        return open.size();
    }

    /** Every request as it came, one after the other. */
    BlockingQueue<String> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                Socket one = socket.accept();
                connections.incrementAndGet();
                open.add(one);
                start(() -> serve(one));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket one) {
        try (one) {
            boolean isOpen = true;
            while (isOpen) {
                String request = read(one.getInputStream());
                if (request == null) {
                    return;
                }
                requests.add(request);
                isOpen = answer.write(request, one.getOutputStream());
            }
        } catch (IOException | InterruptedException e) {
            // The other side has gone.
        } finally {
            open.remove(one);
        }
    }

    private static @Nullable String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        int length = List.of(head.toString().split("\r\n")).stream()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket one : open) {
            one.close();
        }
    }
}
