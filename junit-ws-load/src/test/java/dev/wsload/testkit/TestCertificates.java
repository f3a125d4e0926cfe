package dev.wsload.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A certificate authority of the test's own and what it signed, made by the running JDK's keytool. */
public final class TestCertificates {
    public static final String PASSWORD = "for-tests-only";

    private final Path authorityPem;
    private final Path clientPem;
    private final KeyStore all;

    private TestCertificates(Path authorityPem, Path clientPem, KeyStore all) {
        this.authorityPem = authorityPem;
        this.clientPem = clientPem;
        this.all = all;
    }

    /**
     * Makes the authority, a server for localhost and 127.0.0.1, a server for elsewhere.example, one whose time is over, and a client.
     *
     * @param directory an empty directory of the test's
     */
    public static TestCertificates in(Path directory) throws IOException, GeneralSecurityException {
        Path file = directory.resolve("all.p12");
        generate(file, "ca", "-ext", "bc:critical=ca:true");
        generate(file, "localhost", "-signer", "ca", "-ext", "san=dns:localhost,ip:127.0.0.1");
        generate(file, "elsewhere", "-signer", "ca", "-ext", "san=dns:elsewhere.example");
        generate(file, "expired", "-signer", "ca", "-ext", "san=dns:localhost,ip:127.0.0.1", "-startdate", "-5d");
        generate(file, "client", "-signer", "ca");
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            all.load(in, PASSWORD.toCharArray());
        }
        Path authority =
                pem(directory.resolve("ca.pem"), all.getCertificate("ca").getEncoded());
        Path client = pem(
                directory.resolve("client.pem"), all.getCertificate("client").getEncoded());
        return new TestCertificates(authority, client, all);
    }

    private static void generate(Path store, String name, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keyalg", "EC"));
        command.addAll(List.of("-groupname", "secp256r1", "-validity", "2", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.onExit().join().exitValue() != 0) {
            throw new IOException("keytool failed for " + name + ": " + said);
        }
    }

    /** How a server with this name's key speaks TLS. */
    public ServerTls server(String name) {
        return ServerTls.of(storeOf(name));
    }

    /** What a client with a certificate of its own uses. */
    public SSLContext clientContext() {
        return ServerTls.context(storeOf("client"));
    }

    /** What a client without a certificate uses that trusts the authority. */
    public SSLContext trustingContext() {
        return ServerTls.context(storeOf(null));
    }

    /** A store with this name's key and the authority as a trusted certificate; null for the latter alone. */
    public KeyStore storeOf(String name) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", all.getCertificate("ca"));
            if (name != null) {
                char[] password = PASSWORD.toCharArray();
                store.setKeyEntry(name, all.getKey(name, password), password, all.getCertificateChain(name));
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No key named " + name, e);
        }
    }

    /** The authority's certificate as a PEM file. */
    public Path authorityPem() {
        return authorityPem;
    }

    /** The client's certificate as a PEM file. */
    public Path clientPem() {
        return clientPem;
    }

    private static Path pem(Path file, byte[] certificate) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
        return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }
}
