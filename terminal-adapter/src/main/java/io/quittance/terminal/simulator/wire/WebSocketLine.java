package io.quittance.terminal.simulator.wire;

import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import akka.stream.SharedKillSwitch;
import java.nio.charset.StandardCharsets;

/** The device's end of a WebSocket. Nothing is acknowledged on it: what was sent counts as delivered. Thread-safe. */
final class WebSocketLine implements Line {

    private final Desk desk;
    private final BoundedSourceQueue<Message> out;
    private final SharedKillSwitch cut;
    private final CloseCode code;
    private final Object lock = new Object();

    private boolean isOver;
    private boolean isHushed;

    WebSocketLine(Desk desk, BoundedSourceQueue<Message> out, SharedKillSwitch cut, CloseCode code) {
        this.desk = desk;
        this.out = out;
        this.cut = cut;
        this.code = code;
    }

    @Override
    public void answer(byte[] message, boolean isKept) {
        if (!say(message) && isKept) {
            desk.undelivered(message);
        }
    }

    @Override
    public void tell(byte[] message) {
        say(message);
    }

    /** Whether it left; on a hushed line as far as the device can tell. */
    private boolean say(byte[] message) {
        synchronized (lock) {
            boolean isSaid = !isOver
                    && (isHushed
                            || out.offer(TextMessage.create(new String(message, StandardCharsets.UTF_8)))
                                    == QueueOfferResult.enqueued());
            return isSaid;
        }
    }

    @Override
    public void refuse() {
        close(CloseCode.POLICY_VIOLATION);
    }

    /** Ends it with a word: what was said before still leaves. */
    void close(int why) {
        code.set(why);
        out.complete();
    }

    @Override
    public void cut() {
        end();
        cut.shutdown();
    }

    @Override
    public void hush() {
        synchronized (lock) {
            isHushed = true;
        }
    }

    void end() {
        synchronized (lock) {
            isOver = true;
        }
        desk.gone(this);
    }
}
