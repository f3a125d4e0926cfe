package com.example.chat;

import io.undertow.Handlers;
import io.undertow.Undertow;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;

/** An echo server for wss with a certificate of its own, made by the JDK's keytool. */
final class SecureServer implements AutoCloseable {
    static final char[] PASSWORD = "for-tests-only".toCharArray();

    private final Undertow undertow;

    private SecureServer(SSLContext tls, SslClientAuthMode clients) {
        undertow = Undertow.builder()
                .addHttpsListener(0, "127.0.0.1", tls)
                .setSocketOption(Options.SSL_CLIENT_AUTH_MODE, clients)
                .setHandler(Handlers.path().addPrefixPath("/echo", Handlers.websocket(new EchoCallback())))
                .build();
        undertow.start();
    }

    /** Starts a server with this key. */
    static SecureServer start(Path key) {
        return new SecureServer(context(key, null), SslClientAuthMode.NOT_REQUESTED);
    }

    /** Starts a server that lets in only clients with the other key. */
    static SecureServer startForClientsWith(Path clientKey, Path key) {
        return new SecureServer(context(key, clientKey), SslClientAuthMode.REQUIRED);
    }

    URI uri() {
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return URI.create("wss://localhost:" + address.getPort() + "/echo");
    }

    @Override
    public void close() {
        undertow.stop();
    }

    /** Makes a key with a certificate for localhost, in a PKCS #12 key store. */
    static Path newKey(Path directory, String name) {
        Path store = directory.resolve(name + ".p12");
        keytool("-genkeypair -alias key -dname CN=" + name + " -keyalg EC -groupname secp256r1 -validity 2"
                + " -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -keystore " + store);
        return store;
    }

    /** Writes the certificate of a key to a PEM file, as a user has it of a certificate authority. */
    static Path certificateOf(Path store) {
        Path pem = store.resolveSibling(store.getFileName() + ".pem");
        keytool("-exportcert -alias key -rfc -file " + pem + " -keystore " + store);
        return pem;
    }

    private static void keytool(String arguments) {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String command = keytool + " " + arguments + " -storepass " + new String(PASSWORD);
        try {
            Process process = new ProcessBuilder(command.split(" "))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException("keytool cannot be started", e);
        }
    }

    private static SSLContext context(Path key, Path trusted) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(load(key), PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trusted == null ? null : trust(trusted), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no TLS with " + key, e);
        }
    }

    private static TrustManager[] trust(Path store) throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(load(store));
        return trust.getTrustManagers();
    }

    private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
