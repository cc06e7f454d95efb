package io.quittance.engine.inbox;

/** How far a provider's notification has come. */
public enum InboxStatus {

    /** Kept; its intent is told until it has asked the provider. */
    WAITING,

    /** Its intent has asked, or had nothing to ask; kept a while longer so that a repeat is known. */
    DONE,

    /** Nobody could say what became of it in all its time; stays until an operator has it told again. */
    UNRESOLVED
}
