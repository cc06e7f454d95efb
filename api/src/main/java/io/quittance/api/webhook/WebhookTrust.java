package io.quittance.api.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whose certificates are believed when a webhook is sent: the platform's authorities, and roots of one's own beside
 * them. Every certificate has to name the host. Immutable.
 */
public final class WebhookTrust {

    /** The authorities of the platform. */
    public static final WebhookTrust PUBLIC = new WebhookTrust(List.of());

    private final List<Certificate> roots;

    private WebhookTrust(List<Certificate> roots) {
        this.roots = roots;
    }

    /** And the certificates in these files, PEM or DER. Throws {@link IOException} when one has none in it. */
    public static WebhookTrust and(List<Path> files) throws IOException {
        List<Certificate> roots = new ArrayList<>();
        for (Path file : files) {
            try (InputStream bytes = Files.newInputStream(file)) {
                if (!roots.addAll(CertificateFactory.getInstance("X.509").generateCertificates(bytes))) {
                    throw new IOException("no certificate in " + file);
                }
            } catch (CertificateException e) {
                throw new IOException("no certificate in " + file, e);
            }
        }
        return new WebhookTrust(List.copyOf(roots));
    }

    /** What connections believe. */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, roots.isEmpty() ? null : managers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this platform has no TLS", e);
        }
    }

    private TrustManager[] managers() throws GeneralSecurityException, IOException {
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        TrustManagerFactory platform = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        platform.init((KeyStore) null);
        for (TrustManager known : platform.getTrustManagers()) {
            if (known instanceof X509TrustManager authorities) {
                for (X509Certificate authority : authorities.getAcceptedIssuers()) {
                    all.setCertificateEntry("entry-" + all.size(), authority);
                }
            }
        }
        for (Certificate root : roots) {
            all.setCertificateEntry("entry-" + all.size(), root);
        }
        TrustManagerFactory joined = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        joined.init(all);
        return joined.getTrustManagers();
    }
}
