package io.quittance.api.acquirer;

import static io.quittance.api.acquirer.Given.settled;
import static io.quittance.api.acquirer.JwtCheck.Answer.BAD;
import static io.quittance.api.acquirer.JwtCheck.Answer.GOOD;
import static io.quittance.api.acquirer.JwtCheck.Answer.NO_KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.quittance.api.partner.SigningKey;
import io.quittance.engine.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the simulated provider believes: PP-4 and PP-5, against tokens as our server signs them. */
final class JwtCheckTest {
    private static final String AUDIENCE = "psp";

    private final AtomicReference<Instant> now = new AtomicReference<>(Given.CLOCK.instant());

    @TempDir
    private Path directory;

    private Path keys;
    private SigningKey key;
    private JwtCheck check;

    @BeforeEach
    void publish() throws IOException {
        keys = directory.resolve("jwks.json");
        key = SigningKey.open(directory.resolve("key.json"), now::get);
        key.publish(keys);
        check = new JwtCheck(keys.toString(), AUDIENCE, now::get);
    }

    @Test
    void believesWhatOurServerSigned() {
        assertThat(answer("Bearer " + key.token(AUDIENCE))).isEqualTo(GOOD);
        assertThat(answer("bEaReR " + key.token(AUDIENCE))).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer x", "Bearer a.b.c", "Basic dTpw", "Bearer a b"})
    void believesNothingThatIsNoToken(String header) {
        assertThat(answer(header)).isEqualTo(BAD);
    }

    @Test
    void believesNoTokenForSomebodyElse() {
        assertThat(answer("Bearer " + key.token("another"))).isEqualTo(BAD);
    }

    @Test
    void believesATokenUntilItEnds() {
        String token = key.token(AUDIENCE);

        now.set(now.get().plus(Limits.PARTNER_JWT_LIFE).minusSeconds(1));
        assertThat(answer("Bearer " + token)).isEqualTo(GOOD);
        now.set(now.get().plusSeconds(1));
        assertThat(answer("Bearer " + token)).isEqualTo(BAD);
    }

    @Test
    void ourServerRenewsATokenBeforeItEnds() {
        String token = key.token(AUDIENCE);
        assertThat(key.token(AUDIENCE)).isEqualTo(token);

        now.set(now.get().plus(Limits.PARTNER_JWT_LIFE).minusSeconds(30));

        assertThat(key.token(AUDIENCE)).isNotEqualTo(token);
        assertThat(answer("Bearer " + key.token(AUDIENCE))).isEqualTo(GOOD);
    }

    @Test
    void believesNoForeignKeyThatCallsItselfOurs() throws Exception {
        String ours = JWKSet.load(keys.toFile()).getKeys().get(0).getKeyID();
        RSAKey foreign = new RSAKeyGenerator(2_048).keyID(ours).generate();

        assertThat(answer("Bearer " + signed(foreign, JWSAlgorithm.RS256))).isEqualTo(BAD);
    }

    @Test
    void believesOneAlgorithmOnly() throws Exception {
        RSAKey own = RSAKey.parse(Files.readString(directory.resolve("key.json")));
        assertThat(answer("Bearer " + signed(own, JWSAlgorithm.RS512))).isEqualTo(BAD);

        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(own.getKeyID()).build(), claims());
        mac.sign(new MACSigner(own.toPublicJWK().toJSONString()));
        assertThat(answer("Bearer " + mac.serialize())).isEqualTo(BAD);
        assertThat(answer("Bearer " + new PlainJWT(claims()).serialize())).isEqualTo(BAD);
    }

    @Test
    void believesNoTokenWithoutAnEnd() throws Exception {
        RSAKey own = RSAKey.parse(Files.readString(directory.resolve("key.json")));
        SignedJWT endless = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(own.getKeyID()).build(),
                new JWTClaimsSet.Builder().audience(AUDIENCE).build());
        endless.sign(new RSASSASigner(own));

        assertThat(answer("Bearer " + endless.serialize())).isEqualTo(BAD);
    }

    @Test
    void readsTheKeysAgainForAKeyThatItDoesNotKnow() throws IOException {
        assertThat(answer("Bearer " + key.token(AUDIENCE))).isEqualTo(GOOD);
        SigningKey next = SigningKey.open(directory.resolve("next.json"), now::get);
        assertThat(answer("Bearer " + next.token(AUDIENCE))).isEqualTo(BAD);

        next.publish(keys);

        assertThat(answer("Bearer " + next.token(AUDIENCE))).isEqualTo(GOOD);
    }

    @Test
    void believesNobodyWhenItCannotReadTheKeys() throws IOException {
        Files.delete(keys);

        assertThat(answer("Bearer " + key.token(AUDIENCE))).isEqualTo(NO_KEYS);
    }

    @Test
    void fetchesTheKeysOnceForEachUnknownKey() throws IOException {
        AtomicInteger fetched = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            fetched.incrementAndGet();
            byte[] body = key.publicKeys().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json";
        JwtCheck remote = new JwtCheck(address, AUDIENCE, now::get);

        assertThat(settled(remote.check("Bearer " + key.token(AUDIENCE)))).isEqualTo(GOOD);
        assertThat(settled(remote.check("Bearer " + key.token(AUDIENCE)))).isEqualTo(GOOD);
        assertThat(fetched).hasValue(1);
        SigningKey unknown = SigningKey.open(directory.resolve("next.json"), now::get);
        assertThat(settled(remote.check("Bearer " + unknown.token(AUDIENCE)))).isEqualTo(BAD);
        assertThat(fetched).hasValue(2);

        server.stop(0);
        assertThat(settled(remote.check("Bearer " + unknown.token(AUDIENCE)))).isEqualTo(NO_KEYS);
        assertThat(settled(remote.check("Bearer " + key.token(AUDIENCE)))).isEqualTo(GOOD);
    }

    private JwtCheck.Answer answer(String header) {
        return settled(check.check(header));
    }

    private String signed(RSAKey by, JWSAlgorithm algorithm) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(by.getKeyID()).build(), claims());
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    private JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .audience(AUDIENCE)
                .expirationTime(Date.from(now.get().plusSeconds(60)))
                .build();
    }
}
