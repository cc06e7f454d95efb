package io.quittance.api.acquirer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is signed by somebody the provider knows: a JWT by RS256 whose key stands in a JWK set, for the
 * right audience, and not expired. A key that is not in the set as it was read last makes it read again, once (PP-5).
 * Safe for any thread.
 */
final class JwtCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String source;
    private final String audience;
    private final InstantSource clock;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private volatile JWKSet known = new JWKSet();

    /** What a check says. */
    enum Answer {
        GOOD,
        BAD,
        /** The keys cannot be read, so nobody can be believed. */
        NO_KEYS
    }

    /** @param source a file or an HTTP address of a JWK set */
    JwtCheck(String source, String audience, InstantSource clock) {
        this.source = source;
        this.audience = audience;
        this.clock = clock;
    }

    /** What the {@code Authorization} header proves; never fails. Reads keys on the JDK's common pool. */
    CompletionStage<Answer> check(String header) {
        String[] parts = header.split(" ", -1);
        if (parts.length != 2 || !parts[0].equalsIgnoreCase("bearer")) {
            return CompletableFuture.completedFuture(Answer.BAD);
        }
        SignedJWT token;
        try {
            token = SignedJWT.parse(parts[1]);
        } catch (ParseException e) {
            return CompletableFuture.completedFuture(Answer.BAD);
        }
        RSAKey key = find(known, token);
        return key == null
                ? CompletableFuture.supplyAsync(() -> afterReading(token))
                : CompletableFuture.completedFuture(verdict(token, key));
    }

    private Answer afterReading(SignedJWT token) {
        Optional<JWKSet> read = read();
        if (read.isEmpty()) {
            return Answer.NO_KEYS;
        }
        known = read.get();
        RSAKey key = find(known, token);
        return key == null ? Answer.BAD : verdict(token, key);
    }

    private Answer verdict(SignedJWT token, RSAKey key) {
        try {
            JWTClaimsSet claims = token.getJWTClaimsSet();
            Date end = claims.getExpirationTime();
            boolean good = JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())
                    && token.verify(new RSASSAVerifier(key))
                    && claims.getAudience().contains(audience)
                    && end != null
                    && clock.instant().isBefore(end.toInstant());
            return good ? Answer.GOOD : Answer.BAD;
        } catch (JOSEException | ParseException e) {
            return Answer.BAD;
        }
    }

    private static @Nullable RSAKey find(JWKSet keys, SignedJWT token) {
        String id = token.getHeader().getKeyID();
        JWK key = id == null ? null : keys.getKeyByKeyId(id);
        return key instanceof RSAKey rsa ? rsa : null;
    }

    private Optional<JWKSet> read() {
        try {
            return Optional.of(JWKSet.parse(source.startsWith("http") ? fetched() : Files.readString(Path.of(source))));
        } catch (IOException | ParseException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private String fetched() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(source)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode());
        }
        return answer.body();
    }
}
