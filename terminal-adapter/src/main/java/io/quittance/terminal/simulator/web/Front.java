package io.quittance.terminal.simulator.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletionStage;

/** The device as a person meets it. Safe for any thread; never blocks. */
public interface Front {

    /**
     * What there is to see. Texts: {@code deviceStatus}, {@code tone}, {@code digits}, {@code currency}, {@code code},
     * {@code referenceId}, {@code hint}, {@code mode}, {@code terminalId}, {@code serialNumber}; lists: {@code lines},
     * {@code can} (what buttons need), {@code ledger}.
     */
    CompletionStage<ObjectNode> look();

    /** A button of this name was pressed; completes when it has had its effect, false when there is no such button. */
    CompletionStage<Boolean> press(String button);
}
