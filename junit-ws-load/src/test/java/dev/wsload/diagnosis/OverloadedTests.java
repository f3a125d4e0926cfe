package dev.wsload.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.machine.ProcessUse;
import dev.wsload.metrics.Latency;
import dev.wsload.result.Activity;
import dev.wsload.result.Activity.Arriving;
import dev.wsload.result.Delivery;
import dev.wsload.result.DeliveryLedger;
import dev.wsload.result.EndpointView;
import dev.wsload.result.FleetFixture;
import dev.wsload.result.ResourceSample;
import dev.wsload.result.StreamLedger;
import dev.wsload.result.Visit;
import dev.wsload.result.Visit.RoundTrip;
import dev.wsload.result.Visit.Times;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is said of replies that go on coming long after the last message was sent, where somebody may have the server's cores. */
class OverloadedTests {
    private static final int CLIENTS = 20;
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** Messages are sent in 1 s, and answered in 2 s; a new client's is answered after so long. */
    private static FleetFixture late(long aloneMillis) {
        Activity activity = activity(1_000, 2_000);
        FleetFixture fleet = FleetFixture.open(CLIENTS)
                .ran("echo", delivered(), queued(), null)
                .endpoint(new EndpointView() {
                    @Override
                    public Visit visit(Duration limit, RoundTrip roundTrip) {
                        return Visit.served(new Times(
                                Duration.ofMillis(1),
                                Duration.ofMillis(1),
                                Optional.of(Duration.ofMillis(aloneMillis))));
                    }
                });
        for (int client = 0; client < CLIENTS; client++) {
            fleet.with(FleetFixture.openClient(client, Duration.ZERO).with(activity));
        }
        return fleet;
    }

    /** 50 messages a second, for a workload of the fixture lasts for 2 s. */
    private static Delivery delivered() {
        DeliveryLedger ledger = new DeliveryLedger();
        for (int client = 0; client < CLIENTS; client++) {
            StreamLedger stream = ledger.stream(client, client, 0);
            IntStream.range(0, 5).forEach(number -> ledger.arrived(stream, number));
            ledger.settle(stream, 5, null);
        }
        return DeliveryLedger.merge(List.of(ledger), 5 * CLIENTS);
    }

    private static Latency queued() {
        return FleetFixture.latency(
                LongStream.rangeClosed(1, 100).map(number -> 10 * number).toArray());
    }

    private static ResourceSample sample(long at, double othersCores) {
        Duration own = Duration.ofMillis(at / 10);
        return new ResourceSample(
                Duration.ofMillis(at),
                CLIENTS,
                new ProcessUse(1, 100, 20, 0, own),
                1_000_000,
                Duration.ZERO,
                Duration.ZERO,
                own.plus(Duration.ofMillis(Math.round(at * othersCores))),
                Optional.empty());
    }

    private static List<String> causes(FleetFixture fleet) {
        return Diagnosis.of(fleet).findings().stream().map(Finding::cause).toList();
    }

    @Test
    void aServerThatHasTheMachineIsOverloaded() {
        assertThat(causes(late(1).used(sample(0, 0), sample(2_000, 0))))
                .singleElement()
                .asString()
                .startsWith("replies come more slowly than messages, one of: the server is overloaded");
    }

    @Test
    void oneThatIsQuickWhenAloneIsNotAccusedWhereOthersHaveTheCores() {
        double many = 0.8 * CORES;

        assertThat(causes(late(1).used(sample(0, many), sample(2_000, many)))).isEmpty();
    }

    @Test
    void oneThatComputesIsNotAccusedWhereOthersHaveTheCores() {
        double many = 0.8 * CORES;

        assertThat(causes(late(20).used(busy(0, 0), busy(2_000, 0))))
                .singleElement()
                .asString()
                .startsWith("the server is overloaded: it serves everybody")
                .contains("and it computes");
        assertThat(causes(late(20).used(busy(0, many), busy(2_000, many)))).isEmpty();
    }

    /** With an endpoint that has a core to itself. */
    private static ResourceSample busy(long at, double othersCores) {
        ResourceSample sample = sample(at, othersCores + 1);
        return new ResourceSample(
                sample.at(),
                sample.open(),
                sample.process(),
                sample.heap(),
                sample.pauses(),
                sample.fleet(),
                sample.machine(),
                Optional.of(new ProcessUse(2, 100, 20, 0, Duration.ofMillis(at))));
    }

    @Test
    void aFewThatAreLateAreNoPauseOfAll() {
        assertThat(causes(withOneInTenLate(Duration.ofMillis(40)), Complaint.SLOW_MESSAGES))
                .isEmpty();
        assertThat(causes(withOneInTenLate(Duration.ofMillis(1_200)), Complaint.SLOW_MESSAGES))
                .singleElement()
                .asString()
                .startsWith("the server stood still for a while and went on");
    }

    /** Every fourth client is slow all the time, and the others have had all their replies before the first of its. */
    @Test
    void aPauseOfTheFewThatAreLeftIsNoPauseOfAll() {
        FleetFixture fleet = withOneInTenLate(Duration.ofMillis(1_200));
        Activity quick = activity(10, 30);
        IntStream.range(0, CLIENTS)
                .filter(client -> client % 4 != 0)
                .forEach(client -> fleet.with(
                        FleetFixture.openClient(client, Duration.ZERO).with(quick)));

        assertThat(causes(fleet, Complaint.SLOW_MESSAGES)).isEmpty();
    }

    private static Activity activity(long lastSentMillis, long lastReceivedMillis) {
        return new Activity(
                50,
                50,
                Duration.ofMillis(lastSentMillis),
                Duration.ofMillis(lastReceivedMillis),
                0,
                Duration.ZERO,
                Arriving.NOTHING,
                Optional.empty());
    }

    /** Nine in ten come within 2 ms, the others after 1.2 s; nobody heard anything for so long. */
    private static FleetFixture withOneInTenLate(Duration pause) {
        Activity activity = activity(1_990, 2_000);
        long[] latencies = LongStream.range(0, 100)
                .map(number -> number % 10 == 0 ? 1_200 : 2)
                .toArray();
        FleetFixture fleet = FleetFixture.open(CLIENTS).ran(delivered(), FleetFixture.latency(latencies), pause);
        for (int client = 0; client < CLIENTS; client++) {
            fleet.with(FleetFixture.openClient(client, Duration.ZERO).with(activity));
        }
        return fleet;
    }

    private static List<String> causes(FleetFixture fleet, Complaint complaint) {
        return Diagnosis.of(fleet, complaint).findings().stream()
                .map(Finding::cause)
                .toList();
    }
}
