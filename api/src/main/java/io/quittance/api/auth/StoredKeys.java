package io.quittance.api.auth;

import io.quittance.engine.Limits;
import io.quittance.engine.id.Mode;
import io.quittance.persistence.access.AccessFile;
import io.quittance.persistence.access.StoredKey;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the key store, held in memory. A thread of its own reads them anew when another process has made or
 * revoked one, which takes effect within a second, and writes now and then when they were last used; no request waits
 * for the file. A key's expiry is seen at once.
 *
 * <p>While the file cannot be read, the keys that are known go on to open; that is logged.
 */
public final class StoredKeys implements ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(StoredKeys.class);
    private static final int FINISH_SECONDS_MAX = 10;

    private final AccessFile file;
    private final Set<Mode> modes;
    private final Time time;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(StoredKeys::daemon);
    private final Map<String, Instant> unwritten = new ConcurrentHashMap<>();
    private volatile Map<String, Opened> known = Map.of();
    private long version;
    private boolean isReadable = true;

    private StoredKeys(AccessFile file, Set<Mode> modes, Time time) {
        this.file = file;
        this.modes = Set.copyOf(modes);
        this.time = time;
    }

    /**
     * Where time comes from.
     *
     * @param clock says when keys expire and were used
     * @param nanos a clock that never goes back, in nanoseconds; fills the keys' allowances
     */
    public record Time(InstantSource clock, LongSupplier nanos) {}

    /** A key and what it opens. */
    private record Opened(StoredKey key, byte[] hash, Access access) {

        boolean isOf(StoredKey other) {
            return key.sha256().equals(other.sha256()) && key.grant().equals(other.grant());
        }

        boolean isOpenedBy(ApiKey presented, Instant now) {
            return MessageDigest.isEqual(presented.hash(), hash) && key.isActive(now);
        }
    }

    /**
     * Reads the keys of these modes and goes on to watch them until it is closed; then it closes the file as well.
     * Throws when the file cannot be read.
     */
    public static StoredKeys watch(AccessFile file, Set<Mode> modes, Time time) {
        StoredKeys keys = new StoredKeys(file, modes, time);
        keys.version = file.version();
        keys.read();
        keys.every(Limits.KEY_CHANGE_UNSEEN, keys::look);
        keys.every(Limits.KEY_USE_UNWRITTEN, keys::writeUses);
        return keys;
    }

    @Override
    public Optional<Access> accessOf(String presented) {
        return ApiKey.parse(presented).flatMap(this::accessOf);
    }

    /** Whether no key is known: then nobody can call. */
    public boolean isEmpty() {
        return known.isEmpty();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(FINISH_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.warn("the API keys' thread did not finish in {} s", FINISH_SECONDS_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writeUses();
        file.close();
    }

    private Optional<Access> accessOf(ApiKey presented) {
        Opened opened = known.get(presented.id());
        Instant now = time.clock().instant();
        if (opened == null || !opened.isOpenedBy(presented, now)) {
            return Optional.empty();
        }
        unwritten.put(presented.id(), now);
        return Optional.of(opened.access());
    }

    private void look() {
        try {
            long current = file.version();
            if (current != version) {
                read();
                version = current;
            }
            if (!isReadable) {
                LOG.info("the API keys can be read again");
            }
            isReadable = true;
        } catch (RuntimeException e) {
            if (isReadable) {
                LOG.error(
                        "the API keys cannot be read: a key that is made or revoked now takes no effect until they"
                                + " can be again; trying on",
                        e);
            }
            isReadable = false;
        }
    }

    private void read() {
        Map<String, Opened> before = known;
        Map<String, Opened> next = new HashMap<>();
        for (StoredKey key : file.active()) {
            if (modes.contains(key.grant().tenant().mode())) {
                Opened old = before.get(key.id());
                // The same object, so that a key does not get a full allowance whenever another one is made.
                next.put(key.id(), old != null && old.isOf(key) ? old : open(key));
            }
        }
        known = Map.copyOf(next);
    }

    private Opened open(StoredKey key) {
        // A scope that only a later version knows opens nothing here.
        Set<Scope> scopes = key.grant().scopes().stream()
                .flatMap(text -> Scope.parse(text).stream())
                .collect(Collectors.toSet());
        Allowance allowance = Allowance.perSecond(key.grant().requestsPerSecond(), time.nanos());
        return new Opened(
                key,
                HexFormat.of().parseHex(key.sha256()),
                new Access(key.id(), key.grant().tenant(), scopes, allowance, () -> isOpen(key.id())));
    }

    private boolean isOpen(String id) {
        Opened opened = known.get(id);
        return opened != null && opened.key().isActive(time.clock().instant());
    }

    private void writeUses() {
        Map<String, Instant> uses = Map.copyOf(unwritten);
        if (uses.isEmpty()) {
            return;
        }
        try {
            file.noteUse(uses);
            uses.forEach(unwritten::remove);
        } catch (RuntimeException e) {
            LOG.warn("when API keys were last used could not be written; trying again", e);
        }
    }

    private void every(Duration pause, Runnable work) {
        var unused = thread.scheduleWithFixedDelay(work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "api-keys");
        thread.setDaemon(true);
        return thread;
    }
}
