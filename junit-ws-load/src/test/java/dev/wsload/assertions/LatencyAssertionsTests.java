package dev.wsload.assertions;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.result.FleetFixture.closed;
import static dev.wsload.result.FleetFixture.closure;
import static dev.wsload.result.FleetFixture.latency;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.fault.PlannedFault;
import dev.wsload.fault.ResetPeer;
import dev.wsload.fault.Victims;
import dev.wsload.fault.When;
import dev.wsload.machine.ProcessUse;
import dev.wsload.metrics.Latency;
import dev.wsload.plan.CannotJudge;
import dev.wsload.result.Delivery;
import dev.wsload.result.FleetFixture;
import dev.wsload.result.ResourceSample;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

class LatencyAssertionsTests {
    private static final Latency LOADED =
            latency(LongStream.rangeClosed(1, 1000).toArray());
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final Latency UNLOADED = latency(100, 100, 200);

    @Test
    void eachPercentileIsJudgedAndTheFleetGoesOn() {
        assertThat(fleet(LOADED, UNLOADED).handshakes(5))
                .latency()
                .p50()
                .isAtMost(ofMillis(501))
                .latency()
                .p90()
                .isAtMost(ofMillis(901))
                .latency()
                .p99()
                .isAtMost(ofMillis(991))
                .latency()
                .p999()
                .isAtMost(ofMillis(1000))
                .latency()
                .percentile(99.5)
                .isAtMost(ofMillis(996))
                .latency()
                .max()
                .isAtMost(5.01)
                .timesTheUnloaded()
                .latency()
                .p99()
                .isAtMostTimesTheUnloaded(4.97)
                .handshakeLatency()
                .max()
                .isAtMost(ofMillis(6))
                .allConnected();
    }

    @Test
    void aPercentileAboveItsLimitIsToldWithTheOthers() {
        assertThatThrownBy(
                        () -> assertThat(fleet(LOADED, null)).latency().p999().isAtMost(ofMillis(900)))
                .hasMessage("""
                        p99.9 of 1,000 messages is 999 ms, must be at most 900 ms

                          seen      p50 500 ms, p90 900 ms, p99 990 ms, max 1.0 s
                          seed      42""");
    }

    @Test
    void aHandshakePercentileIsToldLikewise() {
        assertThatThrownBy(() -> assertThat(fleet(LOADED, null).handshakes(5))
                        .handshakeLatency()
                        .max()
                        .isAtMost(ofMillis(4)))
                .hasMessage("""
                        max of 1 handshake is 5.0 ms, must be at most 4.0 ms

                          seen      p50 5.0 ms, p90 5.0 ms, p99 5.0 ms, max 5.0 ms
                          seed      42""");
    }

    @Test
    void durationsThatReadAlikeAreToldApart() {
        assertThatThrownBy(() ->
                        assertThat(fleet(latency(3), null)).latency().p50().isAtMost(ofNanos(2_990_000)))
                .message()
                .startsWith("p50 of 1 message is 3,000,319 ns, must be at most 2,990,000 ns\n");
    }

    @Test
    void aMultipleIsOfTheSamePercentileInTheUnloadedPhase() {
        assertThatThrownBy(() -> assertThat(fleet(LOADED, UNLOADED))
                        .latency()
                        .p50()
                        .isAtMost(3)
                        .timesTheUnloaded())
                .hasMessage("""
                        p50 of 1,000 messages is 500 ms, 5.01 times the unloaded 100 ms, must be at most 3.00 times

                          seen      p50 500 ms, p90 900 ms, p99 990 ms, max 1.0 s
                          unloaded  p50 100 ms, p90 200 ms, p99 200 ms, max 200 ms (3 messages)
                          seed      42""");
    }

    @Test
    void withoutAnUnloadedPhaseTheFailureSaysHowToGetOne() {
        String sentence = "the workload echo measured no unloaded latency to compare with:"
                + " run echo().unloadedRoundTrips(100), or judge by a Duration";

        assertThatThrownBy(() -> assertThat(fleet(LOADED, null)).latency().p99().isAtMostTimesTheUnloaded(3))
                .message()
                .startsWith(sentence);
        assertThatThrownBy(() ->
                        assertThat(fleet(LOADED, Latency.NONE)).latency().p99().isAtMostTimesTheUnloaded(3))
                .message()
                .startsWith(sentence);
    }

    @Test
    void handshakesHaveNoUnloadedPhase() {
        assertThatThrownBy(() -> assertThat(fleet(LOADED, UNLOADED).handshakes(5))
                        .handshakeLatency()
                        .p99()
                        .isAtMostTimesTheUnloaded(3))
                .message()
                .startsWith("handshakes have no unloaded latency to compare with: judge by a Duration");
    }

    @Test
    void overNothingAJudgementFails() {
        assertThatThrownBy(
                        () -> assertThat(FleetFixture.open(1)).latency().p99().isAtMost(ofMillis(1)))
                .hasMessage("no workload has run, so there is no latency to judge: run one first, such as"
                        + " fleet.run(echo())");
        assertThatThrownBy(() -> assertThat(fleet(Latency.NONE, UNLOADED))
                        .latency()
                        .p99()
                        .isAtMost(3)
                        .timesTheUnloaded())
                .hasMessage("the workload echo recorded no latency: none of its messages came back");
        assertThatThrownBy(() -> assertThat(FleetFixture.open(1))
                        .handshakeLatency()
                        .p99()
                        .isAtMost(ofMillis(1)))
                .hasMessage("no client has connected, so there is no handshake latency to judge");
    }

    @Test
    void theLastWorkloadIsTheOneJudged() {
        assertThat(fleet(LOADED, null).ran("echo", Delivery.combined(List.of()), latency(1), null))
                .latency()
                .max()
                .isAtMost(ofMillis(2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aFactorThatLimitsNothingIsRefused(double factor) {
        PercentileAssert p99 = assertThat(fleet(LOADED, UNLOADED)).latency().p99();

        assertThatThrownBy(() -> p99.isAtMostTimesTheUnloaded(factor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("isAtMost = " + factor + ", must be more than 0, such as 3");
    }

    @Test
    void aLimitOfZeroIsRefused() {
        PercentileAssert p99 = assertThat(fleet(LOADED, UNLOADED)).latency().p99();

        assertThatThrownBy(() -> p99.isAtMost(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("isAtMost = PT0S, must be more than zero");
    }

    @Test
    void aPercentileOutsideOfZeroTo100IsRefused() {
        LatencyAssert latency = assertThat(fleet(LOADED, UNLOADED)).latency();

        assertThatThrownBy(() -> latency.percentile(101))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("percentile = 101.0, must be 0 to 100");
    }

    @Test
    void aFleetThatWasLateItselfAccusesNobody() {
        FleetFixture fleet = FleetFixture.open(10)
                .late(1, 2, 260)
                .used(sample(0, 0, 0), sample(10_000, 19_000, 9_000))
                .ran("echo", Delivery.combined(List.of()), latency(10, 20, 300), null);

        assertThatThrownBy(() -> assertThat(fleet).latency().max().isAtMost(ofMillis(50)))
                .hasMessage("""
                        cannot judge max of message latency: the fleet itself was too late

                          seen      max is 300 ms, must be at most 50.0 ms
                          fleet     its event loops were late by p50 2.0 ms, p90 260 ms, p99 260 ms, max 260 ms
                          machine   this JVM: 2,046 descriptors, 23 threads, heap 35 MB, CPU 1.9 of %d cores (the fleet's loops 0.9), \
                        collector pauses 10 %%
                                    endpoint, process 4711: 1,003 descriptors, 8 threads, memory 52 MB, CPU 0.5 of %d cores
                          remedy    fewer clients or a lower rate, more event loops (loops), no other tests at the same time \
                        (@Isolated), or the server in a process or on a machine of
                                    its own
                          or        skip the test where that happens: -Dwsload.cannotJudge=skip
                          seed      42""".formatted(CORES, CORES));
    }

    @Test
    void whatTheLatenessDoesNotExplainIsJudged() {
        FleetFixture fleet = FleetFixture.open(10)
                .late(1, 2, 20)
                .ran("echo", Delivery.combined(List.of()), latency(10, 20, 300), null)
                .handshakes(300);

        assertThatThrownBy(() -> assertThat(fleet).latency().max().isAtMost(ofMillis(50)))
                .hasMessageStartingWith("max of 3 messages is 300 ms, must be at most 50.0 ms");
        assertThatThrownBy(() -> assertThat(fleet).handshakeLatency().max().isAtMost(ofMillis(50)))
                .hasMessageStartingWith("max of 1 handshake is 300 ms, must be at most 50.0 ms");
        assertThat(fleet).latency().max().isAtMost(ofMillis(301));
    }

    @Test
    void aMultipleCannotBeJudgedEither() {
        FleetFixture fleet = FleetFixture.open(10)
                .late(150)
                .ran("echo", Delivery.combined(List.of()), latency(300), latency(10))
                .handshakes(300);

        assertThatThrownBy(() -> assertThat(fleet).latency().p50().isAtMostTimesTheUnloaded(3))
                .hasMessageStartingWith("cannot judge p50 of message latency: the fleet itself was too late");
        assertThatThrownBy(() -> assertThat(fleet).handshakeLatency().p50().isAtMost(ofMillis(50)))
                .hasMessageStartingWith("cannot judge p50 of handshake latency: the fleet itself was too late");
    }

    @Test
    void itCanSkipTheTest() {
        FleetFixture fleet = FleetFixture.open(10)
                .late(150)
                .cannotJudge(CannotJudge.SKIP)
                .ran("echo", Delivery.combined(List.of()), latency(300), null);

        assertThatThrownBy(() -> assertThat(fleet).latency().p50().isAtMost(ofMillis(50)))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("cannot judge p50 of message latency: the fleet itself was too late");
    }

    private static ResourceSample sample(long at, long cpu, long fleet) {
        return new ResourceSample(
                ofMillis(at),
                10,
                new ProcessUse(1, 2_046, 23, 0, ofMillis(cpu)),
                35_000_000,
                ofMillis(at / 10),
                ofMillis(fleet),
                ofMillis(cpu + at / 2),
                Optional.of(new ProcessUse(4711, 1_003, 8, 52_000_000, ofMillis(at / 2))));
    }

    @Test
    void underAWatchForRacesItIsRefusedInOneSentence() {
        FleetFixture watched = FleetFixture.open(10)
                .with(closed(9, closure(CloseCode.ABNORMAL_CLOSURE, Initiator.NOBODY, TcpEnd.RESET)))
                .struckBy(new PlannedFault(new ResetPeer.Reset(), Victims.clients(3), When.onceOpen()))
                .heard(ledger -> {})
                .watchedForRaces();
        String refusal =
                "cannot judge message latency in a run that is watched for data races, which makes it several times"
                        + " slower: assert it in a test without a race check";

        assertThatThrownBy(() -> assertThat(watched).latency().p99().isAtMost(ofMillis(1)))
                .hasMessage(refusal);
        assertThatThrownBy(() ->
                        assertThat(watched).healthyClients().latency().p99().isAtMost(ofMillis(1)))
                .hasMessage(refusal);
    }

    private static FleetFixture fleet(Latency loaded, Latency unloaded) {
        return FleetFixture.open(10).ran("echo", Delivery.combined(List.of()), loaded, unloaded);
    }
}
