package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;

import dev.wsload.WsLoad;
import dev.wsload.WsTls;
import dev.wsload.WsUri;
import dev.wsload.harness.WsFleet;
import dev.wsload.plan.Tls;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** wss, with a certificate that only this test trusts. */
@WsLoad(clients = 100)
class SecureEchoTest {
    private static SecureServer server;
    private static Path certificate;

    @BeforeAll
    static void start(@TempDir Path directory) {
        Path key = SecureServer.newKey(directory, "server");
        certificate = SecureServer.certificateOf(key);
        server = SecureServer.start(key);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @WsUri
    URI secure() {
        return server.uri();
    }

    @WsTls
    Tls trust() {
        return Tls.trusting(certificate); // a Path to PEM or DER
    }

    @Test
    void everyMessageComesBackEncrypted(WsFleet fleet) {
        fleet.run(echo());

        assertThat(fleet).deliveredEverything().closedCleanly();
    }
}
