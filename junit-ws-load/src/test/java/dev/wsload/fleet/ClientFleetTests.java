package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Workloads;
import dev.wsload.result.Delivery;
import dev.wsload.testkit.NettyServer;
import dev.wsload.wire.CloseCode;
import org.junit.jupiter.api.Test;

class ClientFleetTests {
    @Test
    void everyClientHearsItsOwnMessagesAndClosesCleanly() {
        try (NettyServer server = NettyServer.start();
                ClientFleet fleet = ClientFleet.start(
                        server.uri(), LoadPlan.builder().clients(1000).plan())) {
            fleet.awaitConnected();
            Delivery delivery = fleet.run(Workloads.echo().messages(20)).delivery();
            fleet.ending().end();

            assertThat(fleet.opened()).isEqualTo(1000);
            assertThat(delivery.delivered()).isEqualTo(20_000).isEqualTo(delivery.owed());
            assertThat(fleet.outcomes()).hasSize(1000).allSatisfy(outcome -> {
                assertThat(outcome.closure().code()).isEqualTo(CloseCode.NORMAL_CLOSURE);
                assertThat(outcome.closure().clean()).isTrue();
            });
        }
    }
}
