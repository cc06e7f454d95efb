package io.quittance.planted.engine.support;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.logging.Logger;

/** Has an empty name, a second logging front, and everything it needs from the air. */
final class JournalManager {
    private static final Logger LOG = Logger.getLogger("planted");

    Instant clock() {
        return Instant.now();
    }

    long millis() {
        return System.currentTimeMillis();
    }

    UUID id() {
        return UUID.randomUUID();
    }

    int chance() {
        return new Random().nextInt();
    }

    String setting() {
        LOG.info("reading");
        return System.getenv("PLANTED");
    }

    void print() {
        System.out.println("planted");
    }
}
