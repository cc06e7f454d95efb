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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals personal fields with AES-256-GCM (JDK) under their subject's key, bound to the intent. A ciphertext is the
 * 12-byte nonce and the tagged text, base 64. Recently used keys are kept in memory; the rest is looked up off the
 * caller's thread.
 */
final class SealingVault implements PersonalVault {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private final SubjectKeys keys;
    private final Executor lookUps;
    private final SecureRandom random = new SecureRandom();
    private final ObjectMapper json = RecordMapper.builder().build();
    private final Map<String, byte[]> recent = Collections.synchronizedMap(new RecentKeys());

    SealingVault(SubjectKeys keys, Executor lookUps) {
        this.keys = keys;
        this.lookUps = lookUps;
    }

    private static final class RecentKeys extends LinkedHashMap<String, byte[]> {
        private static final long serialVersionUID = 1;

        private RecentKeys() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > Limits.SUBJECT_KEYS_IN_MEMORY_MAX;
        }
    }

    @Override
    public CompletionStage<Sealed> seal(String subject, String context, PersonalFields fields) {
        byte[] known = recent.get(subject);
        if (known != null) {
            return CompletableFuture.supplyAsync(() -> seal(known, subject, context, fields), Runnable::run);
        }
        return CompletableFuture.supplyAsync(() -> remember(subject, keys.findOrCreate(subject)), lookUps)
                .thenApply(key -> seal(key, subject, context, fields));
    }

    @Override
    public CompletionStage<PersonalFields> open(Sealed sealed, String context) {
        byte[] known = recent.get(sealed.subject());
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

    private byte[] remember(String subject, byte[] key) {
        recent.put(subject, key);
        return key;
    }

    private Sealed seal(byte[] key, String subject, String context, PersonalFields fields) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text = crypt(Cipher.ENCRYPT_MODE, key, nonce, context, bytes(fields));
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + text.length);
        System.arraycopy(text, 0, whole, NONCE_BYTES, text.length);
        return new Sealed(subject, Base64.getEncoder().encodeToString(whole));
    }

    private PersonalFields open(byte[] key, Sealed sealed, String context) {
        byte[] whole = Base64.getDecoder().decode(sealed.ciphertext());
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        byte[] text = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
        return fields(crypt(Cipher.DECRYPT_MODE, key, nonce, context, text));
    }

    private static byte[] crypt(int mode, byte[] key, byte[] nonce, String context, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("personal fields of " + context + " cannot be sealed or opened", e);
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
