package io.quittance.persistence.crypto;

import java.util.Optional;

/** The keys of those whom personal fields are about. Methods may block; safe for any thread. */
interface SubjectKeys {

    /** The subject's key; empty when it never had one, or when it was destroyed. */
    Optional<byte[]> find(String subject);

    /** The subject's key, made and durable before this returns when there was none. */
    byte[] findOrCreate(String subject);
}
