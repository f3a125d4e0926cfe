package dev.wsload.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a test server speaks TLS.
 *
 * @param store its key, and the authority that it trusts for clients
 * @param needsClientKey whether clients must show a certificate
 * @param protocols what it accepts, such as TLSv1.3
 */
public record ServerTls(KeyStore store, boolean needsClientKey, List<String> protocols) {
    /** Both current versions, no client certificates. */
    public static ServerTls of(KeyStore store) {
        return new ServerTls(store, false, List.of("TLSv1.2", "TLSv1.3"));
    }

    /** The same, and clients must show a certificate. */
    public ServerTls needingClientKey() {
        return new ServerTls(store, true, protocols);
    }

    /** The same with one version only. */
    public ServerTls only(String protocol) {
        return new ServerTls(store, needsClientKey, List.of(protocol));
    }

    /** What the store says as a context of the JDK's. */
    public SSLContext context() {
        return context(store);
    }

    static SSLContext context(KeyStore store) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, TestCertificates.PASSWORD.toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The test's key store gives no TLS context", e);
        }
    }
}
