package dev.wsload.diagnosis;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wsload.harness.WsFleet;
import dev.wsload.testkit.ChildServer;
import dev.wsload.testkit.FaultyServer.Defect;
import dev.wsload.testkit.JavaWebSocketServer;
import dev.wsload.testkit.JettyServer;
import dev.wsload.testkit.NettyServer;
import dev.wsload.testkit.NodeServer;
import dev.wsload.testkit.TestServer;
import dev.wsload.testkit.TomcatServer;
import dev.wsload.testkit.UndertowServer;
import dev.wsload.wire.CloseCode;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is right is accused of nothing, whoever wrote it, and whatever it does of what is permitted. */
@Timeout(60)
class RightServersTests {
    enum Server {
        TOMCAT(TomcatServer::start),
        JETTY(JettyServer::start),
        NETTY(NettyServer::start),
        JAVA_WEBSOCKET(JavaWebSocketServer::start),
        UNDERTOW(UndertowServer::start),
        NODE_WS(NodeServer::start),
        RAW(() -> ChildServer.start(Defect.NONE)),
        PERMITTED(() -> ChildServer.start(Defect.PERMITTED));

        private final Supplier<TestServer> start;

        Server(Supplier<TestServer> start) {
            this.start = start;
        }
    }

    @ParameterizedTest
    @EnumSource
    void noCauseIsNamed(Server kind) {
        try (TestServer server = kind.start.get();
                WsFleet fleet = WsFleet.to(server.uri()).clients(100).connect()) {
            fleet.run(echo().messages(20));
            assertThat(Diagnosis.of(fleet).findings()).isEmpty();

            fleet.close(client -> client % 3 == 0, CloseCode.GOING_AWAY, "");
            fleet.abort(client -> client % 3 == 1);
            assertThat(Diagnosis.of(fleet).findings()).isEmpty();

            fleet.closeAll();
            assertThat(Diagnosis.of(fleet).findings()).isEmpty();
            assertThat(fleet).deliveredEverything();
        }
    }

    @Test
    void aServerThatClosesWhenItHasDoneIsNotAccused() {
        try (TestServer server = ChildServer.start(Defect.POLITE);
                WsFleet fleet = WsFleet.to(server.uri()).clients(100).connect()) {
            fleet.run(echo().unloadedRoundTrips(0).messages(5));
            await().until(() -> fleet.open() == 0);

            assertThat(Diagnosis.of(fleet).findings()).isEmpty();
        }
    }
}
