package io.quittance.api.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.api.terminals.Tills;
import java.nio.file.Path;
import java.time.Duration;

/** What every suite of scenarios stands on. */
interface Scenarios {

    /** Fresh for each scenario, on an empty directory. */
    Face face();

    /** The shop's terminals; they go on when the face is restarted. */
    Tills tills();

    /** Where everything is kept, but for what the terminals keep. */
    Path directory();

    /** On a busy machine a cold JVM may need longer for its first payment than a caller waits. */
    static void paysFirst(Face cold) {
        await().atMost(Duration.ofMinutes(2)).until(() -> cold.pay("key-0", Purchase.of("cart-0", 1250))
                .standing()
                .equals("succeeded"));
    }

    /** The second is the first again, to the byte, and says so. */
    static void isTheSameAnswer(Reply second, Reply first) {
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.replayed()).as("said to be a replay").isTrue();
    }

    /** Refused with this, and nothing else happened. */
    static void isRefused(Reply reply, int status, String code) {
        assertThat(reply.refusal()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.replayed()).isFalse();
    }

    /** Answered with this, and the intent stands so. */
    static void isTold(Reply reply, int status, String standing) {
        assertThat(reply.standing()).as(reply.body()).isEqualTo(standing);
        assertThat(reply.status()).isEqualTo(status);
    }

    /** The doubt about the intent ends, by inquiry, within the schedule's first steps. */
    default Reply resolved(String intent) {
        return await().atMost(Duration.ofSeconds(15))
                .until(() -> face().find(intent), reply -> !reply.standing().equals("pending"));
    }

    /** Money that waits for its capture; paid with the key {@code key-1}. */
    default Reply held(String reference, long cents) {
        return face().pay("key-1", Purchase.of(reference, cents).held());
    }
}
