package io.quittance.engine.personal;

/**
 * Personal fields under the key of their subject. Without the key it tells nothing; destroying the key erases the
 * fields and leaves the hash chain whole.
 *
 * @param subject whose key seals it: a customer of a tenant, else the intent
 * @param ciphertext nonce and AES-256-GCM ciphertext, base 64
 */
public record Sealed(String subject, String ciphertext) {}
