package io.quittance.api.bench;

import java.io.IOException;
import java.nio.channels.Selector;

/** One connection of an event loop with the requests that go over it, and what is under way on it. */
final class HttpLane implements AutoCloseable {

    private final HttpConnection connection;
    private final HttpRequests requests;
    private long intendedNanos;
    private long sentNanos;
    private boolean busy;

    HttpLane(HttpConnection connection, HttpRequests requests) {
        this.connection = connection;
        this.requests = requests;
    }

    void connect(Selector selector) throws IOException {
        if (!connection.isOpen()) {
            connection.open(selector, this);
        }
    }

    boolean isConnected() {
        return connection.isOpen();
    }

    /** Sends the next request, connecting first if need be. */
    void send(Selector selector, long intended, long nowNanos) throws IOException {
        intendedNanos = intended;
        sentNanos = nowNanos;
        busy = true;
        connect(selector);
        connection.send(requests.next());
    }

    /** Reads what is there. Returns whether the answer to the request under way is whole. */
    boolean receive() throws IOException {
        boolean whole = connection.receive();
        if (whole && !busy) {
            throw new IOException("an answer without a request");
        }
        return whole;
    }

    /** Counts the answer; the lane is free again. */
    void finish(Tally tally, long nowNanos) {
        busy = false;
        HttpAnswer answer = connection.answer();
        String fault = requests.faultIn(answer);
        if (fault == null) {
            tally.answered(intendedNanos, nowNanos);
        } else {
            tally.failed(intendedNanos, fault, answer.text());
        }
        if (answer.closing()) {
            connection.close();
        }
    }

    /** Closes the connection; a request under way is an error. The lane is free again. */
    void fail(Tally tally, String reason) {
        connection.close();
        if (busy) {
            busy = false;
            tally.failed(intendedNanos, reason, "");
        }
    }

    boolean isBusy() {
        return busy;
    }

    /** Whether a request was sent before that moment and is not answered. */
    boolean waitsSince(long nanos) {
        return busy && sentNanos - nanos < 0;
    }

    @Override
    public void close() {
        connection.close();
    }
}
