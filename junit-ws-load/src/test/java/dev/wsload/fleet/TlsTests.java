package dev.wsload.fleet;

import static dev.wsload.client.Within.within;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Tls;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FailureKind;
import dev.wsload.testkit.JettyServer;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.testkit.ServerTls;
import dev.wsload.testkit.TestCertificates;
import dev.wsload.testkit.TestServer;
import dev.wsload.testkit.TomcatServer;
import dev.wsload.testkit.UndertowServer;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code wss}: whom the clients trust, how they identify themselves, and that TLS carries everything. */
class TlsTests {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static TestCertificates certificates;

    enum Server {
        TOMCAT(TomcatServer::start),
        JETTY(JettyServer::start),
        UNDERTOW(UndertowServer::start);

        private final Function<ServerTls, TestServer> start;

        Server(Function<ServerTls, TestServer> start) {
            this.start = start;
        }
    }

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = TestCertificates.in(directory);
    }

    static Stream<Arguments> serversAndVersions() {
        return Stream.of(Server.values())
                .flatMap(server -> Stream.of(Arguments.of(server, "TLSv1.2"), Arguments.of(server, "TLSv1.3")));
    }

    @ParameterizedTest
    @MethodSource("serversAndVersions")
    void bothVersionsCarryEchoesAndTheCloseHandshake(Server kind, String version) {
        try (TestServer server = kind.start.apply(localhost().only(version));
                ClientFleet fleet = connect(server.uri(), 20, trusting())) {
            assertThat(fleet.opened()).isEqualTo(20);
            InteropTests.assertNothingLost(fleet, echo().messages(20));
            InteropTests.assertNothingLost(
                    fleet, echo().messages(2).size(70_000).binary());
            fleet.close(client -> true, CloseCode.NORMAL_CLOSURE, "");
            assertThat(fleet.outcomes()).extracting(ClientOutcome::closure).containsOnly(InteropTests.closedInOrder());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMessageOfManyTlsRecordsArrivesWhole(Server kind) {
        byte[] message = new byte[900_000];
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) (i * 31 >> 3);
        }
        try (TestServer server = kind.start.apply(localhost());
                ClientFleet fleet = connect(server.uri(), 1, trusting())) {
            fleet.client(0).send(message);
            assertThat(fleet.client(0).receive(within(LONG)).payload()).isEqualTo(message);
        }
    }

    /** Many clients, so that the loop finds answer, frames and the end of TLS together for some of them. */
    @Test
    void whatComesInOneReadWithTheAnswerIsHeardToItsEndThoughTcpStaysUp() {
        byte[] message = new byte[100_000];
        try (ScriptedServer server = ScriptedServer.start(plain -> {
                    ScriptedPeer peer = plain.secured(localhost().context());
                    peer.accept();
                    peer.frame(0x82, message);
                    peer.fin();
                });
                ClientFleet fleet =
                        connect(URI.create("wss" + server.uri().toString().substring(2)), 50, trusting())) {
            for (int client = 0; client < 50; client++) {
                assertThat(fleet.client(client).receive(within(LONG)).payload()).isEqualTo(message);
                assertThat(fleet.client(client).awaitClosure(within(LONG))).isEqualTo(lost(TcpEnd.FIN));
            }
        }
    }

    /** Many clients, so that the loop finds the close frame and the end of TLS together for some of them. */
    @Test
    void aCloseFrameIsAnsweredThoughTheEndOfTlsComesWithIt() {
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();
        try (ScriptedServer server = ScriptedServer.start(plain -> {
                    ScriptedPeer peer = plain.secured(localhost().context());
                    peer.accept();
                    peer.close(4000, "enough");
                    peer.fin();
                    answers.add(peer.readClose().closeCode());
                });
                ClientFleet fleet =
                        connect(URI.create("wss" + server.uri().toString().substring(2)), 50, trusting())) {
            await().until(() -> fleet.open() == 0);

            await().untilAsserted(() -> assertThat(answers).hasSize(50).containsOnly(4000));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatWantsACertificateAdmitsAClientThatHasOne(Server kind) {
        Tls withKey = Tls.of(certificates.clientContext());
        try (TestServer server = kind.start.apply(localhost().needingClientKey());
                ClientFleet fleet = connect(server.uri(), 5, withKey)) {
            assertThat(fleet.opened()).isEqualTo(5);
            InteropTests.assertNothingLost(fleet, echo().messages(2));
        }
    }

    @ParameterizedTest
    @MethodSource("serversAndVersions")
    void aServerThatWantsACertificateSaysSoEvenWhereItResetsTheConnection(Server kind, String version) {
        try (TestServer server = kind.start.apply(localhost().needingClientKey().only(version));
                ClientFleet fleet = connect(server.uri(), 50, trusting())) {
            assertThat(fleet.outcomes()).extracting(ClientOutcome::failure).allSatisfy(failure -> {
                assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
                assertThat(failure.detail()).contains("fatal alert");
            });
        }
    }

    @Test
    void anUnknownAuthorityIsRefused() {
        try (TestServer server = UndertowServer.start(localhost())) {
            ConnectFailure failure = failure(server.uri(), Tls.systemDefault());
            assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
            assertThat(failure.detail()).contains("certif");
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        try (TestServer server = UndertowServer.start(certificates.server("elsewhere"))) {
            ConnectFailure failure = failure(server.uri(), trusting());
            assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
            assertThat(failure.detail()).contains("localhost");
        }
    }

    @Test
    void anAddressIsComparedWithTheCertificateToo() {
        try (TestServer server = UndertowServer.start(localhost());
                TestServer elsewhere = UndertowServer.start(certificates.server("elsewhere"))) {
            assertThat(failure(byAddress(elsewhere), trusting()).kind()).isEqualTo(FailureKind.TLS);
            try (ClientFleet fleet = connect(byAddress(server), 1, trusting())) {
                assertThat(fleet.opened()).isEqualTo(1);
            }
        }
    }

    @Test
    void whoTrustsAllConnectsToAnybody() {
        try (TestServer server = UndertowServer.start(certificates.server("elsewhere"));
                ClientFleet fleet = connect(server.uri(), 5, Tls.trustAll())) {
            assertThat(fleet.opened()).isEqualTo(5);
            InteropTests.assertNothingLost(fleet, echo().messages(2));
        }
    }

    @Test
    void closeNotifyWithoutACloseFrameIsAFin() {
        Closure closure = closure(peer -> {
            peer.accept();
            peer.readFrame();
            peer.fin();
        });
        assertThat(closure).isEqualTo(lost(TcpEnd.FIN));
    }

    @Test
    void theCloseHandshakeWorksWhereTheServerHalfClosesAfterIt() {
        Closure closure = closure(peer -> {
            peer.accept();
            peer.readFrame();
            peer.close(4000, "enough");
            peer.readClose();
            peer.fin();
        });
        assertThat(closure)
                .isEqualTo(new Closure(
                        CloseCode.of(4000),
                        "enough",
                        Initiator.SERVER,
                        true,
                        TcpEnd.FIN,
                        Optional.empty(),
                        Optional.of(CloseCode.of(4000))));
    }

    private static Closure closure(ScriptedServer.Script script) {
        try (ScriptedServer server = ScriptedServer.start(localhost().context(), script);
                ClientFleet fleet = connect(server.uri(), 1, trusting())) {
            fleet.client(0).send("ready");
            return fleet.client(0).awaitClosure(within(LONG));
        }
    }

    private static Closure lost(TcpEnd end) {
        return new Closure(
                CloseCode.ABNORMAL_CLOSURE, "", Initiator.NOBODY, false, end, Optional.empty(), Optional.empty());
    }

    private static ServerTls localhost() {
        return certificates.server("localhost");
    }

    private static Tls trusting() {
        return Tls.trusting(certificates.authorityPem());
    }

    private static URI byAddress(TestServer server) {
        return URI.create("wss://127.0.0.1:" + server.uri().getPort() + "/echo");
    }

    private static ClientFleet connect(URI uri, int clients, Tls tls) {
        ClientFleet fleet = ClientFleet.start(uri, plan(clients, tls));
        fleet.awaitConnected();
        return fleet;
    }

    private static ConnectFailure failure(URI uri, Tls tls) {
        try (ClientFleet fleet = connect(uri, 1, tls)) {
            assertThat(fleet.failed()).isEqualTo(1);
            return fleet.outcomes().get(0).failure();
        }
    }

    private static LoadPlan plan(int clients, Tls tls) {
        return LoadPlan.builder().clients(clients).attempt().tls(tls).plan();
    }
}
