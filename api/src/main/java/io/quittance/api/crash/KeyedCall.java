package io.quittance.api.crash;

import io.quittance.api.demo.Shop.Answer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One request of a shop with its key. A shop that got no final answer sends the same again; what it is told then must
 * hold for ever. Sent by one client, looked at by others.
 */
final class KeyedCall {

    private final String path;
    private final String key;
    private final String body;
    private final Predicate<Answer> isFinal;
    private volatile boolean sent;
    private volatile @Nullable Answer answer;
    private int unanswered;

    /** @param isFinal whether an answer with status 200 or 201 is the last word to this request */
    KeyedCall(String path, String key, String body, Predicate<Answer> isFinal) {
        this.path = path;
        this.key = key;
        this.body = body;
        this.isFinal = isFinal;
    }

    String path() {
        return path;
    }

    String key() {
        return key;
    }

    String body() {
        return body;
    }

    void noteSent() {
        sent = true;
    }

    /** Notes what came, or that nothing did; true when it is final and the shop may rely on it. */
    boolean note(@Nullable Answer told) {
        if (told != null && (told.status() == 200 || told.status() == 201) && isFinal.test(told)) {
            answer = told;
            return true;
        }
        unanswered++;
        return false;
    }

    /** The first final answer; null while there is none. */
    @Nullable
    Answer answer() {
        return answer;
    }

    /** Whether it was sent and has no final answer. */
    boolean isUnderWay() {
        return sent && answer == null;
    }

    boolean wasInterrupted() {
        return unanswered > 0;
    }
}
