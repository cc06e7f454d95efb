package io.quittance.api.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.api.acquirer.LedgerSummary;
import java.net.URI;
import java.util.List;

/**
 * One way to speak to Quittance, with everything real behind it: the journal on disk and a simulated acquirer with its
 * own ledger. Safe for any thread; {@link #restart} and {@link #close} are for one at a time.
 */
interface Face extends AutoCloseable {

    /** Makes an intent. The key may be null. */
    Reply create(String key, Purchase purchase);

    /** Makes or finds the intent and pays it, in one call. */
    Reply pay(String key, Purchase purchase);

    /** Pays an intent that exists. */
    default Reply attempt(String key, String intent, Means means) {
        return attempt(key, intent, Try.with(means));
    }

    Reply attempt(String key, String intent, Try attempt);

    /** Captures, voids, refunds, cancels or reverses. */
    Reply operate(String key, String intent, Act act);

    /** An operator says how a doubt ended, e.g. {@code approved}. Evidence and note may be null, which is a fault. */
    Reply resolve(String intent, String outcome, String evidence, String note);

    /** Who the operator is in the journal. */
    String operator();

    Reply find(String intent);

    /** The names of the intent's recorded events, oldest first; empty when there is no such intent. */
    List<String> events(String intent);

    /** The same events as a list: their types and contents. */
    JsonNode journal(String intent);

    /** What a person may have to look at. */
    JsonNode workList();

    /** The payer answers the challenge of the intent's last attempt at his issuer. */
    void confirm(Reply asked, boolean isHim);

    /** The acquirer settles all captured money, and the intent has heard of it when this returns. */
    void settle(String intent);

    /** Registers the device at this address, to be spoken to with this key, or with none. */
    String register(URI device, String key);

    /** What was done at the terminal, or the code of the refusal. */
    String ask(String terminal, AtTerminal act);

    /** The merchant's intents that were paid last at a terminal, newest first. */
    List<String> paidAt(String terminal);

    /** What the feed tells of the intent, oldest first. */
    List<String> news(String intent);

    /** What the acquirer knows. */
    LedgerSummary ledger();

    /** From now on no request is taken on, until the next {@link #restart}. */
    void takeNothing();

    /** Stops in order, and starts again on the same directory. */
    void restart(Conditions conditions);

    default void restart() {
        restart(Conditions.NORMAL);
    }

    @Override
    void close();
}
