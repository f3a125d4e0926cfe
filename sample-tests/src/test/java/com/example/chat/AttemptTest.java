package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.ConnectMode.ATTEMPT;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.harness.WsFleet;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.util.StatusCodes;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A server that admits 60 clients, and turns the others away. */
class AttemptTest {
    private final AtomicInteger admitted = new AtomicInteger();
    private final HttpHandler echo = Handlers.websocket(new EchoCallback());

    @WsHosted("/echo")
    final HttpHandler bouncer = exchange -> {
        if (admitted.incrementAndGet() > 60) {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
        } else {
            echo.handleRequest(exchange);
        }
    };

    @Test
    @WsLoad(clients = 100, connect = ATTEMPT)
    void admitsSixtyAndServesThem(WsFleet fleet) {
        assertThat(fleet.opened()).isEqualTo(60);
        assertThat(fleet.failed()).isEqualTo(40);

        fleet.run(echo());
        assertThat(fleet).deliveredEverything();
    }
}
