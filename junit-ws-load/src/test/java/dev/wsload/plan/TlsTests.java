package dev.wsload.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import dev.wsload.testkit.ServerTls;
import dev.wsload.testkit.TestCertificates;
import dev.wsload.testkit.UndertowServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(PER_CLASS)
class TlsTests {
    private static final char[] PASSWORD = TestCertificates.PASSWORD.toCharArray();

    private Path directory;
    private TestCertificates certificates;

    @BeforeAll
    void makeCertificates(@TempDir Path directory) throws Exception {
        this.directory = directory;
        certificates = TestCertificates.in(directory);
    }

    @Test
    void aServerIsTrustedByTheAuthoritysPemFileOrKeyStoreAndByTrustAllAlone() throws Exception {
        try (UndertowServer server = UndertowServer.start(certificates.server("localhost"))) {
            Path trusted = store(null);

            assertThatCode(() -> shakeHands(Tls.trusting(certificates.authorityPem()), server))
                    .doesNotThrowAnyException();
            assertThatCode(() -> shakeHands(Tls.trusting(trusted, PASSWORD), server))
                    .doesNotThrowAnyException();
            assertThatCode(() -> shakeHands(Tls.of(certificates.trustingContext()), server))
                    .doesNotThrowAnyException();
            assertThatCode(() -> shakeHands(Tls.trustAll(), server)).doesNotThrowAnyException();
            assertThatThrownBy(() -> shakeHands(Tls.systemDefault(), server)).isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> shakeHands(Tls.trusting(certificates.clientPem()), server))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void aServerThatAsksForAClientCertificateGetsIt() throws Exception {
        ServerTls asking = certificates.server("localhost").needingClientKey().only("TLSv1.2");
        try (UndertowServer server = UndertowServer.start(asking)) {
            Tls nobody = Tls.trusting(certificates.authorityPem());
            Tls somebody = nobody.withClientKey(store("client"), PASSWORD);

            assertThatCode(() -> shakeHands(somebody, server)).doesNotThrowAnyException();
            assertThatThrownBy(() -> shakeHands(nobody, server)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void onlyTrustAllDoesNotCompareHostNames() throws Exception {
        assertThat(Tls.trustAll().verifyHostname()).isFalse();
        assertThat(Tls.trustAll().withClientKey(store("client"), PASSWORD).verifyHostname())
                .isFalse();
        assertThat(Tls.systemDefault().verifyHostname()).isTrue();
        assertThat(Tls.of(SSLContext.getDefault()).verifyHostname()).isTrue();
        assertThat(Tls.trusting(certificates.authorityPem()).verifyHostname()).isTrue();
    }

    @Test
    void aFileThatCannotServeIsRefusedInOneSentence() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Path missing = directory.resolve("missing");
        Path keyOnly = keyOnly();
        Path trusted = store(null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.trusting(missing))
                .withMessage("file = " + missing + ", must hold X.509 certificates in PEM or DER"
                        + " (java.nio.file.NoSuchFileException: " + missing + ")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.trusting(empty))
                .withMessage("file = " + empty + ", must hold X.509 certificates in PEM or DER, and holds none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.trusting(trusted, "wrong".toCharArray()))
                .withMessageStartingWith(
                        "file = " + trusted + ", must be a PKCS #12 or JKS key store that this password opens (");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.trusting(keyOnly, PASSWORD))
                .withMessage("file = " + keyOnly + ", must hold a trusted certificate, and holds none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.systemDefault().withClientKey(trusted, PASSWORD))
                .withMessage("file = " + trusted + ", must hold a private key, and holds none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.of(SSLContext.getDefault()).withClientKey(trusted, PASSWORD))
                .withMessage("withClientKey(" + trusted
                        + ") cannot change a given SSLContext; put the key into that context");
    }

    private static void shakeHands(Tls tls, UndertowServer server) throws IOException {
        int port = server.uri().getPort();
        try (SSLSocket socket = (SSLSocket) tls.context().getSocketFactory().createSocket("localhost", port)) {
            socket.startHandshake();
        }
    }

    private Path store(String name) throws IOException, GeneralSecurityException {
        return written(certificates.storeOf(name), "store.p12");
    }

    private Path keyOnly() throws IOException, GeneralSecurityException {
        KeyStore store = certificates.storeOf("client");
        store.deleteEntry("authority");
        return written(store, "key-only.p12");
    }

    private Path written(KeyStore store, String name) throws IOException, GeneralSecurityException {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }
}
