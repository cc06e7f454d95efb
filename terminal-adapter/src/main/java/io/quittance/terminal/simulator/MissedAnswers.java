package io.quittance.terminal.simulator;

import io.quittance.engine.Limits;
import io.quittance.terminal.simulator.wire.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Answers that did not reach the client, until it is there again; each is sent again once (SQ-16). There is one client:
 * who has the key. Not thread-safe.
 */
final class MissedAnswers {

    private final Deque<byte[]> missed = new ArrayDeque<>();
    private @Nullable Line present;

    /** The client is there. */
    void back(Line line) {
        present = line;
        missed.forEach(answer -> line.answer(answer, false));
        missed.clear();
    }

    void gone(Line line) {
        if (present == line) {
            present = null;
        }
    }

    /** A client that came back before there was an answer gets it now; of too many the oldest is forgotten. */
    void add(byte[] answer) {
        if (present != null) {
            present.answer(answer, false);
            return;
        } else if (missed.size() == Limits.TERMINAL_CALLS_WAITING_MAX) {
            missed.remove();
        }
        missed.add(answer);
    }

    /** The device starts anew. */
    void forget() {
        missed.clear();
        present = null;
    }
}
