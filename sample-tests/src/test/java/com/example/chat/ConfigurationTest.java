package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.WebSocketConnectionCallback;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The same tests with other parameters, as {@code -Dwsload.clients=20} gives them. */
class ConfigurationTest {
    private final AtomicInteger met = new AtomicInteger();
    private final WebSocketConnectionCallback echo = new EchoCallback();
    private final Undertow staging = Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(Handlers.path().addPrefixPath("/echo", Handlers.websocket((exchange, channel) -> {
                met.incrementAndGet();
                echo.onConnect(exchange, channel);
            })))
            .build();

    @BeforeEach
    void start() {
        staging.start();
    }

    @AfterEach
    void stop() {
        staging.stop();
    }

    @Test
    void aHostedTestMeetsAnExternalServerByItsUriAlone() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(HostedEcho.class))
                .configurationParameter("wsload.uri", stagingUri())
                .configurationParameter("wsload.clients", "20")
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(1).failed(0));

        assertThat(met).hasValue(20);
    }

    @Test
    void aPlaceholderIsAConfigurationParameter() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(ExternalEcho.class))
                .configurationParameter("chat.uri", stagingUri())
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(1).failed(0));

        assertThat(met).hasValue(10);
    }

    private String stagingUri() {
        InetSocketAddress address =
                (InetSocketAddress) staging.getListenerInfo().get(0).getAddress();
        return "ws://127.0.0.1:" + address.getPort();
    }

    @WsLoad(clients = 10)
    static class HostedEcho {
        @WsHosted("/echo")
        static final WebSocketConnectionCallback ECHO = new EchoCallback();

        @Test
        void everyMessageComesBack(WsFleet fleet) {
            fleet.run(echo());
            assertThat(fleet).deliveredEverything();
        }
    }

    @WsLoad(clients = 10, uri = "${chat.uri}/echo")
    static class ExternalEcho {
        @Test
        void everyMessageComesBack(WsFleet fleet) {
            fleet.run(echo());

            assertThat(fleet).deliveredEverything();
        }
    }
}
