package io.quittance.terminal.simulator;

/** What can happen to a device. */
sealed interface DeviceInput {

    /** @param fault how it goes wrong, should it be a transaction that begins */
    record Asked(Caller caller, Command command, Fault fault) implements DeviceInput {}

    record Pressed(Button button) implements DeviceInput {}

    /** @param appointment which one; an older one than the state's has lapsed */
    record Due(long appointment) implements DeviceInput {}

    /** What needs no more words. */
    enum Plain implements DeviceInput {
        UNPLUGGED
    }
}
