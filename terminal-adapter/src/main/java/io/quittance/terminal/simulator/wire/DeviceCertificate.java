package io.quittance.terminal.simulator.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A device's own certificate, signed by itself; who talks to it knows it by its fingerprint. Safe for any thread. What
 * is stored is as secret as the directory that it stands in: it has no password, since there would be no better place
 * for one.
 */
public final class DeviceCertificate {

    private static final String ALIAS = "terminal";
    private static final char[] NO_PASSWORD = new char[0];
    private static final Duration LIFE = Duration.ofDays(3_650);
    private static final Duration CLOCKS_APART = Duration.ofDays(1);

    private final KeyStore store;
    private final Certificate certificate;
    private final SSLContext context;

    private DeviceCertificate(KeyStore store) throws GeneralSecurityException {
        this.store = store;
        this.certificate = store.getCertificate(ALIAS);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        this.context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
    }

    /** A new one for a device at this address. */
    public static DeviceCertificate create(String host, String serialNumber, Instant now) throws IOException {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = pairs.generateKeyPair();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            X509Certificate signed = signed(pair, host, serialNumber, now);
            store.setKeyEntry(ALIAS, pair.getPrivate(), NO_PASSWORD, new Certificate[] {signed});
            return new DeviceCertificate(store);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("cannot make the device's certificate", e);
        }
    }

    private static X509Certificate signed(KeyPair pair, String host, String serialNumber, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X500Name name = new X500Name("CN=" + serialNumber);
        X509v3CertificateBuilder draft = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(CLOCKS_APART)),
                Date.from(now.plus(LIFE)),
                name,
                pair.getPublic());
        draft.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, InetAddress.getByName(host).getHostAddress())
        }));
        return new JcaX509CertificateConverter()
                .getCertificate(draft.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    /** The one that was stored. */
    public static DeviceCertificate read(byte[] stored) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(stored), NO_PASSWORD);
            return new DeviceCertificate(store);
        } catch (GeneralSecurityException e) {
            throw new IOException("the device's certificate cannot be read", e);
        }
    }

    /** What is to be stored: the certificate and its private key. */
    public byte[] stored() throws IOException {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, NO_PASSWORD);
            return bytes.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IOException("the device's certificate cannot be stored", e);
        }
    }

    /** SHA-256 of the certificate, in lower-case hexadecimal digits. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server's side of one connection. */
    public SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }
}
