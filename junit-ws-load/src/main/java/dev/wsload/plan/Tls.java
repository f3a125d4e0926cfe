package dev.wsload.plan;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Whom the clients trust on wss, and how they identify themselves. Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class Tls {
    private static final Tls SYSTEM_DEFAULT = new Tls(null, null, true);

    private final SSLContext context;
    private final TrustManager[] trust;
    private final boolean verifyHostname;

    private Tls(SSLContext context, TrustManager[] trust, boolean verifyHostname) {
        this.context = context;
        this.trust = trust;
        this.verifyHostname = verifyHostname;
    }

    /** Trusts what this JVM trusts: {@link SSLContext#getDefault()}. */
    public static Tls systemDefault() {
        return SYSTEM_DEFAULT;
    }

    /** Uses a context of the user's, ready to use. */
    public static Tls of(SSLContext context) {
        return new Tls(Objects.requireNonNull(context, "context"), null, true);
    }

    /**
     * Trusts the certificates of this file, such as a CA of one's own, and nobody else.
     *
     * @param certificates X.509 certificates in PEM or DER; for a key store see {@link #trusting(Path, char[])}
     * @throws IllegalArgumentException when the file cannot be read, or has no certificate
     */
    public static Tls trusting(Path certificates) {
        return trusted(KeyStores.trustManagers(KeyStores.ofCertificates(certificates)), true);
    }

    /**
     * Trusts the certificates of this key store, and nobody else.
     *
     * @param keyStore PKCS #12 or JKS
     * @throws IllegalArgumentException when the file cannot be read, or has no certificate
     */
    public static Tls trusting(Path keyStore, char[] password) {
        return trusted(KeyStores.trustManagers(KeyStores.ofTrusted(keyStore, password)), true);
    }

    /** Trusts every server, whatever certificate it shows, and does not compare host names. For tests only. */
    public static Tls trustAll() {
        return trusted(new TrustManager[] {new TrustEverything()}, false);
    }

    /**
     * Identifies the clients with the key of this file (mutual TLS), and trusts as before.
     *
     * @param pkcs12 a PKCS #12 or JKS key store with a key and its certificate chain
     * @param password of the store and its key
     * @throws IllegalArgumentException when the file cannot be read or has no key, or this was made by
     *     {@link #of(SSLContext)}, whose context has its keys already
     */
    public Tls withClientKey(Path pkcs12, char[] password) {
        if (context != null && trust == null) {
            throw new IllegalArgumentException(
                    "withClientKey(" + pkcs12 + ") cannot change a given SSLContext; put the key into that context");
        }
        KeyManager[] keys = KeyStores.keyManagers(pkcs12, password);
        return new Tls(context(keys, trust), trust, verifyHostname);
    }

    /** Returns the context, ready to use; the same one at every call. */
    public SSLContext context() {
        try {
            return context != null ? context : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no default SSLContext; give one with Tls.of(..)", e);
        }
    }

    /** Says whether the certificate must match the host (RFC 9110 section 4.3.4); false only for {@link #trustAll()}. */
    public boolean verifyHostname() {
        return verifyHostname;
    }

    private static Tls trusted(TrustManager[] trust, boolean verifyHostname) {
        return new Tls(context(null, trust), trust, verifyHostname);
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot set up TLS: " + e.getMessage(), e);
        }
    }
}
