package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.result.Injection;
import dev.wsload.testkit.Callbacks;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults that wait until the test releases them, so that it can see the fleet without faults first. */
@Timeout(60)
class HeldFaultsTests {
    @Test
    void heldFaultsWaitUntilTheyAreReleased() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(10)
                .holdFaults()
                .fault(new ResetPeer.Reset(), Victims.clients(0))
                .fault(new EmptyClose.Close(), Victims.clients(1), When.afterMessages(2))
                .fault(new ThunderingLeave.Leave(), Victims.clients(2))
                .connect()) {
            fleet.run(echo().messages(5));
            assertThat(fleet.injections()).isEmpty();
            assertThat(fleet).deliveredEverything();

            fleet.releaseFaults();
            fleet.run(echo().messages(5));

            assertThat(fleet).faultyClients().wereAllStruck();
            assertThat(fleet).healthyClients().deliveredEverything();
            assertThat(fleet).healthyClients().latency().p50().isAtMost(1_000).timesTheFaultFree();
            assertThatThrownBy(() -> assertThat(fleet)
                            .healthyClients()
                            .latency()
                            .p50()
                            .isAtMost(0.0001)
                            .timesTheFaultFree())
                    .satisfiesAnyOf(
                            judged -> assertThat(judged).hasMessageContaining(" times the fault-free "),
                            tooBusy -> assertThat(tooBusy)
                                    .hasMessageStartingWith("cannot judge p50 of message latency: the fleet itself"));
            assertThat(fleet).faultyClients().endedAsInjected();
        }
    }

    @Test
    void theFaultFreeWorkloadIsNotComparedWithItself() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(4)
                .holdFaults()
                .fault(new ResetPeer.Reset(), Victims.clients(0))
                .connect()) {
            fleet.run(echo().messages(5));
            fleet.releaseFaults();

            assertThatThrownBy(() -> assertThat(fleet)
                            .healthyClients()
                            .latency()
                            .p50()
                            .isAtMost(2)
                            .timesTheFaultFree())
                    .hasMessageStartingWith(
                            "no workload has run since the faults were released, so the fault-free one would"
                                    + " be compared with itself: run another after fleet.releaseFaults()");
        }
    }

    @Test
    void aCrashIsNotedWhenItComes() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(4)
                .holdFaults()
                .fault(new ServerCrash.Crash(Duration.ZERO))
                .connect()) {
            assertThat(fleet.injections()).isEmpty();
            fleet.releaseFaults();

            await().until(() -> fleet.open() == 0);
            assertThat(fleet.injections()).extracting(Injection::what).containsExactly("crashed");
            assertThat(fleet).abnormalEndsAreExplained();
        }
    }

    @Test
    void bytesCannotBeHeld() {
        WsFleetBuilder builder = WsFleet.hosting("/echo", Callbacks.echo())
                .holdFaults()
                .fault(new ResetPeer.Reset(), Victims.clients(0), When.afterBytes(300));

        assertThatThrownBy(builder::connect)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "fault ResetPeer on client 0 after 300 bytes cannot be held, as bytes count from the first of the"
                                + " connection on; say afterMessages or after in place of afterBytes, or leave out holdFaults");
    }

    @Test
    void nothingIsReleasedThatIsNotHeld() {
        try (WsFleet fleet =
                WsFleet.hosting("/echo", Callbacks.echo()).clients(1).connect()) {
            assertThatThrownBy(fleet::releaseFaults)
                    .hasMessage("no faults are held: say holdFaults = true in @WsLoad, or holdFaults() to the builder");
            assertThatThrownBy(() -> {
                        fleet.run(echo().messages(1));
                        assertThat(fleet).latency().p50().isAtMost(3).timesTheFaultFree();
                    })
                    .hasMessageStartingWith(
                            "no workload has run without faults to compare with: hold them (holdFaults = true), run one,"
                                    + " release them (fleet.releaseFaults()), and run another");
        }
    }
}
