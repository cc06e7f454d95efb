package io.quittance.api.console;

import io.quittance.api.auth.Access;
import io.quittance.engine.Limits;
import io.quittance.engine.id.IdSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who is signed in: so many at most, each for a while, in this process's memory only. A session ends with its key. Of
 * what the browser keeps only the SHA-256 is here. Safe for any thread.
 */
final class ConsoleSessions {

    private static final int TOKEN_BYTES = 32;

    private final InstantSource clock;
    private final IdSource random;

    /** Oldest first. */
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    ConsoleSessions(InstantSource clock, IdSource random) {
        this.clock = clock;
        this.random = random;
    }

    /** Somebody who is signed in. */
    private record Session(Access access, Instant since, Instant lastSeen) {

        boolean isOver(Instant now) {
            return !now.isBefore(lastSeen.plus(Limits.CONSOLE_SESSION_IDLE))
                    || !now.isBefore(since.plus(Limits.CONSOLE_SESSION_LIFE))
                    || !access.stillOpen().getAsBoolean();
        }

        boolean isOf(String keyId) {
            return access.keyId().equals(keyId);
        }
    }

    /** Begins a session, and gives what the browser keeps. Where there are too many, the oldest ends. */
    synchronized String open(Access access) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> session.isOver(now));
        leaveRoom(session -> session.isOf(access.keyId()), Limits.CONSOLE_SESSIONS_PER_KEY_MAX);
        leaveRoom(session -> true, Limits.CONSOLE_SESSIONS_MAX);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random.bytes(TOKEN_BYTES));
        sessions.put(hash(token), new Session(access, now, now));
        return token;
    }

    private void leaveRoom(Predicate<Session> which, int most) {
        long tooMany = sessions.values().stream().filter(which).count() - most + 1;
        for (Iterator<Session> oldest = sessions.values().iterator(); tooMany > 0 && oldest.hasNext(); ) {
            if (which.test(oldest.next())) {
                oldest.remove();
                tooMany--;
            }
        }
    }

    /** What the session of this token opens; empty when there is none, or not any more. */
    synchronized Optional<Access> find(String token) {
        Instant now = clock.instant();
        String hash = hash(token);
        Session session = sessions.get(hash);
        if (session == null || session.isOver(now)) {
            sessions.remove(hash);
            return Optional.empty();
        }
        sessions.put(hash, new Session(session.access(), session.since(), now));
        return Optional.of(session.access());
    }

    /** Ends a session. */
    synchronized void close(String token) {
        sessions.remove(hash(token));
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
