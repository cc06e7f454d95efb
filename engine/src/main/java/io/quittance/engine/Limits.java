package io.quittance.engine;

import java.time.Duration;

/**
 * Every bound of the system, with its unit. What is beyond a bound is refused before any effect; what waits, waits at
 * most this long. The times nest: counterparty's answer &lt; caller's wait &lt; HTTP request.
 */
public final class Limits {

    /** Largest amount in minor units: twelve digits, as in ISO 8583 field 4. */
    public static final long AMOUNT_MINOR_MAX = 999_999_999_999L;

    /** Longest idempotency key, in characters. */
    public static final int IDEMPOTENCY_KEY_CHARS_MAX = 255;

    /** Longest reference of a merchant, in characters. */
    public static final int REFERENCE_CHARS_MAX = 64;

    /** Longest customer id, in characters. */
    public static final int CUSTOMER_ID_CHARS_MAX = 64;

    /** Longest description, in characters. */
    public static final int DESCRIPTION_CHARS_MAX = 1_000;

    /** Longest statement descriptor, in characters: what fits on a card statement. */
    public static final int STATEMENT_DESCRIPTOR_CHARS_MAX = 22;

    /** Most pairs of metadata. */
    public static final int METADATA_PAIRS_MAX = 50;

    /** Longest metadata name, in characters. */
    public static final int METADATA_NAME_CHARS_MAX = 40;

    /** Longest metadata value, in characters. */
    public static final int METADATA_VALUE_CHARS_MAX = 500;

    /** Most attempts of one intent. */
    public static final int ATTEMPTS_PER_INTENT_MAX = 100;

    /** Most idempotency keys that one intent remembers. */
    public static final int KEYS_PER_INTENT_MAX = 1_000;

    /** Most callers that wait at one intent for one outcome; a further one is answered at once, as pending. */
    public static final int WAITERS_PER_INTENT_MAX = 1_024;

    /** Most requests that the engine works on at once; a further one is refused as overloaded. */
    public static final int REQUESTS_IN_FLIGHT_MAX = 4_096;

    /** Most events of one intent that one answer lists. */
    public static final int EVENTS_PER_ANSWER_MAX = 10_000;

    /** How long the answer to a card payment may wait for its outcome before the caller is told that it is pending. */
    public static final Duration ANSWER_WAIT_DEFAULT = Duration.ofSeconds(20);

    /** The shortest wait: long enough for the request to be recorded, so that even a hurried caller is told of it. */
    public static final Duration ANSWER_WAIT_MIN = Duration.ofMillis(200);

    /** The longest wait that a caller may ask for. */
    public static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(150);

    /** How long a look at an intent may take. */
    public static final Duration READ_WAIT = Duration.ofSeconds(5);

    /** How long a counterparty may take to answer before the outcome counts as unknown. */
    public static final Duration COUNTERPARTY_ANSWER = Duration.ofSeconds(10);

    /** How long an intent with nothing left to do stays in memory. */
    public static final Duration IDLE_IN_MEMORY = Duration.ofSeconds(1);

    /** How many interrupted payments are woken per second after a start. */
    public static final int WAKE_PER_SECOND = 500;

    private Limits() {}
}
