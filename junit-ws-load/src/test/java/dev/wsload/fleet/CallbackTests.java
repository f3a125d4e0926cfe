package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.wsload.plan.Workloads;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CallbackTests {
    @Test
    void aPredicateOverClientsMayAskTheFleet() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 10)) {
            assertThat(fleet.send(client -> fleet.client(client).isOpen(), "hello"))
                    .isEqualTo(10);
        }
    }

    @Test
    void aFunctionOnALoopThatCallsTheFleetFailsInPlaceOfWaitingForItself() {
        ClientFleet[] self = new ClientFleet[1];
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet =
                        Fleets.connect(server, Fleets.plan(1).loops(1).settleTime(Duration.ofMillis(300)))) {
            self[0] = fleet;

            fleet.run(Workloads.echo().messages(1).replies(reply -> {
                self[0].client(0).abort();
                return reply;
            }));

            assertThat(fleet.errors()).hasSize(1).first().satisfies(error -> {
                assertThat(error.origin()).isEqualTo(Origin.CALLBACK);
                assertThat(error).extracting(FleetError::cause).isInstanceOf(IllegalStateException.class);
                assertThat(error.cause())
                        .hasMessage("a function that the fleet calls back must not call the fleet:"
                                + " its event loop would wait for itself");
            });
        }
    }

    @Test
    @SuppressWarnings("try") // closed within, so that the first workload ends
    void aSecondWorkloadAtTheSameTimeIsRefused() {
        try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                ClientFleet fleet = Fleets.connect(server, 1)) {
            CompletableFuture<Void> first =
                    CompletableFuture.runAsync(() -> fleet.run(Workloads.idle().during(Duration.ofMinutes(5))));

            await().untilAsserted(() -> assertThatIllegalStateException()
                    .isThrownBy(() -> fleet.run(Workloads.idle().during(Duration.ofMillis(1))))
                    .withMessage("a workload runs on this fleet already: run one after the other"));
            fleet.close();
            first.join();
        }
    }
}
