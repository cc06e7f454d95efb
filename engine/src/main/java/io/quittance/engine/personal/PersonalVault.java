package io.quittance.engine.personal;

import java.util.concurrent.CompletionStage;

/**
 * Seals personal fields before they enter an event, and opens them for an answer. Safe for any thread; never blocks.
 */
public interface PersonalVault {

    /**
     * Seals fields under the subject's key, making the key durably first when there is none.
     *
     * @param context what the ciphertext is bound to (the intent id); opening with another context fails
     */
    CompletionStage<Sealed> seal(String subject, String context, PersonalFields fields);

    /** The fields again; {@link PersonalFields#NONE} when the subject's key was destroyed. */
    CompletionStage<PersonalFields> open(Sealed sealed, String context);
}
