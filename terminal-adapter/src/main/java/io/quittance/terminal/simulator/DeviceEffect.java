package io.quittance.terminal.simulator;

import io.quittance.terminal.jsonrpc.JsonRpcMessage;
import io.quittance.terminal.simulator.wire.Line;
import java.time.Duration;

/** What a device does. A list of them is done in order: what is told was recorded before. */
sealed interface DeviceEffect {

    /** @param fault how the answer goes wrong */
    record Answer(Caller caller, JsonRpcMessage message, Fault fault) implements DeviceEffect {}

    record Tell(Line line, JsonRpcMessage.Notification event) implements DeviceEffect {}

    record Record(LedgerEntry entry) implements DeviceEffect {}

    record Wake(long appointment, Duration after) implements DeviceEffect {}

    record NewKey(String key) implements DeviceEffect {
        /** Redacted. */
        @Override
        public String toString() {
            return "NewKey";
        }
    }

    record Cut(Line line) implements DeviceEffect {}

    record Hush(Line line) implements DeviceEffect {}

    /** What needs no more words. */
    enum Plain implements DeviceEffect {
        /** Every connection ends without a word, and what was kept for clients is forgotten. */
        CUT_ALL
    }
}
