package io.quittance.api.scenarios;

import static org.awaitility.Awaitility.await;

import io.quittance.api.terminals.Tills;
import io.quittance.terminal.simulator.Button;
import io.quittance.terminal.simulator.TerminalSimulator;
import java.time.Duration;

/** What the scenarios at card terminals stand on. */
interface AtTills extends Scenarios {

    Duration PATIENCE = Duration.ofSeconds(90);

    /** A terminal at which payers come by themselves and do what the amount says. */
    default Till busyTill() {
        return till(tills().busy());
    }

    /** A terminal at which somebody has to press buttons. */
    default Till tillByHand() {
        return till(tills().byHand());
    }

    default Till till(TerminalSimulator device) {
        return new Till(face().register(device.ws(), Tills.KEY));
    }

    /** Somebody stands at the device that is operated by hand; the caller of the payment does not wait for him. */
    default Reply standing(String key, Purchase purchase) {
        Reply pending =
                await().atMost(PATIENCE).until(() -> face().pay(key, purchase.waiting(0)), reply -> !reply.isRefused());
        await().atMost(PATIENCE)
                .until(() -> attemptOf(pending).equals(tills().byHand().look().referenceId()));
        return pending;
    }

    /** Our reference of the payment's last attempt. */
    default String attemptOf(Reply reply) {
        return face().find(reply.id()).attemptReference();
    }

    default void press(Button button) {
        tills().byHand().press(button);
    }

    /** How the payment ends. */
    default Reply ended(String intent) {
        return await().atMost(PATIENCE)
                .until(() -> face().find(intent), reply -> !reply.standing().equals("pending"));
    }
}
