package io.quittance.api.partner;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.quittance.engine.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs our requests to the provider (JWT, RS256), kept in a file that only its owner may read, and made
 * when there is none. A signature is good for {@link Limits#PARTNER_JWT_LIFE} and used again until it is about to end.
 * Safe for any thread.
 */
public final class SigningKey {

    private static final int BITS = 2_048;
    private static final String ISSUER = "quittance";
    /** A clock of the provider may be ahead by this much. */
    private static final Duration SPARE = Duration.ofMinutes(1);

    private final RSAKey key;
    private final RSASSASigner signer;
    private final InstantSource clock;
    private volatile @Nullable Signed last;

    private record Signed(String audience, String text, Instant until) {}

    private SigningKey(RSAKey key, InstantSource clock) throws JOSEException {
        this.key = key;
        this.signer = new RSASSASigner(key);
        this.clock = clock;
    }

    /** Reads the key, or makes it. Throws {@link IllegalStateException} when the file holds no such key. */
    public static SigningKey open(Path file, InstantSource clock) {
        String text = OwnFile.readOrMake(file, SigningKey::generate);
        try {
            return new SigningKey(RSAKey.parse(text), clock);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(file + " holds no RSA key. Restore it, or move it away to make a new one.");
        }
    }

    private static String generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyIDFromThumbprint(true)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }

    /** The public half as a JWK set, for {@code /.well-known/jwks.json}. */
    public String publicKeys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** Puts {@link #publicKeys} into a file in one step, for a provider that reads it from there. */
    public void publish(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path fresh = whole.resolveSibling(whole.getFileName() + ".new");
        Files.writeString(fresh, publicKeys());
        Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A signed token for this audience. */
    public String token(String audience) {
        Instant now = clock.instant();
        Signed known = last;
        if (known != null && known.audience().equals(audience) && now.isBefore(known.until())) {
            return known.text();
        }
        Signed fresh = new Signed(
                audience, sign(audience, now), now.plus(Limits.PARTNER_JWT_LIFE).minus(SPARE));
        last = fresh;
        return fresh.text();
    }

    private String sign(String audience, Instant now) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(audience)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Limits.PARTNER_JWT_LIFE)))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("an RSA key signs", e);
        }
        return token.serialize();
    }
}
