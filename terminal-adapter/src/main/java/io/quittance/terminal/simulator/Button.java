package io.quittance.terminal.simulator;

/** What a person does at the device. Where it has no meaning at the moment, it does nothing. */
public enum Button {
    /** Holds a card to it. */
    TAP,
    /** Puts a card into it; a PIN is asked for then. */
    INSERT,
    /** The red key. */
    CANCEL,
    /** One digit of a PIN. Which one it was, nobody keeps. */
    DIGIT,
    /** The yellow key: begins the PIN again. */
    CORRECT,
    /** The PIN was typed and is right: the green key. */
    PIN_OK,
    /** The PIN was typed and is wrong. */
    WRONG_PIN
}
