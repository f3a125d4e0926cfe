package dev.wsload.harness;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.result.ResourceSample;
import dev.wsload.result.ResourceUse;
import dev.wsload.testkit.Callbacks;
import dev.wsload.testkit.ChildServer;
import dev.wsload.testkit.FaultyServer.Defect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in use while a fleet runs, and whether the fleet itself was what was slow. */
@Timeout(60)
class ResourcesTests {
    @Test
    void aRunIsSampledFromItsBeginningToItsEnd() {
        WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo()).clients(50).connect();
        try (fleet) {
            await().until(() -> fleet.resources().size() > 2);
        }
        List<ResourceSample> samples = fleet.resources();

        assertThat(samples).hasSizeGreaterThan(2).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(samples).allSatisfy(sample -> {
            assertThat(sample.process().descriptors()).isPositive();
            assertThat(sample.heap()).isPositive();
            assertThat(sample.endpoint()).isEmpty();
        });
        assertThat(samples)
                .anySatisfy(sample -> assertThat(sample.process().descriptors()).isGreaterThanOrEqualTo(100));
        assertThat(fleet.resources()).isEqualTo(samples);
        assertThat(fleet.summary()).contains("\nresources    ");
    }

    @Test
    void theEndpointsOwnProcessIsSampledToo() {
        try (ChildServer server = ChildServer.start(Defect.NONE);
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(50)
                        .process(server::pid)
                        .connect()) {
            fleet.run(echo().messages(10).unloadedRoundTrips(0));

            assertThat(fleet.resources()).last().satisfies(sample -> assertThat(sample.endpoint())
                    .hasValueSatisfying(endpoint -> {
                        assertThat(endpoint.pid()).isEqualTo(server.pid());
                        assertThat(endpoint.descriptors()).isGreaterThanOrEqualTo(50);
                        assertThat(endpoint.threads()).isGreaterThanOrEqualTo(50);
                        assertThat(endpoint.memory()).isPositive();
                        assertThat(endpoint.cpu()).isPositive();
                    }));
            assertThat(ResourceUse.of(fleet))
                    .hasValueSatisfying(use -> assertThat(use.inWords()).hasSize(2));
        }
    }

    @Test
    void loopsThatAreHeldUpByTheTestItselfCannotJudge() {
        try (WsFleet fleet =
                WsFleet.hosting("/echo", Callbacks.echo()).clients(20).connect()) {
            fleet.run(echo().messages(20).unloadedRoundTrips(0).replies(reply -> {
                burn(Duration.ofMillis(2));
                return reply;
            }));

            assertThat(fleet.lastWorkload().orElseThrow().lateness().p50()).isGreaterThan(Duration.ofMillis(2));
            assertThatThrownBy(() -> assertThat(fleet).latency().p50().isAtMost(Duration.ofMillis(15)))
                    .hasMessageStartingWith("cannot judge p50 of message latency: the fleet itself was too late");
            assertThat(fleet.summary()).contains("\nfleet late   ");
        }
    }

    @Test
    void aProcessThatHasGoneIsLeftOut() {
        try (WsFleet fleet = WsFleet.hosting("/echo", Callbacks.echo())
                .clients(1)
                .process(() -> Long.MAX_VALUE)
                .connect()) {
            assertThat(fleet.resources()).isNotEmpty().allSatisfy(sample -> assertThat(sample.endpoint())
                    .isEqualTo(Optional.empty()));
        }
    }

    private static void burn(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }
}
