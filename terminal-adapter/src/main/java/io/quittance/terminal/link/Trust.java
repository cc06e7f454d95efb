package io.quittance.terminal.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificate is believed. Terminals have certificates that no public authority has signed: one is pinned by its
 * SHA-256, or all of a vendor by the vendor's root. A pinned certificate says which device it is, whatever its address;
 * a root says only that the vendor made it. A certificate of the platform's authorities has to name the address.
 * Immutable.
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
            context.init(null, managers(fingerprint), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this platform has no TLS", e);
        }
    }

    private TrustManager @Nullable [] managers(@Nullable String fingerprint)
            throws GeneralSecurityException, IOException {
        if (fingerprint != null) {
            return new TrustManager[] {new Pinned(fingerprint)};
        }
        return root == null ? null : new TrustManager[] {new OfVendor(root)};
    }

    /** Says yes or no to a certificate chain, whatever the address that it came from. */
    private abstract static class AnyAddress extends X509ExtendedTrustManager {

        abstract void check(X509Certificate[] chain, String authType) throws CertificateException;

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check(chain, authType);
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

    /** Believes what the vendor's root has signed. */
    private static final class OfVendor extends AnyAddress {

        private final X509TrustManager chains;

        OfVendor(X509Certificate root) throws GeneralSecurityException, IOException {
            KeyStore only = KeyStore.getInstance(KeyStore.getDefaultType());
            only.load(null, null);
            only.setCertificateEntry("root", root);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(only);
            this.chains = (X509TrustManager) factory.getTrustManagers()[0];
        }

        @Override
        void check(X509Certificate[] chain, String authType) throws CertificateException {
            chains.checkServerTrusted(chain, authType);
        }
    }

    /** Believes one certificate. It names the device, so its dates are not looked at. */
    private static final class Pinned extends AnyAddress {

        private final byte[] sha256;

        Pinned(String fingerprint) {
            this.sha256 = HexFormat.of().parseHex(fingerprint.toLowerCase(Locale.ROOT));
        }

        @Override
        void check(X509Certificate[] chain, String authType) throws CertificateException {
            byte[] come;
            try {
                come = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
            } catch (NoSuchAlgorithmException e) {
                throw new CertificateException(e);
            }
            if (!MessageDigest.isEqual(come, sha256)) {
                throw new CertificateException("the terminal has another certificate than the pinned one: "
                        + HexFormat.of().formatHex(come));
            }
        }
    }
}
