package io.quittance.api.webhook;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate for some names and addresses, signed by itself. */
final class TestCertificate {

    private static final char[] NONE = new char[0];

    private final KeyPair pair;
    private final X509Certificate certificate;

    private TestCertificate(KeyPair pair, X509Certificate certificate) {
        this.pair = pair;
        this.certificate = certificate;
    }

    static TestCertificate of(List<String> names, List<String> addresses) throws Exception {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = pairs.generateKeyPair();
        X500Name subject = new X500Name("CN=webhook receiver of a test");
        Instant now = Instant.now();
        X509v3CertificateBuilder draft = new JcaX509v3CertificateBuilder(
                subject,
                BigInteger.ONE,
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                subject,
                pair.getPublic());
        GeneralName[] all = new GeneralName[names.size() + addresses.size()];
        for (int index = 0; index < all.length; index++) {
            all[index] = index < names.size()
                    ? new GeneralName(GeneralName.dNSName, names.get(index))
                    : new GeneralName(GeneralName.iPAddress, addresses.get(index - names.size()));
        }
        draft.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all));
        X509Certificate signed = new JcaX509CertificateConverter()
                .getCertificate(draft.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        return new TestCertificate(pair, signed);
    }

    /** Of a server that has it. */
    SSLContext context() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NONE);
        store.setKeyEntry("its", pair.getPrivate(), NONE, new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NONE);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Of a client that believes it. */
    WebhookTrust trust() throws Exception {
        Path file = Files.createTempFile("root", ".der");
        try {
            Files.write(file, certificate.getEncoded());
            return WebhookTrust.and(List.of(file));
        } finally {
            Files.delete(file);
        }
    }
}
