package dev.wsload.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Reads certificates and keys from files. */
final class KeyStores {
    private KeyStores() {}

    private interface Entry {
        boolean is(String alias) throws KeyStoreException;
    }

    static KeyStore ofCertificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return trusting(CertificateFactory.getInstance("X.509").generateCertificates(in), file);
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(file, "must hold X.509 certificates in PEM or DER", e);
        }
    }

    static KeyStore load(Path file, char[] password) {
        try {
            return KeyStore.getInstance(file.toFile(), password);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw unusable(file, "must be a PKCS #12 or JKS key store that this password opens", e);
        }
    }

    static KeyStore ofTrusted(Path file, char[] password) {
        KeyStore store = load(file, password);
        require(store, store::isCertificateEntry, file, "a trusted certificate");
        return store;
    }

    static TrustManager[] trustManagers(KeyStore trusted) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot set up TLS: " + e.getMessage(), e);
        }
    }

    static KeyManager[] keyManagers(Path file, char[] password) {
        KeyStore store = load(file, password);
        try {
            require(store, store::isKeyEntry, file, "a private key");
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw unusable(file, "must hold a key that this password opens", e);
        }
    }

    private static KeyStore trusting(Collection<? extends Certificate> certificates, Path file)
            throws GeneralSecurityException, IOException {
        if (certificates.isEmpty()) {
            throw unusable(file, "must hold X.509 certificates in PEM or DER, and holds none", null);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        return store;
    }

    private static void require(KeyStore store, Entry kind, Path file, String what) {
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (kind.is(alias)) {
                    return;
                }
            }
        } catch (KeyStoreException e) {
            throw new AssertionError("the store is loaded", e);
        }
        throw unusable(file, "must hold " + what + ", and holds none", null);
    }

    private static IllegalArgumentException unusable(Path file, String rule, Exception cause) {
        String seen = cause == null ? "" : " (" + cause + ")";
        return new IllegalArgumentException("file = " + file + ", " + rule + seen, cause);
    }
}
