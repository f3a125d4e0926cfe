package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;

import dev.wsload.harness.WsFleet;
import dev.wsload.plan.Tls;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients with a certificate of their own, and clients that trust anybody. */
class MutualTlsTest {
    private static final char[] PASSWORD = SecureServer.PASSWORD;

    @TempDir
    private Path directory;

    @Test
    void clientsShowTheirCertificate() {
        Path serverKey = SecureServer.newKey(directory, "server");
        Path clientKey = SecureServer.newKey(directory, "client");
        Path certificate = SecureServer.certificateOf(serverKey);
        try (SecureServer server = SecureServer.startForClientsWith(clientKey, serverKey)) {
            Tls tls = Tls.trusting(certificate).withClientKey(clientKey, PASSWORD); // PKCS #12 or JKS
            echoOver(WsFleet.to(server.uri()).tls(tls).clients(10).connect());
        }
    }

    @Test
    void trustAllMustBeAskedForByName() {
        try (SecureServer server = SecureServer.start(SecureServer.newKey(directory, "server"))) {
            Tls tls = Tls.trustAll();
            echoOver(WsFleet.to(server.uri()).tls(tls).clients(10).connect());
        }
    }

    private static void echoOver(WsFleet connected) {
        try (WsFleet fleet = connected) {
            fleet.run(echo());
            assertThat(fleet).deliveredEverything();
        }
    }
}
