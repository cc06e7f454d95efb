package io.quittance.api.simulation;

/** What can go wrong in a world, and how often at most, per thousand chances. A seed draws a rate for each. */
enum Mishap {
    STORE_FAILS_BEFORE("write failed, not stored", 15),
    STORE_FAILS_AFTER("write failed, stored", 15),
    STORE_SLOW("slow write", 120),
    REPLAY_SLOW("slow replay", 100),
    REPLAY_FAILS("replay failed", 15),
    BYTE_FLIPPED("stored byte flipped", 400),
    CRASH("crash", 1000),
    TWIN("zombie twin", 500),
    CLOCK_FORWARD("clock set forward", 1000),
    CLOCK_BACK("clock set back", 1000),
    DECLINED("declined", 350),
    NOT_PROCESSED("not processed", 200),
    CHALLENGED("payer is asked", 350),
    FORGETFUL("forgets whom it asked", 400),
    ORDER_LOST("order lost", 200),
    ORDER_LATE("order processed late", 200),
    ANSWER_LOST("answer lost", 250),
    ANSWER_LATE("answer after the deadline", 200),
    LINE_BROKEN("line broke after the order", 350),
    HIDDEN("not found for a while", 700),
    INQUIRY_LOST("inquiry unanswered", 300),
    INQUIRY_LATE("inquiry answered late", 150),
    OUTAGE("acquirer outage", 1000),
    LATE_AFTER_WINDOW("approved after the window", 60),
    LATE_AFTER_NO("approved after it said no", 60),
    SETTLED("settled", 300),
    DAYS_PASS("days pass", 500),
    EXPIRES("intent with an end", 400),
    WEBHOOK_LOST("webhook lost", 250),
    WEBHOOK_REFUSED("webhook refused", 350),
    WEBHOOK_LATE("webhook answered late", 200),
    WEBHOOK_ANSWER_LOST("webhook taken, answer lost", 250),
    ENDPOINT_DOWN("endpoint outage", 1000),
    ENDPOINT_GONE("endpoint answers 410", 30),
    ENDPOINT_PAUSED("endpoint disabled for a while", 1000),
    ENDPOINT_ADDED("endpoint registered", 1000),
    ENDPOINT_REMOVED("endpoint removed", 500),
    REPLAYED("replay asked for", 1000),
    REPEATED("repeat at the same time", 400),
    KEY_MISUSED("key with another reference", 150);

    private final String words;
    private final int mostPermille;

    Mishap(String words, int mostPermille) {
        this.words = words;
        this.mostPermille = mostPermille;
    }

    String words() {
        return words;
    }

    int mostPermille() {
        return mostPermille;
    }
}
