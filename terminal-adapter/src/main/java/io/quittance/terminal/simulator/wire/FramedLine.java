package io.quittance.terminal.simulator.wire;

import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import akka.stream.SharedKillSwitch;
import akka.util.ByteString;
import io.quittance.terminal.frame.BrokenFrame;
import io.quittance.terminal.frame.FrameReader;
import io.quittance.terminal.frame.TerminalFrame;
import io.quittance.terminal.frame.TerminalFrame.Event;
import io.quittance.terminal.frame.TerminalFrame.Refused;
import io.quittance.terminal.frame.TerminalFrame.Request;
import io.quittance.terminal.frame.TerminalFrame.Response;
import io.quittance.terminal.frame.TerminalFrame.Sign;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The device's end of a framed connection. A client acknowledges each message in turn, so an answer that it did not
 * acknowledge before the line ended was not delivered (SQ-16). Safe for any thread; bytes come from one.
 */
final class FramedLine implements Line {

    private final Desk desk;
    private final BoundedSourceQueue<TerminalFrame> out;
    private final SharedKillSwitch cut;
    private final Object lock = new Object();

    /** Of the connection's thread. */
    private FrameReader reader = new FrameReader();

    private boolean isKnown;

    /** What was sent and not acknowledged: an answer to be kept, or nothing of that kind. Guarded by the lock. */
    private final Deque<Optional<byte[]>> sent = new ArrayDeque<>();

    private boolean isOver;
    private boolean isHushed;

    FramedLine(Desk desk, BoundedSourceQueue<TerminalFrame> out, SharedKillSwitch cut) {
        this.desk = desk;
        this.out = out;
        this.cut = cut;
    }

    /** Bytes came. What is no frame is refused, and the bytes that came with it are forgotten. */
    void take(ByteString bytes) {
        try {
            for (TerminalFrame frame : reader.take(bytes)) {
                take(frame);
            }
            // A broken frame behind good ones shows at the next look only.
            for (TerminalFrame frame : reader.take(ByteString.emptyByteString())) {
                take(frame);
            }
        } catch (BrokenFrame e) {
            reader = new FrameReader();
            send(e.reason());
        }
    }

    private void take(TerminalFrame frame) {
        if (frame instanceof Request request) {
            take(request);
        } else if (frame == Sign.KEEP_ALIVE) {
            send(Sign.ACK);
        } else if (frame == Sign.ACK) {
            acknowledged();
        } else {
            send(Refused.INVALID_TYPE);
        }
    }

    private void take(Request request) {
        String key = desk.key();
        boolean isRight = !key.isEmpty() && FrameKey.of(key).equals(request.key());
        if (!isRight && !request.key().equals(Request.NO_KEY)) {
            refuse();
            return;
        }
        send(Sign.ACK);
        if (isRight && !isKnown) {
            isKnown = true;
            desk.back(this);
        }
        desk.take(this, request.message().toArray(), isRight);
    }

    private void acknowledged() {
        synchronized (lock) {
            sent.poll();
        }
    }

    @Override
    public void answer(byte[] message, boolean isKept) {
        if (!carry(new Response(ByteString.fromArray(message)), isKept ? Optional.of(message) : Optional.empty())
                && isKept) {
            desk.undelivered(message);
        }
    }

    @Override
    public void tell(byte[] message) {
        carry(new Event(ByteString.fromArray(message)), Optional.empty());
    }

    /** Whether it left. */
    private boolean carry(TerminalFrame frame, Optional<byte[]> kept) {
        synchronized (lock) {
            if (isOver) {
                return false;
            }
            sent.add(isHushed ? Optional.empty() : kept);
            send(frame);
            return true;
        }
    }

    private void send(TerminalFrame frame) {
        synchronized (lock) {
            if (!isHushed && !isOver && out.offer(frame) != QueueOfferResult.enqueued()) {
                cut();
            }
        }
    }

    @Override
    public void refuse() {
        send(Refused.NOT_AUTHENTICATED);
    }

    @Override
    public void cut() {
        cut.shutdown();
        end();
    }

    @Override
    public void hush() {
        synchronized (lock) {
            isHushed = true;
        }
    }

    /** The connection is over; what the client did not acknowledge, it did not get. */
    void end() {
        synchronized (lock) {
            isOver = true;
            desk.gone(this);
            sent.forEach(each -> each.ifPresent(desk::undelivered));
            sent.clear();
        }
    }
}
