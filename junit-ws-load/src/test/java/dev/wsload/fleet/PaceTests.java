package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wsload.plan.Echo;
import dev.wsload.plan.LoadPlan;
import dev.wsload.plan.Workloads;
import dev.wsload.result.FaultLedger;
import dev.wsload.result.WorkloadResult;
import dev.wsload.testkit.MischiefServer;
import dev.wsload.testkit.MischiefServer.Conduct;
import dev.wsload.testkit.MischiefServer.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PaceTests {
    private static final int CLIENTS = 10;
    private static final Conduct ECHO = Peer::text;

    @Test
    void aRateAndANumberSendExactlyThatNumber() {
        WorkloadResult result = run(ECHO, Workloads.echo().messages(7).rate(500).unloadedRoundTrips(0));

        assertComplete(result, CLIENTS * 7);
        assertThat(result.latency().count()).isEqualTo(CLIENTS * 7);
        assertThat(result.unloaded()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200, 250, 50", "33, 1000, 33", "1000, 7, 7", "3, 100, 1"})
    void aRateAndATimeSendTheirProduct(double rate, long millis, int messages) {
        Echo echo =
                Workloads.echo().rate(rate).during(Duration.ofMillis(millis)).unloadedRoundTrips(0);

        assertComplete(run(ECHO, echo), messages);
    }

    @Test
    void atARateNoMessageLeavesBeforeItIsDue() {
        assertDueEvery5Millis(Workloads.echo().messages(5).rate(200).unloadedRoundTrips(0), CLIENTS * 5);
    }

    @Test
    void beforeARateTheClientThatIsAloneTakesItsTimeToo() {
        assertDueEvery5Millis(Workloads.echo().messages(1).rate(100_000).unloadedRoundTrips(30), 30);
    }

    @Test
    void theClientThatIsAloneNeverQueuesBehindItself() {
        int[] most = {0};
        int[] heard = {0};
        int[] unanswered = {0};
        Conduct slow = (peer, message) -> {
            if (heard[0]++ < 10) {
                most[0] = Math.max(most[0], ++unanswered[0]);
                peer.later(Duration.ofMillis(20), () -> {
                    unanswered[0]--;
                    peer.text(message);
                });
            } else {
                peer.text(message);
            }
        };

        WorkloadResult result =
                run(slow, Workloads.echo().messages(1).rate(1_000).unloadedRoundTrips(10));

        assertComplete(result, CLIENTS);
        assertThat(most[0]).as("in flight at a time").isEqualTo(1);
    }

    @Test
    void nothingIsSentBeforeTheRunBegins() {
        try (MischiefServer server = MischiefServer.start(ECHO);
                EventLoop loop = new EventLoop("wsload-test", defect -> {})) {
            LoadPlan plan = LoadPlan.builder().clients(1).plan();
            Target target = new Target(server.uri(), plan);
            Shard shard = new Shard(
                    loop,
                    new FleetSettings(
                            plan,
                            target,
                            SourceAddresses.of(plan, target),
                            new ErrorLog(),
                            new FaultLedger(),
                            new FirstOffence(),
                            1),
                    0);
            loop.start();
            loop.execute(() -> shard.ramp.start(System.nanoTime()));
            shard.settled().join();
            Connection connection = shard.connection(0).orElseThrow();
            Run run = new Run(1, true, Traffics.of(Workloads.echo()), new int[] {0}, new int[] {0});
            TrafficDriver driver = loop.ask(() -> new EchoDriver(shard, run)).join();

            loop.ask(() -> {
                        driver.writable(connection);
                        return null;
                    })
                    .join();
            long early = run.sent();
            run.begin();
            loop.ask(() -> {
                        driver.start();
                        return null;
                    })
                    .join();

            assertThat(early).isZero();
            assertThat(run.sent()).isEqualTo(1);
            loop.ask(() -> {
                        connection.abort();
                        return null;
                    })
                    .join();
        }
    }

    private static void assertDueEvery5Millis(Echo echo, int messages) {
        List<Long> arrivals = new ArrayList<>();
        Conduct clock = (peer, message) -> {
            arrivals.add(System.nanoTime());
            peer.text(message);
        };
        long start = System.nanoTime();

        run(clock, echo);

        for (int message = 0; message < messages; message++) {
            assertThat(arrivals.get(message) - start).isGreaterThanOrEqualTo(message * 5_000_000L);
        }
    }

    @Test
    void atARateLatencyCountsFromTheIntendedTimeHoweverLateTheServerWakes() {
        List<Runnable> held = new ArrayList<>();
        Conduct sleeper = (peer, message) -> {
            held.add(() -> peer.text(message));
            if (held.size() >= 20) {
                held.forEach(Runnable::run);
                held.clear();
            }
        };

        WorkloadResult result =
                run(sleeper, Workloads.echo().messages(2).rate(100).unloadedRoundTrips(0));

        assertComplete(result, 20);
        assertThat(result.latency().max()).isGreaterThanOrEqualTo(Duration.ofMillis(190));
        assertThat(result.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(180));
    }

    @Test
    void atARateLatencyCountsFromTheIntendedTimeHoweverLateTheClientSends() {
        AtomicBoolean stalled = new AtomicBoolean();
        Echo echo = Workloads.echo().messages(2).rate(100).unloadedRoundTrips(0).replies(reply -> {
            if (stalled.compareAndSet(false, true)) {
                stallFor100Millis();
            }
            return reply;
        });

        try (MischiefServer server = MischiefServer.start(ECHO);
                ClientFleet fleet = Fleets.connect(server, Fleets.plan(CLIENTS).loops(1))) {
            WorkloadResult result = fleet.run(echo);

            assertComplete(result, 20);
            assertThat(result.latency().percentile(80))
                    .as("a message every 10 ms: besides the first, at least five were due 50 ms before the stall ended")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(49));
        }
    }

    private static void stallFor100Millis() {
        try {
            assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRateMeasuresOneClientAloneBefore() {
        WorkloadResult result = run(ECHO, Workloads.echo().messages(1).rate(1_000));

        assertComplete(result, CLIENTS);
        assertThat(result.unloaded())
                .hasValueSatisfying(alone -> assertThat(alone.count()).isEqualTo(200));
    }

    @Test
    void withoutARateClientsGoOnForTheGivenTime() {
        WorkloadResult result = run(ECHO, Workloads.echo().during(Duration.ofMillis(200)));

        assertThat(result.delivery().sent()).isGreaterThanOrEqualTo(CLIENTS);
        assertComplete(result, result.delivery().sent());
    }

    @Test
    void aWindowIsTheMostThatIsInFlight() {
        int[] most = {0};
        List<Runnable> held = new ArrayList<>();
        Conduct slow = (peer, message) -> {
            held.add(() -> peer.text(message));
            most[0] = Math.max(most[0], held.size());
            if (held.size() == CLIENTS * 3) {
                held.forEach(Runnable::run);
                held.clear();
            }
        };

        assertComplete(run(slow, Workloads.echo().messages(9).window(3)), CLIENTS * 9);
        assertThat(most[0]).isEqualTo(CLIENTS * 3);
    }

    @Test
    void anIdleFleetSendsNothing() {
        try (MischiefServer server = MischiefServer.start(ECHO);
                ClientFleet fleet = Fleets.connect(server, CLIENTS)) {
            WorkloadResult result = fleet.run(Workloads.idle().during(Duration.ofMillis(100)));

            assertThat(server.heard()).isZero();
            assertThat(result.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
            assertComplete(result, 0);
        }
    }

    @Test
    void aWorkloadNeedsAnOpenClient() {
        try (MischiefServer server = MischiefServer.start(ECHO);
                ClientFleet fleet = Fleets.connect(server, CLIENTS)) {
            fleet.ending().end();

            assertThatThrownBy(() -> fleet.run(Workloads.echo()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a workload needs an open client, and of 10 none is");
        }
    }

    @Test
    void closingTheFleetEndsARunningWorkload() throws Exception {
        try (MischiefServer server = MischiefServer.start(ECHO)) {
            ClientFleet fleet = Fleets.connect(server, CLIENTS);
            Thread running = new Thread(() -> fleet.run(Workloads.echo().during(Duration.ofHours(1))));
            running.start();
            await().until(() -> server.heard() > 100);
            fleet.close();
            running.join();

            assertThat(fleet.outcomes())
                    .allSatisfy(outcome -> assertThat(outcome.closure().clean()).isTrue());
            assertThat(fleet.errors()).isEmpty();
        }
    }

    private static WorkloadResult run(Conduct conduct, Echo echo) {
        try (MischiefServer server = MischiefServer.start(conduct);
                ClientFleet fleet = Fleets.connect(server, CLIENTS)) {
            WorkloadResult result = fleet.run(echo);
            assertThat(fleet.errors()).isEmpty();
            return result;
        }
    }

    private static void assertComplete(WorkloadResult result, long messages) {
        assertThat(result.delivery().sent()).isEqualTo(messages);
        assertThat(result.delivery().owed()).isEqualTo(messages);
        assertThat(result.delivery().delivered()).isEqualTo(messages);
        assertThat(result.delivery().counts()).isEmpty();
    }
}
