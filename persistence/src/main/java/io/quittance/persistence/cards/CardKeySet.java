package io.quittance.persistence.cards;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.quittance.persistence.sqlite.StoreException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The keys that seal card numbers: AES-256-GCM by Tink, one of them the primary key, which seals; all of them open.
 * What is sealed begins with the id of its key. Immutable, safe for any thread; never shows a key.
 */
final class CardKeySet {

    private static final Configuration CIPHERS = AeadConfig2026.get();

    /** Tink's: a version and the key's id. */
    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private final KeysetHandle keys;
    private final Aead aead;

    private CardKeySet(KeysetHandle keys) throws GeneralSecurityException {
        this.keys = keys;
        this.aead = keys.getPrimitive(CIPHERS, Aead.class);
    }

    /** A new one, of one key. */
    static CardKeySet random() {
        try {
            return new CardKeySet(KeysetHandle.newBuilder()
                    .setConfiguration(CIPHERS)
                    .addEntry(newKey())
                    .build());
        } catch (GeneralSecurityException e) {
            throw new StoreException("cannot make keys for cards", e);
        }
    }

    /** Reads Tink's JSON form. Throws when it is none, or holds other keys than such. */
    static CardKeySet parse(String json) throws GeneralSecurityException {
        return new CardKeySet(TinkJsonProtoKeysetFormat.parseKeyset(json, CIPHERS, InsecureSecretKeyAccess.get()));
    }

    /** Tink's JSON form: the keys themselves. */
    String json() throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keys, CIPHERS, InsecureSecretKeyAccess.get());
    }

    /** The same keys and a new primary one. */
    CardKeySet rotated() throws GeneralSecurityException {
        return new CardKeySet(KeysetHandle.newBuilder(keys)
                .setConfiguration(CIPHERS)
                .addEntry(newKey())
                .build());
    }

    private static KeysetHandle.Builder.Entry newKey() {
        return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId()
                .makePrimary();
    }

    int primary() {
        return keys.getPrimary().getId();
    }

    List<Integer> ids() {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> keys.getAt(i).getId())
                .toList();
    }

    /** A set of one of these keys alone, to tell which key it was that sealed something. */
    CardKeySet only(int id) throws GeneralSecurityException {
        KeysetHandle.Builder one = KeysetHandle.newBuilder().setConfiguration(CIPHERS);
        for (int i = 0; i < keys.size(); i++) {
            KeysetHandle.Entry entry = keys.getAt(i);
            if (entry.getId() == id) {
                one.addEntry(
                        KeysetHandle.importKey(entry.getKey()).withFixedId(id).makePrimary());
            }
        }
        return new CardKeySet(one.build());
    }

    /** Whether the primary key has sealed this; by its first bytes, which name the key. */
    boolean isPrimary(byte[] sealed) {
        return sealed.length > PREFIX_BYTES
                && ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt() == primary();
    }

    byte[] seal(byte[] text, byte[] place) throws GeneralSecurityException {
        return aead.encrypt(text, place);
    }

    /** Throws when it was sealed under no key of these, for another place, or was changed. */
    byte[] open(byte[] sealed, byte[] place) throws GeneralSecurityException {
        return aead.decrypt(sealed, place);
    }

    /** The ids of the keys. */
    @Override
    public String toString() {
        return "CardKeySet" + ids();
    }
}
