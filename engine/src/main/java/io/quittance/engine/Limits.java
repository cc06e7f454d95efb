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

    /** Longest words of a counterparty that are kept, in characters; what is longer is cut. */
    public static final int HOST_WORDS_CHARS_MAX = 500;

    /** Most attempts of one intent. */
    public static final int ATTEMPTS_PER_INTENT_MAX = 100;

    /** Most captures, voids and refunds that a merchant may ask for on one intent. */
    public static final int OPERATIONS_PER_INTENT_MAX = 100;

    /** Longest reason that a caller gives for an operation, in characters. */
    public static final int REASON_CHARS_MAX = 64;

    /** Longest evidence and longest note of an operator's resolution, in characters each. */
    public static final int RESOLUTION_TEXT_CHARS_MAX = 500;

    /** Most idempotency keys that one intent remembers. */
    public static final int KEYS_PER_INTENT_MAX = 1_000;

    /** Most callers that wait at one intent for one outcome; a further one is answered at once, as pending. */
    public static final int WAITERS_PER_INTENT_MAX = 1_024;

    /** Most requests that the engine works on at once; a further one is refused as overloaded. */
    public static final int REQUESTS_IN_FLIGHT_MAX = 4_096;

    /** Most messages that wait for an intent which is leaving memory; a further one is dropped. */
    public static final int MESSAGES_PER_LEAVING_INTENT_MAX = 1_000;

    /** Most writes that one commit of the journal carries. */
    public static final int WRITES_PER_COMMIT_MAX = 400;

    /** Most keys of personal fields that are kept open in memory. */
    public static final int SUBJECT_KEYS_IN_MEMORY_MAX = 10_000;

    /** Most things that one page of a list holds. */
    public static final int PAGE_MAX = 100;

    /** Most streams of the feed that one server has open; a further one is refused as overloaded. */
    public static final int FEED_STREAMS_MAX = 256;

    /** Most questions for lists and the feed that wait for the read model; a further one is refused as overloaded. */
    public static final int QUESTIONS_WAITING_MAX = 256;

    /** Most entries of the feed's index that are looked through for one page; a page may end empty and go on. */
    public static final int NEWS_SCANNED_MAX = 10_000;

    /** Most streams of the feed that one key has open. */
    public static final int FEED_STREAMS_PER_KEY_MAX = 16;

    /** Most events that the read model takes in at once, before it answers who waits. */
    public static final int EVENTS_PER_STEP = 1_000;

    /** Most intents that the read model keeps folded in memory. */
    public static final int FOLDED_INTENTS_MAX = 5_000;

    /** How long a question waits for the read model to take in what was committed before it. */
    public static final Duration CATCH_UP_WAIT = Duration.ofSeconds(2);

    /** Largest body of a request over HTTP, in bytes. */
    public static final int BODY_BYTES_MAX = 64 * 1_024;

    /** Most bytes of recorded answers that the server keeps at hand for repeats with the same bytes. */
    public static final long REPLAY_BYTES_AT_HAND_MAX = 32L * 1_024 * 1_024;

    /** How long it keeps each of them at hand. */
    public static final Duration REPLAY_AT_HAND = Duration.ofMinutes(1);

    /** Deepest nesting of a body. */
    public static final int JSON_DEPTH_MAX = 32;

    /** Longest text in a body, in characters. */
    public static final int JSON_TEXT_CHARS_MAX = 4_096;

    /** How long a caller may take to send a body. */
    public static final Duration BODY_WAIT = Duration.ofSeconds(10);

    /** How long the answer to a card payment may wait for its outcome before the caller is told that it is pending. */
    public static final Duration ANSWER_WAIT_DEFAULT = Duration.ofSeconds(20);

    /** The shortest wait: long enough for the request to be recorded, so that even a hurried caller is told of it. */
    public static final Duration ANSWER_WAIT_MIN = Duration.ofMillis(200);

    /** The longest wait that a caller may ask for. */
    public static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(150);

    /** How long a look at an intent may take. */
    public static final Duration READ_WAIT = Duration.ofSeconds(5);

    /**
     * How long sealing what is personal may take; a request whose sealing takes longer is refused before any effect.
     */
    public static final Duration SEAL_WAIT = Duration.ofSeconds(5);

    /** How long a counterparty may take to answer before the outcome counts as unknown. */
    public static final Duration COUNTERPARTY_ANSWER = Duration.ofSeconds(10);

    /** How long after it was recorded an order is given to its connector at most; later it stays here. */
    public static final Duration DISPATCH = Duration.ofSeconds(10);

    /** How long an answer to an order that was closed without effect is still heard. */
    public static final Duration LATE_ANSWER_HEARD = Duration.ofMinutes(2);

    /** How long a payer may take for what an attempt asks of him (Partner API: a session is open about 30 minutes). */
    public static final Duration PAYER_ACTION = Duration.ofMinutes(30);

    /** How long after that the counterparty may take to say how it ended. */
    public static final Duration PAYER_ACTION_GRACE = Duration.ofMinutes(1);

    /** How long a card's issuer may take to say who pays; later he could not say. */
    public static final Duration AUTHENTICATION_WAIT = Duration.ofSeconds(10);

    /** How long a payer may take to answer his issuer before the authorisation. */
    public static final Duration CHALLENGE = Duration.ofMinutes(10);

    /** Longest address to which a payer is sent, in characters. */
    public static final int WEB_ADDRESS_CHARS_MAX = 2_048;

    /** How long before the end of the time to capture its merchant is warned. */
    public static final Duration CAPTURE_WARNING = Duration.ofHours(24);

    /** Longest time to capture that may be configured, in business days. */
    public static final int CAPTURE_BUSINESS_DAYS_MAX = 30;

    /** How long an intent may wait for its first attempt at most. */
    public static final Duration EXPIRY_MAX = Duration.ofDays(365);

    /** How often the due list is looked at. */
    public static final Duration DUE_LIST_STEP = Duration.ofSeconds(1);

    /** While a counterparty gives no answers, how often one open doubt is asked about to see whether it is back. */
    public static final Duration PROBE_STEP = Duration.ofSeconds(10);

    /** How long an intent with nothing left to do stays in memory. */
    public static final Duration IDLE_IN_MEMORY = Duration.ofSeconds(1);

    /** How many intents of the due list are woken per second. */
    public static final int WAKE_PER_SECOND = 500;

    /** Most active API keys of one merchant, mode and set of scopes: the one in use and the one that replaces it. */
    public static final int ACTIVE_KEYS_ALIKE_MAX = 2;

    /** Most active API keys of an installation; a server keeps each in memory, with its allowance. */
    public static final int ACTIVE_KEYS_MAX = 10_000;

    /** Longest life of an API key that expires. */
    public static final Duration KEY_LIFE_MAX = Duration.ofDays(3_650);

    /** Most requests per second that an API key may be made for. */
    public static final int KEY_REQUESTS_PER_SECOND_MAX = 100_000;

    /** Fewest requests that a rested API key may make at once, however few it may make per second. */
    public static final int KEY_REQUESTS_AT_ONCE_MIN = 10;

    /** How long a server may not know that an API key was made or revoked. */
    public static final Duration KEY_CHANGE_UNSEEN = Duration.ofMillis(250);

    /** How long the last use of an API key may be known to the server only. */
    public static final Duration KEY_USE_UNWRITTEN = Duration.ofSeconds(5);

    /** Most people who are signed in at the console; the oldest session ends first. */
    public static final int CONSOLE_SESSIONS_MAX = 1_024;

    /** Most of them with one API key. */
    public static final int CONSOLE_SESSIONS_PER_KEY_MAX = 16;

    /** How long a session lasts in which nobody looks at anything. */
    public static final Duration CONSOLE_SESSION_IDLE = Duration.ofMinutes(30);

    /** How long a session lasts at most. */
    public static final Duration CONSOLE_SESSION_LIFE = Duration.ofHours(8);

    /** Largest form that the console reads, in bytes. */
    public static final int CONSOLE_FORM_BYTES_MAX = 1_024;

    /** Largest form with a card that the payment page reads, in bytes. */
    public static final int PAYMENT_FORM_BYTES_MAX = 2_048;

    /** How long a token that signs requests to a payment service provider is good. */
    public static final Duration PARTNER_JWT_LIFE = Duration.ofMinutes(5);

    /** How long a token that a payment service provider got from us is good. */
    public static final Duration PARTNER_TOKEN_LIFE = Duration.ofHours(1);

    /** Most such tokens that are good at once; the oldest end first. */
    public static final int PARTNER_TOKENS_MAX = 64;

    /** How long the engine may take to say what became of news that is kept: longer than a counterparty's answer. */
    public static final Duration NEWS_ANSWER = Duration.ofSeconds(25);

    /** Most notifications of providers that wait to be kept; a further one is refused, and its sender repeats it. */
    public static final int INBOX_WRITES_WAITING_MAX = 1_024;

    /** After how long a notification that nobody could ask about is told again; each further time after twice that. */
    public static final Duration INBOX_FIRST_AGAIN = Duration.ofSeconds(30);

    /** The longest time between two tells of a notification. */
    public static final Duration INBOX_AGAIN_MAX = Duration.ofHours(1);

    /** How long a notification is told before it is given up. */
    public static final Duration INBOX_TOLD_FOR = Duration.ofDays(7);

    /** How long a notification is kept, so that a repeat is known: its sender repeats it for seven days (PP-12). */
    public static final Duration INBOX_KEPT = Duration.ofDays(8);

    /** How often the inbox is looked at for what is due. */
    public static final Duration INBOX_STEP = Duration.ofSeconds(5);

    /** How many notifications are told again per step. */
    public static final int INBOX_TOLD_PER_STEP = 100;

    /** Most steps of a payer at a terminal that are recorded for one attempt. */
    public static final int PAYER_STEPS_MAX = 20;

    /** Largest message to or from a terminal, in bytes. */
    public static final int TERMINAL_MESSAGE_BYTES_MAX = 64 * 1_024;

    /** Longest word of a terminal that is kept, in characters: a result, the host's name of a transaction. */
    public static final int TERMINAL_WORD_CHARS_MAX = 64;

    /** How long a connection to a terminal may take to be made. */
    public static final Duration TERMINAL_CONNECT = Duration.ofSeconds(5);

    /** How often a terminal is asked whether it is there, while nothing else is sent. */
    public static final Duration TERMINAL_KEEP_ALIVE = Duration.ofSeconds(10);

    /** A line to a terminal that is silent for longer is broken. */
    public static final Duration TERMINAL_SILENCE = Duration.ofSeconds(25);

    /** How long the answer to a payment at a terminal waits for its outcome when nobody says. */
    public static final Duration TERMINAL_ANSWER_WAIT = Duration.ofSeconds(150);

    /** How long a dialogue with a payer at a terminal may take before it is canceled. */
    public static final Duration TERMINAL_DIALOGUE = Duration.ofSeconds(120);

    /** How long the outcome of an order to a terminal may take, waiting for its turn included. */
    public static final Duration TERMINAL_SESSION = Duration.ofSeconds(135);

    /** The shortest time that a payer at a terminal needs; an order with less time left is not begun. */
    public static final Duration TERMINAL_DIALOGUE_MIN = Duration.ofSeconds(30);

    /** How long the answer of a terminal to a question, a cancellation or a pairing may take. */
    public static final Duration TERMINAL_QUESTION = Duration.ofSeconds(8);

    /** How long a settlement at a terminal may take. */
    public static final Duration TERMINAL_SETTLEMENT = Duration.ofSeconds(120);

    /** How often payments at a terminal are told that it was settled. */
    public static final Duration SETTLEMENT_STEP = Duration.ofSeconds(1);

    /** How many of them per step: each asks the terminal, which has payers as well. */
    public static final int SETTLED_PER_STEP = 4;

    /** How long after its order a terminal may not know it yet: the time in which the order may still arrive. */
    public static final Duration TERMINAL_ABSENCE = Duration.ofSeconds(10);

    /** Most orders that wait for one terminal; a further one is not begun. */
    public static final int TERMINAL_QUEUE_MAX = 8;

    /** How often a terminal at rest is asked how it is. */
    public static final Duration TERMINAL_HEARTBEAT = Duration.ofSeconds(15);

    /** How often a terminal may fail in a row before it is left alone for a while. */
    public static final int TERMINAL_FAILURES_MAX = 5;

    /** How long it is left alone; its heartbeat ends that earlier. */
    public static final Duration TERMINAL_QUARANTINE = Duration.ofSeconds(60);

    /** Most terminals of one merchant and mode, removed ones included. */
    public static final int TERMINALS_PER_TENANT_MAX = 10_000;

    /** How long the code of a pairing is good (SQ-15), and a little more. */
    public static final Duration TERMINAL_PAIRING = Duration.ofSeconds(35);

    /** Most calls that wait for an answer on one line to a terminal. */
    public static final int TERMINAL_CALLS_WAITING_MAX = 16;

    /** Longest name of a terminal, in characters. */
    public static final int TERMINAL_NAME_CHARS_MAX = 64;

    /** Longest serial number of a terminal, in characters. */
    public static final int TERMINAL_SERIAL_CHARS_MAX = 64;

    /** How long after it became owed a webhook was tried at least once, unless the process died. */
    public static final Duration WEBHOOK_FIRST_TRY = Duration.ofSeconds(20);

    /** How long a webhook waits at most for those before it to the same endpoint. */
    public static final Duration WEBHOOK_PATIENCE = Duration.ofSeconds(60);

    /** A delivery of a webhook whose time comes within this is waited for in memory. */
    public static final Duration WEBHOOK_SOON = Duration.ofSeconds(5);

    /** How long the results of an intent's deliveries are gathered, so that they are one commit. */
    public static final Duration WEBHOOK_GATHERING = Duration.ofMillis(50);

    /** How long before its time an intent that owes a webhook is woken; shorter than {@link #WEBHOOK_SOON}. */
    public static final Duration WEBHOOK_LOOK_AHEAD = Duration.ofSeconds(3);

    /** Most webhook endpoints whose lists are looked at in one step. */
    public static final int WEBHOOK_ENDPOINTS_PER_STEP = 100;

    /** Most intents that are woken in one step for one endpoint. */
    public static final int WEBHOOK_WAKES_PER_STEP = 200;

    /** An endpoint that takes nothing for so long, and was tried all the time, is disabled. */
    public static final Duration WEBHOOK_FAILING_MAX = Duration.ofDays(7);

    /** How much longer than the longest gap of its policy an endpoint may go untried and still be failing. */
    public static final Duration WEBHOOK_UNTRIED_MAX = Duration.ofDays(1);

    /** Most intents of which it is remembered that waking them did not help. */
    public static final int WEBHOOK_VAIN_WAKES_MAX = 10_000;

    /** How often it is noted how far the journal has come, so that a restored one is noticed. */
    public static final Duration WEBHOOK_MARK_STEP = Duration.ofSeconds(10);

    /** Most notifications that one step of a replay looks at. */
    public static final int REPLAYED_PER_STEP = 200;

    /** How often a replay goes a step further. */
    public static final Duration REPLAY_STEP = Duration.ofMillis(500);

    /** Most replays of one endpoint that run at once. */
    public static final int REPLAYS_PER_ENDPOINT_MAX = 4;

    /** Most replays that have ended and are still told of, of all endpoints together; in memory. */
    public static final int REPLAYS_ENDED_MAX = 1_000;

    /** Most webhook endpoints of one merchant and mode: more listeners than one shop has systems. */
    public static final int WEBHOOK_ENDPOINTS_PER_TENANT_MAX = 16;

    /** Most of them in all time, removed ones included: deliveries to those are still told. */
    public static final int WEBHOOK_ENDPOINTS_EVER_MAX = 10_000;

    /** Most types of events that one webhook endpoint names. */
    public static final int WEBHOOK_EVENTS_MAX = 50;

    /** Longest description of a webhook endpoint, in characters. */
    public static final int WEBHOOK_DESCRIPTION_CHARS_MAX = 200;

    /** Most gaps of a retry policy of one's own. */
    public static final int WEBHOOK_GAPS_MAX = 50;

    /** Longest of them. */
    public static final Duration WEBHOOK_GAP_MAX = Duration.ofDays(7);

    /** Longest time from the first try to the last. */
    public static final Duration WEBHOOK_RETRIES_MAX = Duration.ofDays(30);

    /** How long a secret that was replaced signs beside the one that took its place. */
    public static final Duration WEBHOOK_SECRET_OVERLAP = Duration.ofHours(24);

    /** How far the clocks of a webhook's sender and receiver may be apart. */
    public static final Duration WEBHOOK_CLOCKS_APART = Duration.ofMinutes(5);

    /** Longest id of a webhook that a receiver takes, in characters. */
    public static final int WEBHOOK_ID_CHARS_MAX = 255;

    /** Longest list of signatures that a receiver looks at, in characters. */
    public static final int WEBHOOK_SIGNATURE_CHARS_MAX = 4_096;

    /** How long a receiver may process a webhook before the sender's next try may be processed instead. */
    public static final Duration WEBHOOK_CLAIM = Duration.ofMinutes(5);

    /** Most webhooks that a receiver remembers in memory, so that a repeat is not processed again. */
    public static final int WEBHOOKS_SEEN_MAX = 100_000;

    /** How long one try to send a webhook may take: name, connection, answer and its body together. */
    public static final Duration WEBHOOK_TRY = Duration.ofSeconds(15);

    /** How long the outcome of a try is waited for, queues and all; one that is told later counts as not sent. */
    public static final Duration WEBHOOK_OUTCOME = Duration.ofSeconds(60);

    /** How long a connection to a webhook endpoint may take to be made. */
    public static final Duration WEBHOOK_CONNECT = Duration.ofSeconds(10);

    /** Most bytes of an endpoint's answer that are read. */
    public static final int WEBHOOK_ANSWER_BYTES_MAX = 4 * 1_024;

    /** Most connections to one webhook endpoint. */
    public static final int WEBHOOK_CONNECTIONS_MAX = 8;

    /** Most webhooks that wait for a connection to one endpoint; a further one fails at once. */
    public static final int WEBHOOK_QUEUE_MAX = 1_024;

    /** How long a connection to a webhook endpoint is used; then a new one is made, to an address checked anew. */
    public static final Duration WEBHOOK_CONNECTION_LIFE = Duration.ofSeconds(30);

    /** How long a connection at rest is kept: shorter than servers commonly keep theirs. */
    public static final Duration WEBHOOK_CONNECTION_REST = Duration.ofSeconds(4);

    /** How often a webhook endpoint may fail in a row before it is left alone for a while. */
    public static final int WEBHOOK_FAILURES_MAX = 5;

    /** How long it is left alone the first time; each further time twice as long. */
    public static final Duration WEBHOOK_COOL_DOWN_MIN = Duration.ofSeconds(5);

    /** How long it is left alone at most: no longer than the shortest gap of the usual retry policy. */
    public static final Duration WEBHOOK_COOL_DOWN_MAX = Duration.ofSeconds(60);

    /** How long a webhook endpoint to which nothing is sent keeps its connections and its breaker. */
    public static final Duration WEBHOOK_LINE_IDLE = Duration.ofMinutes(3);

    /** Most host names of webhook endpoints that are looked up at once. */
    public static final int WEBHOOK_LOOKUPS_MAX = 32;

    /** Most host names that wait to be looked up; a further one fails at once. */
    public static final int WEBHOOK_LOOKUPS_WAITING_MAX = 1_024;

    /** How long a payer may use an access token (Connect-E, 4.2). */
    public static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

    /** How long a payer who gave his card may take until his issuer has said who he is. */
    public static final Duration TOKEN_USE = Duration.ofMinutes(15);

    /** How long a merchant may take to resume (Connect-E, 4.3: status 99). */
    public static final Duration RESUME_WAIT = Duration.ofMinutes(15);

    /**
     * How long a card is kept beyond the time that a payer's payment may take, until what became of it is looked up.
     */
    public static final Duration CARD_KEPT_AFTER = Duration.ofMinutes(5);

    /** Most access tokens of one intent. */
    public static final int TOKENS_PER_INTENT_MAX = 100;

    /** How long the security code of a card in the vault stays in memory: as long as a payer may need, and resume. */
    public static final Duration SECURITY_CODE_KEPT = Duration.ofMinutes(30);

    /** Most security codes in memory; the oldest is dropped first, and its card is paid with without it. */
    public static final int SECURITY_CODES_MAX = 10_000;

    /** Most requests that wait for the card vault's file; a further one fails. */
    public static final int CARD_WORKS_WAITING_MAX = 4_096;

    /** Most of them in one commit. */
    public static final int CARD_WORKS_PER_COMMIT_MAX = 256;

    /** Most saved cards of one customer that are told: the newest. */
    public static final int SAVED_CARDS_TOLD_MAX = 100;

    /** How long a card that is kept for a payment to come, and not saved, waits for it. */
    public static final Duration PAYMENT_METHOD_KEPT = Duration.ofHours(24);

    /** How often cards whose time is over are looked for. */
    public static final Duration CARD_SWEEP_STEP = Duration.ofSeconds(30);

    /** How many of them are decided about per step. */
    public static final int CARDS_SWEPT_PER_STEP = 200;

    /** Most cards that are left, because their payment is open, and do not keep further ones from being looked at. */
    public static final int CARDS_LEFT_MAX = 2_000;

    private Limits() {}
}
