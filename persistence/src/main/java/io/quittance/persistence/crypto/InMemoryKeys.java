package io.quittance.persistence.crypto;

import io.quittance.engine.idempotency.FingerprintKey;
import io.quittance.engine.personal.PersonalVault;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys that are gone with the process. For tests. */
public final class InMemoryKeys {

    private final Map<String, byte[]> subjects = new ConcurrentHashMap<>();
    private final FingerprintKey fingerprints = FingerprintKey.of(KeyFile.newKey(new SecureRandom()));
    private final PersonalVault vault = new SealingVault(new Subjects(), Runnable::run);

    private final class Subjects implements SubjectKeys {
        private final SecureRandom random = new SecureRandom();

        @Override
        public Optional<byte[]> find(String subject) {
            return Optional.ofNullable(subjects.get(subject));
        }

        @Override
        public byte[] findOrCreate(String subject) {
            return subjects.computeIfAbsent(subject, name -> KeyFile.newKey(random));
        }
    }

    /** Seals under these keys. */
    public PersonalVault personalVault() {
        return vault;
    }

    /** A fingerprint key of this process. */
    public FingerprintKey fingerprintKey() {
        return fingerprints;
    }
}
