package io.quittance.terminal.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificate is believed. Terminals have certificates that no public authority has signed: one is pinned by its
 * SHA-256, or all of a vendor by the vendor's root. A pinned certificate says which device it is, whatever its address;
 * a root says only that the vendor made it. Immutable.
 */
public final class Trust {

    /** The authorities of the platform. */
    public static final Trust PUBLIC = new Trust(null);

    private final @Nullable X509Certificate root;

    private Trust(@Nullable X509Certificate root) {
        this.root = root;
    }

    /** The vendor's root alone, from a file in PEM or DER. Throws {@link IOException} when there is none in it. */
    public static Trust root(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new Trust(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes));
        } catch (CertificateException e) {
            throw new IOException("no certificate in " + file, e);
        }
    }

    /**
     * What a connection believes.
     *
     * @param fingerprint SHA-256 of the only certificate that is believed; null for all that are trusted
     */
    SSLContext context(@Nullable String fingerprint) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] managers = fingerprint != null
                    ? new TrustManager[] {new Pinned(fingerprint)}
                    : root == null ? null : factory(root).getTrustManagers();
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this platform has no TLS", e);
        }
    }

    private static TrustManagerFactory factory(X509Certificate root) throws GeneralSecurityException, IOException {
        KeyStore only = KeyStore.getInstance(KeyStore.getDefaultType());
        only.load(null, null);
        only.setCertificateEntry("root", root);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(only);
        return factory;
    }

    /** Believes one certificate. It names the device, so neither its address nor its dates are looked at. */
    private static final class Pinned extends X509ExtendedTrustManager {

        private final byte[] sha256;

        Pinned(String fingerprint) {
            this.sha256 = HexFormat.of().parseHex(fingerprint.toLowerCase(Locale.ROOT));
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            try {
                byte[] come = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
                if (!MessageDigest.isEqual(come, sha256)) {
                    throw new CertificateException("the terminal has another certificate than the pinned one: "
                            + HexFormat.of().formatHex(come));
                }
            } catch (GeneralSecurityException e) {
                throw e instanceof CertificateException told ? told : new CertificateException(e);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            throw new CertificateException("no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("no clients here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
