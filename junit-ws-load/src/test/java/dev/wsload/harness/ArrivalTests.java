package dev.wsload.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.endpoint.Endpoint;
import dev.wsload.endpoint.RunningEndpoint;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.FleetFixture;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArrivalTests {
    @Test
    void clientsThatTheServerDoesNotRegisterInTimeFailTheFleet() {
        assertThatThrownBy(() -> arrival(Duration.ofMillis(1)).require(Optional.of(() -> 3)))
                .isInstanceOf(FleetNotConnectedError.class)
                .hasMessage("""
                        the server has registered 3 of 5 clients after 1 ms

                          seed      42""");
    }

    @Test
    void anInterruptedWaitIsNotCalledATimeout() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> arrival(Duration.ofMinutes(1)).require(Optional.of(() -> 3)))
                    .isInstanceOf(FleetNotConnectedError.class)
                    .hasMessage("""
                            the server has registered 3 of 5 clients when the wait for the rest was interrupted

                              seed      42""");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static Arrival arrival(Duration limit) {
        LoadPlan plan = LoadPlan.builder().handshakeTimeout(limit).seed(42).plan();
        return new Arrival(
                plan,
                FleetFixture.open(5),
                RunningEndpoint.external(new Endpoint.External(URI.create("ws://localhost:1/"))));
    }
}
