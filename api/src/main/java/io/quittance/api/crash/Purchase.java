package io.quittance.api.crash;

import io.quittance.api.demo.Shop.Answer;
import org.jspecify.annotations.Nullable;

/**
 * One payment as its shop knows it. Used by one client at a time.
 *
 * <p>A shop that got no final answer repeats the same request with the same key; what it is told then must hold for
 * ever.
 */
final class Purchase {

    private final String name;
    private final long amountMinor;
    private final String card;
    private @Nullable Answer answer;
    private int unanswered;

    Purchase(String name, long amountMinor, String card) {
        this.name = name;
        this.amountMinor = amountMinor;
        this.card = card;
    }

    String key() {
        return "key_" + name;
    }

    String reference() {
        return "cart_" + name;
    }

    long amountMinor() {
        return amountMinor;
    }

    String card() {
        return card;
    }

    /** Notes an answer; true when it is final and the shop may rely on it. */
    boolean note(Answer told) {
        boolean isFinal = told.status() == 200 || told.status() == 201;
        if (isFinal && !told.paymentStatus().equals("created")) {
            answer = told;
            return true;
        }
        unanswered++;
        return false;
    }

    void noteNoAnswer() {
        unanswered++;
    }

    /** The first final answer; null while there is none. */
    @Nullable
    Answer answer() {
        return answer;
    }

    boolean wasInterrupted() {
        return unanswered > 0;
    }

    boolean isSuccess() {
        return answer != null && answer.paymentStatus().equals("succeeded");
    }

    String intentId() {
        return answer == null ? "" : answer.field("/id").asText();
    }
}
