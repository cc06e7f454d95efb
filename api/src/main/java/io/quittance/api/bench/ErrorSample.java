package io.quittance.api.bench;

/**
 * One request that was not answered as expected.
 *
 * @param reason what was wrong, the same words for the same fault
 * @param answer the beginning of what came back; empty when nothing did
 */
public record ErrorSample(String reason, String answer) {

    /** How much of an answer is kept, in characters. */
    static final int ANSWER_CHARS_MAX = 500;

    public ErrorSample {
        answer = answer.length() > ANSWER_CHARS_MAX ? answer.substring(0, ANSWER_CHARS_MAX) + "…" : answer;
    }
}
