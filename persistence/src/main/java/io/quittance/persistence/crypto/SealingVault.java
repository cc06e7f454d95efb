package io.quittance.persistence.crypto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quittance.engine.Limits;
import io.quittance.engine.personal.PersonalFields;
import io.quittance.engine.personal.PersonalVault;
import io.quittance.engine.personal.Sealed;
import io.quittance.persistence.serialization.RecordMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Seals personal fields with {@link AesGcm} under their subject's key, bound to the intent. A ciphertext is in base 64.
 * Recently used keys are kept in memory; the rest is looked up off the caller's thread.
 */
final class SealingVault implements PersonalVault {

    private final SubjectKeys keys;
    private final Executor lookUps;
    private final SecureRandom random = new SecureRandom();
    private final ObjectMapper json = RecordMapper.builder().build();
    private final Map<String, AesGcm> recent = Collections.synchronizedMap(new RecentKeys());

    SealingVault(SubjectKeys keys, Executor lookUps) {
        this.keys = keys;
        this.lookUps = lookUps;
    }

    private static final class RecentKeys extends LinkedHashMap<String, AesGcm> {
        private static final long serialVersionUID = 1;

        private RecentKeys() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AesGcm> eldest) {
            return size() > Limits.SUBJECT_KEYS_IN_MEMORY_MAX;
        }
    }

    @Override
    public CompletionStage<Sealed> seal(String subject, String context, PersonalFields fields) {
        AesGcm known = recent.get(subject);
        if (known != null) {
            return CompletableFuture.supplyAsync(() -> seal(known, subject, context, fields), Runnable::run);
        }
        return CompletableFuture.supplyAsync(() -> remember(subject, keys.findOrCreate(subject)), lookUps)
                .thenApply(key -> seal(key, subject, context, fields));
    }

    @Override
    public CompletionStage<PersonalFields> open(Sealed sealed, String context) {
        AesGcm known = recent.get(sealed.subject());
        if (known != null) {
            return CompletableFuture.supplyAsync(() -> open(known, sealed, context), Runnable::run);
        }
        return CompletableFuture.supplyAsync(() -> keys.find(sealed.subject()), lookUps)
                .thenApply(found -> openIfKept(found, sealed, context));
    }

    private PersonalFields openIfKept(Optional<byte[]> key, Sealed sealed, String context) {
        return key.map(found -> open(remember(sealed.subject(), found), sealed, context))
                .orElse(PersonalFields.NONE);
    }

    private AesGcm remember(String subject, byte[] key) {
        AesGcm opened = new AesGcm(key, random);
        recent.put(subject, opened);
        return opened;
    }

    private Sealed seal(AesGcm key, String subject, String context, PersonalFields fields) {
        try {
            return new Sealed(subject, Base64.getEncoder().encodeToString(key.seal(context, bytes(fields))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("personal fields of " + context + " cannot be sealed", e);
        }
    }

    private PersonalFields open(AesGcm key, Sealed sealed, String context) {
        try {
            return fields(key.open(context, Base64.getDecoder().decode(sealed.ciphertext())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("personal fields of " + context + " cannot be opened", e);
        }
    }

    private byte[] bytes(PersonalFields fields) {
        try {
            return json.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PersonalFields fields(byte[] text) {
        try {
            return json.readValue(text, PersonalFields.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
